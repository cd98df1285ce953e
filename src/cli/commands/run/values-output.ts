// Writes evaluated points for nnc run: as a table, as JSON, as CSV. Computes nothing but differences.

import { printable } from "../../../diagnostics/render-diagnostic.ts";
import { shortestFloat32 } from "../../../numeric/decimal.ts";
import { showError } from "../../../numeric/shown-number.ts";
import { toJson } from "../../json/to-json.ts";
import { layOut, showFloat32, showPoint } from "../../terminal/lay-out.ts";
import type { Described } from "../../json/json-format.ts";
import type { judgedSamples } from "../../json/judged-json.ts";
import { runJson } from "./run-json.ts";
import { isWithin, type EvaluatedPoint, type Evaluation } from "./values-at-points.ts";

/** Inputs and results of float32 in the shortest decimals that read back; targets to as many digits as tell float32 apart. */
export function evaluationAsText(evaluation: Evaluation): string {
  const { inputNames, outputNames, targets, rows } = evaluation;
  // Names come from the model's file.
  const hasLines = rows[0]?.line !== undefined;
  const heading = [...(hasLines ? ["line"] : []), ...inputNames, ...outputNames.flatMap((name, output) => (targets.length === 0 ? [name] : [name, targets[output] ?? "", "error"]))];
  const lines = rows.map(({ line, point, results, wanted }) => [
    ...(line === undefined ? [] : [String(line)]),
    ...point.map(shortest),
    ...results.flatMap((result, output) => (wanted.length === 0 ? [shortest(result)] : [
      shortest(result),
      digits(wanted[output]),
      showError(Math.abs(result - wanted[output])),
    ])),
  ]);
  return layOut([heading.map(printable), ...lines]);
}

/**
 * Each point as an object; NaN, infinities and −0 as text; whether it lies outside the domain, where one is known.
 *
 * @param data how far the model is from samples; left out of points that are none.
 */
export function evaluationAsJson({ inputNames, outputNames, targets, rows }: Evaluation, data?: Described<typeof judgedSamples>): string {
  const points = rows.map(({ line, point, results, wanted, isOutside }) => ({
    ...(line === undefined ? {} : { line }),
    point: point.map(shortestNumber),
    ...(isOutside === undefined ? {} : { outside: isOutside }),
    results: results.map(shortestNumber),
    ...(targets.length === 0 ? {} : { targets: wanted }),
  }));
  return toJson(runJson, { inputs: inputNames, outputs: outputNames, targets: targets.length === 0 ? undefined : targets, points, data });
}

/** Of points outside the domain, the first of them; a sentence without a full stop, undefined where there are none. */
export function outsideNote({ domain = [], inputNames, rows }: Evaluation): string | undefined {
  const outside = rows.filter(({ isOutside }) => isOutside === true);
  const [first] = outside;
  if (first === undefined) return undefined;
  const beyond = domain.map((variable, axis) => ({ variable, axis })).filter(({ variable, axis }) => !isWithin(variable, first.point[axis]));
  const names = beyond.map(({ axis }) => printable(inputNames[axis]));
  const where = showPoint(beyond.map(({ axis }) => first.point[axis]), names);
  const { low, high } = beyond[0].variable;
  const others = outside.length === 1 ? "" : `, and ${outside.length - 1} more points lie outside`;
  return `${where} is outside the domain, ${names[0]} in [${showFloat32(low)}, ${showFloat32(high)}]${others}: no error is stated there`;
}

/** RFC 4180, with a header. */
export function evaluationAsCsv({ inputNames, outputNames, targets, rows }: Evaluation): string {
  const hasLines = rows[0]?.line !== undefined;
  const header = [...(hasLines ? ["line"] : []), ...inputNames, ...outputNames, ...targets].map(quotedCell);
  const lines = rows.map(({ line, point, results, wanted }: EvaluatedPoint) => [
    ...(line === undefined ? [] : [String(line)]), ...[...point, ...results].map(shortest), ...wanted.map(String),
  ]);
  return [header, ...lines].map((cells) => `${cells.join(",")}\r\n`).join("");
}

function quotedCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function shortest(value: number): string {
  return Number.isFinite(value) ? shortestFloat32(value) : String(value);
}

function shortestNumber(value: number): number {
  return Number(shortest(value));
}

function digits(value: number): string {
  return String(Number(value.toPrecision(9)));
}
