// Says how far a network is from samples: tables for a terminal and an object for --json. Measures nothing.

import { printable } from "../../diagnostics/render-diagnostic.ts";
import { shortestFloat32 } from "../../numeric/decimal.ts";
import { showCount, showError } from "../../numeric/shown-number.ts";
import type { Judgement } from "../../run/judgement.ts";
import type { JudgedOutput, JudgedSample, SampleError } from "../../verify/judge-samples.ts";
import type { Described } from "../json/json-format.ts";
import type { judgedSamples } from "../json/judged-json.ts";
import { classesAsTable } from "./judged-classes.ts";
import { layOut } from "./lay-out.ts";

/** Inputs of a worst sample that are shown; the line of the file has the others. */
const MOST_INPUTS = 6;

/**
 * A table with a row for each output, then one of the worst samples:
 *
 *     errors at the 40 samples of ntc.csv, 8 of them held out
 *     output  unit  largest  on line  RMS      held out: largest  on line  RMS
 *     temp    degC  1.20e-1  17       3.10e-2  8.00e-2            5        2.90e-2
 *     the worst samples of temp
 *     line  a     temp  network    error
 *     17    3900  12.5  12.620001  1.20e-1
 *
 * Of a classifier what `classesAsTable` says.
 */
export function judgementAsTable({ samples, outputs, classes }: Judgement): string {
  const { dataset: { inputs, lines }, file, heldOut } = samples;
  const aside = heldOut === undefined ? "" : `, ${showCount(heldOut.length)} of them held out`;
  if (classes.length > 0) return `classes of the ${lines.length === 1 ? "sample" : `${showCount(lines.length)} samples`} of ${printable(file.name)}${aside}\n${classesAsTable(classes)}`;
  const title = `errors at the ${lines.length === 1 ? "sample" : `${showCount(lines.length)} samples`} of ${printable(file.name)}${aside}\n`;
  return [title, errorsTable(outputs), ...outputs.map((output) => worstTable(output, inputs.map(({ name }) => name)))].join("");
}

function errorsTable(judged: readonly JudgedOutput[]): string {
  const hasUnits = judged.some(({ unit }) => unit !== undefined);
  const hasHeldOut = judged.some(({ heldOut }) => heldOut !== undefined);
  const figures = ({ maximum, line, rootMeanSquare }: SampleError): readonly string[] => [showError(maximum), String(line), showError(rootMeanSquare)];
  return layOut([
    ["output", ...(hasUnits ? ["unit"] : []), "largest", "on line", "RMS", ...(hasHeldOut ? ["held out: largest", "on line", "RMS"] : [])],
    ...judged.map(({ name, unit = "", error, heldOut }) => [
      name, ...(hasUnits ? [printable(unit)] : []), ...figures(error), ...(heldOut === undefined ? [] : figures(heldOut)),
    ]),
  ]);
}

function worstTable({ name, worst }: JudgedOutput, inputs: readonly string[]): string {
  const shown = inputs.slice(0, MOST_INPUTS);
  const more = inputs.length > shown.length ? ["…"] : [];
  const knowsHeldOut = worst.some(({ isHeldOut }) => isHeldOut === true);
  const row = ({ line, point, wanted, computed, error, isHeldOut }: JudgedSample): readonly string[] => [
    String(line), ...point.slice(0, shown.length).map(shortestFloat32), ...more, String(wanted), finite(computed), showError(error),
    ...(isHeldOut === true ? ["held out"] : []),
  ];
  const heading = ["line", ...shown, ...more, name, "network", "error", ...(knowsHeldOut ? [""] : [])];
  return `the worst samples of ${name}\n${layOut([heading, ...worst.map(row)])}`;
}

function finite(value: number): string {
  return Number.isFinite(value) ? shortestFloat32(value) : String(value);
}

/** What is not known is null; of a classifier there are `classes`, too. */
export function judgementAsObject({ samples: { dataset, file, isTrainedOn, heldOut }, outputs, classes }: Judgement): Described<typeof judgedSamples> {
  return {
    file: file.name,
    sha256: file.sha256,
    isTrainedOn: isTrainedOn ?? null,
    samples: dataset.lines.length,
    heldOut: heldOut?.length ?? null,
    inputs: dataset.inputs.map(({ name }) => name),
    outputs: outputs.map(({ name, unit, error, heldOut: aside, worst }) => ({
      name,
      unit: unit ?? null,
      error,
      heldOut: aside ?? null,
      worst: worst.map((sample) => ({ ...sample, isHeldOut: sample.isHeldOut ?? null })),
    })),
    ...(classes.length === 0 ? {} : { classes: classes.map((one) => ({ ...one, heldOut: one.heldOut ?? null })) }),
  };
}
