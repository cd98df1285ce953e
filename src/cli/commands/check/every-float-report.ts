// Says how a check of every float went: as a table, as JSON, and what failed. Compiles and measures nothing.

import { SPOKEN } from "../../../languages/index.ts";
import { showCount } from "../../../numeric/shown-number.ts";
import type { Mathematics } from "../../../codegen/mathematics.ts";
import type { EveryFloatResult, SweptBuild } from "../../../verify/exhaustive/check-every-float.ts";
import { float32At, lengthOf } from "../../../verify/exhaustive/places.ts";
import type { OutputErrors, Worst } from "../../../verify/exhaustive/sweep-result.ts";
import type { Goal } from "../../../verify/goal.ts";
import { toJson } from "../../json/to-json.ts";
import { layOut, showFloat32 } from "../../terminal/lay-out.ts";
import { everyFloatJson } from "./check-json.ts";

export interface EveryFloatOutcome {
  readonly fileName: string;
  readonly modelSha256: string;
  readonly goal: Goal | undefined;
  /** What the input is called. */
  readonly variable: string;
  /** Of the elements of all outputs. */
  readonly outputs: readonly string[];
  /** What --max-error allows. */
  readonly maximumError: number | undefined;
  readonly math: Mathematics;
  /** Whether results depend on the platform's library, so that bits that differ are no failure. */
  readonly mayDiffer: boolean;
  readonly result: EveryFloatResult;
  /** Compilers that are not on this machine. */
  readonly missing: readonly string[];
}

/** One sentence per failure; none where the check passed. */
export function everyFloatFailures(outcome: EveryFloatOutcome): readonly string[] {
  const named = (build: SweptBuild, failures: readonly string[]): readonly string[] => failures.map((failure) => `${nameOf(build)}: ${failure}`);
  const { builds } = outcome.result;
  const located = builds.flatMap((build) => named(build, differenceOf(build, outcome)));
  const differing = located.length === 0 && differ(outcome) ? [NOT_LOCATED] : located;
  return [...differing, ...builds.flatMap((build) => named(build, tooLarge(build, outcome)))];
}

/** The same of one build, without its name. */
export function failuresOfBuild(build: SweptBuild, outcome: EveryFloatOutcome): readonly string[] {
  const located = differenceOf(build, outcome);
  const isLocated = outcome.result.builds.some(({ firstDifference }) => firstDifference !== undefined);
  return [...(differ(outcome) && build.differs && !isLocated ? [NOT_LOCATED] : located), ...tooLarge(build, outcome)];
}

const NOT_LOCATED = "results differ from one build to the other, and not where they are computed again";

function tooLarge({ errors }: SweptBuild, { maximumError }: EveryFloatOutcome): readonly string[] {
  if (maximumError === undefined) return [];
  if (errors === undefined) return ["its errors are not known"];
  const largest = largestOf(errors);
  return largest <= maximumError ? [] : [`an error of ${showExactly(largest)}, more than ${maximumError}`];
}

function largestOf(errors: readonly OutputErrors[]): number {
  return Math.max(...errors.map(({ absolute }) => absolute.error));
}

/** Whether results differ that should not, which no training mends. */
export function differ({ mayDiffer, result }: EveryFloatOutcome): boolean {
  return !mayDiffer && result.builds.some(({ differs }) => differs);
}

function differenceOf({ firstDifference }: SweptBuild, outcome: EveryFloatOutcome): readonly string[] {
  if (firstDifference === undefined || !differ(outcome)) return [];
  const { input, expected, computed } = firstDifference;
  const at = expected.findIndex((value, position) => !Object.is(value, computed[position]));
  const which = expected.length === 1 ? "" : `number ${at + 1} of ${expected.length} is `;
  const values = `${which}${showFloat32(computed[at])} instead of ${showFloat32(expected[at])}`;
  return [`results differ from the interpreter's; the first at ${outcome.variable} = ${showFloat32(input[0])}: ${values}`];
}

/** A row for each element of the outputs by each build, and a line with the verdict. */
export function everyFloatAsTable(outcome: EveryFloatOutcome): string {
  const { result, outputs, maximumError, mayDiffer } = outcome;
  const { builds, judged } = result;
  const errorHeading = judged === undefined ? [] : ["largest error", "at", "relative", "at", "ulp", "at"];
  const heading = ["language", "compiler", "version", ...(outputs.length > 1 ? ["output"] : []), "numbers", "hash", ...errorHeading];
  const rows = builds.flatMap((build) => outputs.map((name, element) => rowOf(outcome, build, outputs.length > 1 ? name : undefined, element)));
  const remarks = remarksOn(outcome).map((line) => `${line}\n`);
  const failures = everyFloatFailures(outcome);
  const table = layOut([heading, ...rows]);
  if (failures.length > 0) return `${table}${remarks.join("")}failed: ${failures.length === 1 ? "one failure" : `${failures.length} failures`}\n`;
  const all = `${showCount(lengthOf(result.swept))} numbers`;
  const [{ differs }] = builds.toSorted((one, other) => Number(other.differs) - Number(one.differs));
  const given =
    mayDiffer && differs ? "results depend on the platform's mathematical library"
    : builds.length === 1 ? `one build computed all ${all}, and there is none to compare its bits with`
    : `${builds.length} builds give the same bits for all ${all}`;
  return `${table}${remarks.join("")}passed: ${given}${maximumError === undefined ? "" : `, and no error is more than ${maximumError}`}\n`;
}

