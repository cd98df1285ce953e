// Says what changed between two models: as tables and as JSON, and whether more than is allowed. Compares nothing.

import type { Both, ComparedArray } from "../../../compare/compared-parameters.ts";
import type { ComparedResults } from "../../../compare/compared-results.ts";
import { roundedUp } from "../../../codegen/rounded-up.ts";
import { printable } from "../../../diagnostics/render-diagnostic.ts";
import { FORMAT_NAMES } from "../../../formats/format-names.ts";
import { describeModel } from "../../../network/describe.ts";
import type { Named } from "../../../network/network.ts";
import { valueOf } from "../../../network/network.ts";
import type { Shape } from "../../../network/shape.ts";
import { showCount, showError } from "../../../numeric/shown-number.ts";
import { showDomainVariable } from "../../../run/settings/domain.ts";
import { toJson } from "../../json/to-json.ts";
import { judgementAsObject, judgementAsTable } from "../../terminal/judged.ts";
import { layOut, showPoint } from "../../terminal/lay-out.ts";
import { labelsOf, type Comparison, type Side } from "./compared-models.ts";
import { diffJson } from "./diff-json.ts";

/** Of the arrays that differ as many are listed. */
const MOST_ARRAYS = 40;

/** Undefined where results are as near to each other as --max-error asks, or nothing is asked. */
export function departureOf({ results, obstacle }: Comparison, maximum: number | undefined): string | undefined {
  if (maximum === undefined) return undefined;
  if (results === undefined) return `their results cannot be compared: ${obstacle ?? ""}`;
  const { distance } = results;
  return distance.maximum <= maximum ? undefined : `a difference of ${showError(distance.maximum)} was seen, more than ${maximum}`;
}

/** What each is, side by side; operations and parameters that differ; results. */
export function diffAsText(comparison: Comparison): string {
  const { sides, results, obstacle } = comparison;
  const judged = sides.flatMap(({ path, judgement }) => (judgement === undefined ? [] : [`${printable(path)}: ${judgementAsTable(judgement)}`]));
  const said = results === undefined ? `results cannot be compared: ${obstacle ?? ""}\n` : resultLines(comparison, results).map((line) => `${line}\n`).join("");
  return [factsTable(sides), operationsTable(comparison), parametersTable(comparison), judged.join("\n"), said].filter((part) => part !== "").join("\n");
}

function factsTable(sides: Both<Side>): string {
  const rows: (readonly [string, (side: Side) => string])[] = [
    ["file", ({ loaded }) => `${FORMAT_NAMES[loaded.format].title}, ${showCount(loaded.byteLength)} bytes`],
    ["sha256", ({ loaded }) => `${loaded.modelSha256.slice(0, 16)}…`],
    ["network", ({ loaded }) => describeModel(loaded)],
    ["inputs", ({ loaded }) => namedArrays(loaded.network.inputs, loaded.network)],
    ["outputs", ({ loaded }) => namedArrays(loaded.network.outputs, loaded.network)],
    ["parameters", ({ parameters }) => showCount(parameters)],
    ["multiply-adds", ({ cost }) => showCount(cost.multiplyAdds)],
    ["working memory", ({ workingBytes }) => `${showCount(workingBytes)} bytes`],
    ["target", targetOf],
    ["domain", ({ loaded: { model: { record } } }) => record?.domain.map(showDomainVariable).join(", ") ?? "not recorded"],
    ["classes", ({ loaded }) => labelsOf(loaded)?.join(", ") ?? ""],
    ["training", ({ loaded: { model: { record } } }) => (record === undefined ? "not recorded" : `recipe ${record.recipe}, seed ${record.seed}`)],
    ["largest error", ({ error, goal }) => (error === undefined ? "" : `${showError(error.maximum)} at ${showPoint(error.at, goal?.domain.map(({ name }) => name))}`)],
    ["RMS", ({ error }) => (error === undefined ? "" : showError(error.rootMeanSquare))],
    ["proved error", ({ certification }) => provedOf(certification)],
  ];
  const cells = rows.map(([name, fact]) => [name, ...sides.map(fact).map(printable)]).filter(([, ...facts]) => facts.some((fact) => fact !== ""));
  return layOut([["", ...sides.map(({ path }) => printable(path))], ...cells.map(([name, one, other]) => [name, one === "" ? "-" : one, other === one ? "same" : other === "" ? "-" : other])]);
}

function targetOf({ goal, loaded: { model: { record } } }: Side): string {
  if (goal !== undefined) return goal.targets.map(({ expression }) => expression).join(", ");
  return record?.data === undefined ? "not recorded" : `${record.data.outputs.map(({ name }) => name).join(", ")} of ${record.data.file}`;
}

function namedArrays(named: readonly Named[], network: Parameters<typeof valueOf>[0]): string {
  return named.map(({ name, value }) => `${name} ${showShape(valueOf(network, value).shape)}`).join(", ");
}

function provedOf(certification: Side["certification"]): string {
  if (certification === undefined) return "";
  return certification.kind === "proved" ? roundedUp(Math.max(...certification.outputs.map(({ maxAbsError }) => maxAbsError))) : "not proved";
}