function rowOf({ result, variable }: EveryFloatOutcome, build: SweptBuild, output: string | undefined, element: number): readonly string[] {
  const { toolchain, hashes, errors } = build;
  const words = toolchain === undefined ? ["nnc", "interpreter", ""] : [SPOKEN[toolchain.language].language.title, builtBy(build), toolchain.version];
  const named = [...words, ...(output === undefined ? [] : [output]), showCount(lengthOf(result.swept)), String(hashes[element])];
  if (result.judged === undefined) return named;
  if (errors === undefined) return [...named, "not measured"];
  const { absolute, relative, ulp } = errors[element];
  const where = ({ error, place }: Worst, shown: string): readonly string[] => (error < 0 ? ["–", ""] : [shown, `${variable} = ${showFloat32(float32At(place))}`]);
  return [
    ...named,
    ...where(absolute, showExactly(absolute.error)),
    ...where(relative, showExactly(relative.error)),
    ...where(ulp, ulp.error < 1e6 ? ulp.error.toFixed(3) : showExactly(ulp.error)),
  ];
}

/** What the figures stand on. */
function remarksOn({ result, goal, outputs }: EveryFloatOutcome): readonly string[] {
  const { builds, judge, judged, swept } = result;
  const errors = builds.find((build) => build.errors !== undefined)?.errors;
  if (goal === undefined || judged === undefined || errors === undefined) return [];
  const by = judge === "nnc" ? "nnc's own functions of float64" : "the double functions of this machine's libm";
  const where = lengthOf(judged) === lengthOf(swept) ? "" : ` in the domain, at ${showCount(lengthOf(judged))} numbers`;
  const measured = `errors are against ${goal.targets.map(({ expression }) => expression).join(", ")}${where}, by ${by}; they are those of every build with the same hash`;
  const exceptions = errors.flatMap(({ zero, none }, element) => {
    const of = outputs.length > 1 ? ` of ${outputs[element]}` : "";
    return [
      ...(zero === 0 ? [] : [`at ${numbers(zero)} the target${of} is 0, which no error is relative to`]),
      ...(none === 0 ? [] : [`at ${numbers(none)} the target${of} is no finite number, and no error is measured`]),
    ];
  });
  return [measured, ...exceptions];
}

function numbers(count: number): string {
  return count === 1 ? "one number" : `${showCount(count)} numbers`;
}

/** Four significant digits. */
function showExactly(value: number): string {
  return value === 0 ? "0" : value.toExponential(3);
}

/** What is said of a build that passes: `version 12.2.0: 8,389 results; largest error 4.597e-3`. */
export function describeBuild({ toolchain, errors }: SweptBuild, { result }: EveryFloatOutcome): string {
  const version = toolchain === undefined ? "" : `version ${toolchain.version}: `;
  const measured = errors === undefined ? "" : `; largest error ${showExactly(largestOf(errors))}`;
  return `${version}${showCount(lengthOf(result.swept))} results${measured}`;
}

/** `C by gcc -O2`. */
export function nameOf(build: SweptBuild): string {
  return build.toolchain === undefined ? "nnc's interpreter" : `${SPOKEN[build.toolchain.language].language.title} by ${builtBy(build)}`;
}

function builtBy({ toolchain }: SweptBuild): string {
  return toolchain === undefined ? "" : [toolchain.name, ...toolchain.options].join(" ");
}

/** The same as a document of `everyFloatJson`. */
export function everyFloatAsJson(outcome: EveryFloatOutcome): string {
  const { goal, result, outputs, maximumError, missing } = outcome;
  const { swept, judged, judge } = result;
  const failures = everyFloatFailures(outcome);
  return toJson(everyFloatJson, {
    model: { file: outcome.fileName, sha256: outcome.modelSha256 },
    target: goal?.targets.map(({ expression }) => expression) ?? null,
    domain: goal?.domain ?? null,
    maxError: maximumError ?? null,
    math: outcome.math,
    passed: failures.length === 0,
    failures,
    numbers: lengthOf(swept),
    first: float32At(swept.first),
    last: float32At(swept.last),
    measured: judged === undefined ? null : { numbers: lengthOf(judged), against: judge ?? null },
    results: result.builds.map(({ toolchain, hashes, differs, firstDifference, errors }) => ({
      language: toolchain?.language ?? null,
      compiler: toolchain?.name ?? "interpreter",
      version: toolchain?.version ?? null,
      options: toolchain?.options ?? [],
      hashes,
      differs,
      firstDifference: firstDifference ?? null,
      errors: errors?.map((one, element) => errorsAsObject(outputs[element], one)) ?? null,
    })),
    missing,
  });
}

function errorsAsObject(output: string, { absolute, relative, ulp, zero, none }: OutputErrors) {
  const worst = ({ error, place }: Worst) => (error < 0 ? null : { error, at: float32At(place) });
  return { output, absolute: worst(absolute), relative: worst(relative), ulp: worst(ulp), targetZero: zero, targetMissing: none };
}