/** Those of which there are more or fewer. */
function operationsTable({ operations }: Comparison): string {
  const differing = operations.filter(({ counts: [one, other] }) => one !== other);
  return differing.length === 0 ? "" : layOut([["operations", "first", "second"], ...differing.map(({ op, counts }) => [op, ...counts.map(showCount)])]);
}

function parametersTable({ parameters }: Comparison): string {
  const differing = parameters.filter(({ change }) => change === undefined || change.changed > 0);
  if (differing.length === 0) return `all ${showCount(parameters.length)} arrays of parameters have the same bits\n`;
  const shown = differing.slice(0, MOST_ARRAYS);
  const rest = differing.length - shown.length;
  const more = rest === 0 ? "" : `and ${showCount(rest)} more arrays that differ\n`;
  return `${layOut([["parameters", "first", "second", "changed", "largest change", "RMS"], ...shown.map(arrayRow)])}${more}`;
}

function arrayRow({ name, shapes, change }: ComparedArray): readonly string[] {
  const [one, other] = shapes.map((shape) => (shape === undefined ? "-" : showShape(shape)));
  if (change === undefined) return [name, one, other];
  const { elements, changed, largest, rootMeanSquare } = change;
  return [name, one, "same", `${showCount(changed)} of ${showCount(elements)}`, showError(largest), showError(rootMeanSquare)];
}

function showShape(shape: Shape): string {
  return shape.length === 0 ? "scalar" : shape.join(" x ");
}

function resultLines({ domain, sides: [{ loaded, judgement }] }: Comparison, { distance, inputs, differing, classes }: ComparedResults): readonly string[] {
  const names = domain?.map(({ name }) => name) ?? judgement?.samples.dataset.inputs.map(({ name }) => name);
  const what = judgement === undefined ? "inputs" : "samples";
  const where = domain === undefined ? "" : ` with ${domain.map(({ name, low, high }) => `${name} from ${low} to ${high}`).join(", ")}`;
  if (differing === 0) return [`results have the same bits at all ${showCount(inputs)} ${what} that were compared${where}`];
  const largest = `largest difference of results seen in ${showCount(distance.samples)} ${what}${where}: ${showError(distance.maximum)} at ${showPoint(distance.at, names)}`;
  const labels = labelsOf(loaded);
  const told = classes?.first?.told.map((label) => labels?.[label] ?? "none").map(printable);
  const others =
    classes === undefined ? []
    : classes.first === undefined ? [`the same class at each of these ${what}`]
    : [`another class at ${showCount(classes.differing)} of these ${what}, the first ${showPoint(classes.first.input, names)}: ${told?.join(" and then ") ?? ""}`];
  return [`${largest}; RMS ${showError(distance.rootMeanSquare)}`, `other bits at ${showCount(differing)} of ${showCount(inputs)} ${what}`, ...others];
}

/** A document of `diffJson`. */
export function diffAsJson(comparison: Comparison, maximum: number | undefined): string {
  const { sides: [first, second], operations, parameters, domain, results, obstacle } = comparison;
  const failure = departureOf(comparison, maximum);
  const labels = labelsOf(first.loaded);
  const { classes } = results ?? {};
  return toJson(diffJson, {
    first: sideAsObject(first),
    second: sideAsObject(second),
    operations: operations.map(({ op, counts: [one, other] }) => ({ op, first: one, second: other })),
    parameters: parameters.map(({ name, shapes: [one, other], change }) => ({
      name,
      first: one ?? null,
      second: other ?? null,
      elements: change?.elements ?? null,
      changed: change?.changed ?? null,
      largestChange: change?.largest ?? null,
      rootMeanSquareChange: change?.rootMeanSquare ?? null,
    })),
    compared: domain ?? null,
    difference: results?.distance ?? null,
    inputs: results?.inputs ?? null,
    differing: results?.differing ?? null,
    firstDifference: results?.first ?? null,
    classes: classes === undefined ? null : {
      differing: classes.differing,
      at: classes.first?.input ?? null,
      told: classes.first?.told.map((label) => labels?.[label] ?? "none") ?? null,
    },
    obstacle: obstacle ?? null,
    maxError: maximum ?? null,
    passed: failure === undefined,
    failure: failure ?? null,
  });
}

function sideAsObject({ loaded, parameters, cost, workingBytes, goal, error, certification, judgement }: Side) {
  const { network, model: { record } } = loaded;
  const named = ({ name, value }: Named) => ({ name, shape: valueOf(network, value).shape });
  return {
    file: loaded.fileName,
    sha256: loaded.modelSha256,
    format: loaded.format,
    bytes: loaded.byteLength,
    network: describeModel(loaded),
    inputs: network.inputs.map(named),
    outputs: network.outputs.map(named),
    parameters,
    multiplyAdds: cost.multiplyAdds,
    parameterBytes: cost.parameterBytes,
    workingBytes,
    target: goal?.targets.map(({ expression }) => expression) ?? null,
    domain: record?.domain ?? null,
    command: record?.command ?? null,
    error: error ?? null,
    maxAbsError: certification?.kind === "proved" ? Math.max(...certification.outputs.map(({ maxAbsError }) => maxAbsError)) : null,
    data: judgement === undefined ? null : judgementAsObject(judgement),
  };
}
