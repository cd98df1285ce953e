// Says how a check went: as a table, as JSON, and what failed. Compiles and measures nothing.

import { SPOKEN } from "../../../languages/index.ts";
import type { MeasuredError } from "../../../network/model.ts";
import { showCount, showError } from "../../../numeric/shown-number.ts";
import type { Mathematics } from "../../../codegen/mathematics.ts";
import type { BatchResult } from "../../../verify/check-batch.ts";
import type { ToolchainResult } from "../../../verify/check-model.ts";
import type { Goal } from "../../../verify/goal.ts";
import type { Judgement } from "../../../run/judgement.ts";
import { judgementAsObject, judgementAsTable } from "../../terminal/judged.ts";
import { toJson } from "../../json/to-json.ts";
import { describeSeen } from "../../terminal/seen.ts";
import { layOut, showFloat32, showPoint } from "../../terminal/lay-out.ts";
import type { AgainstBaseline } from "./baseline/against-baseline.ts";
import { baselineAsObject, baselineAsTable, baselineVerdict } from "./baseline/baseline-report.ts";
import { checkJson } from "./check-json.ts";

export interface CheckOutcome {
  readonly fileName: string;
  readonly modelSha256: string;
  readonly goal: Goal | undefined;
  /** How far the function is from samples; undefined where it was measured against none. */
  readonly judgement: Judgement | undefined;
  /** What --max-error allows. */
  readonly maximumError: number | undefined;
  /** What was seen of the function itself; undefined without a goal. */
  readonly seen: MeasuredError | undefined;
  readonly results: readonly ToolchainResult[];
  readonly math: Mathematics;
  /** Whether results depend on the platform's library, so that bits that differ are no failure. */
  readonly mayDiffer: boolean;
  /** Compilers that are not on this machine. */
  readonly missing: readonly string[];
  /** How it compares with a baseline; undefined where none is given. */
  readonly baseline: AgainstBaseline | undefined;
}

/** One sentence per failure; none where the check passed. An error that is no number has failed. */
export function failuresOf(outcome: CheckOutcome): readonly string[] {
  return outcome.results.flatMap((result) => failuresOfBuild(result, outcome).map((failure) => `${nameOfBuild(result)}: ${failure}`));
}

/** The same of one build, without its name. */
export function failuresOfBuild({ firstDifference, error, differing, evaluated, batch }: ToolchainResult, outcome: CheckOutcome): readonly string[] {
  const { maximumError, mayDiffer } = outcome;
  const names = namesOf(outcome);
  const failures: string[] = [];
  if (differing > 0 && !mayDiffer) {
    const first = firstDifference === undefined ? "" : `; the first at ${showPoint(firstDifference.input, names)}`;
    failures.push(`${showCount(differing)} of ${showCount(evaluated)} results differ from the interpreter's${first}`);
  }
  if (batch !== undefined && batch.differing > 0) failures.push(batchFailure(batch, names));
  if (maximumError === undefined) return failures;
  const wrong = error?.right === undefined ? undefined : 1 - error.right / error.samples;
  if (wrong === undefined && !((error?.maximum ?? NaN) <= maximumError)) {
    failures.push(`an error of ${showError(error?.maximum ?? NaN)}, more than ${maximumError}`);
  }
  if (wrong !== undefined && wrong > maximumError) failures.push(`a share of ${showError(wrong)} of the samples told wrong, more than ${maximumError}`);
  return failures;
}

/** `C by gcc -O2` */
export function nameOfBuild(result: ToolchainResult): string {
  return `${SPOKEN[result.language].language.title} by ${buildOf(result)}`;
}

/** Whether results differ that should not, which no training mends. */
export function isDefective({ results, mayDiffer }: CheckOutcome): boolean {
  return results.some(({ differing, batch }) => (!mayDiffer && differing > 0) || (batch?.differing ?? 0) > 0);
}

/** `2 of 283 results for many arguments at once differ from those of single calls; the first at x = 0.5: 1.25 instead of 1.5`. */
function batchFailure({ calls, differing, firstDifference }: BatchResult, names: readonly string[] | undefined): string {
  const share = `${showCount(differing)} of ${showCount(calls)} results for many arguments at once differ from those of single calls`;
  if (firstDifference === undefined) return share;
  const { input, expected, computed } = firstDifference;
  const at = expected.findIndex((value, position) => !Object.is(value, computed[position]));
  const which = expected.length === 1 ? "" : `number ${at + 1} of ${expected.length} is `;
  return `${share}; the first at ${showPoint(input, names)}: ${which}${showFloat32(computed[at])} instead of ${showFloat32(expected[at])}`;
}

/** Of the inputs, where they are known. */
function namesOf({ goal, judgement }: CheckOutcome): readonly string[] | undefined {
  return judgement?.samples.dataset.inputs.map(({ name }) => name) ?? goal?.domain.map(({ name }) => name);
}

function rowOf(result: ToolchainResult, names: readonly string[] | undefined, inUlps: boolean): readonly string[] {
  const { language, version, evaluated, differing, error, batch } = result;
  const many = batch === undefined ? [] : [showCount(batch.calls), bitsOf(batch)];
  const errors =
    error === undefined ? [] : [
      showError(error.maximum),
      showPoint(error.at, names),
      showError(error.rootMeanSquare),
      ...(inUlps ? [showCount(error.maximumUlp)] : []),
    ];
  return [SPOKEN[language].language.title, buildOf(result), version, showCount(evaluated), bitsOf({ differing }), ...many, ...errors];
}

function bitsOf({ differing, simd = false }: { readonly differing: number; readonly simd?: boolean }): string {
  return `${differing === 0 ? "same" : `${showCount(differing)} differ`}${simd ? ", with WebAssembly" : ""}`;
}

/** `gcc -O2`. */
function buildOf({ toolchain, options }: ToolchainResult): string {
  return [toolchain, ...options].join(" ");
}

/** A row for each build by a compiler and a line with the verdict. */
export function reportAsTable(outcome: CheckOutcome): string {
  const { judgement, seen, results, maximumError, mayDiffer } = outcome;
  const names = namesOf(outcome);
  const inBatches = results.some(({ batch }) => batch !== undefined);
  const heading = ["language", "compiler", "version", "inputs", "bits", ...(inBatches ? ["in batches", "bits"] : [])];
  // Samples are not that exact.
  const inUlps = judgement === undefined;
  const errorHeading = ["largest error", "at", "RMS", ...(inUlps ? ["max ulp"] : [])];
  const table = layOut([seen === undefined ? heading : [...heading, ...errorHeading], ...results.map((result) => rowOf(result, names, inUlps))]);
  const searched = judgement !== undefined ? judgementAsTable(judgement) : seen === undefined ? "" : `${describeSeen(seen, names)}\n`;
  const before = `${table}${searched}${outcome.baseline === undefined ? "" : baselineAsTable(outcome.baseline)}`;
  const failures = [...failuresOf(outcome), ...(outcome.baseline?.failures ?? [])];
  if (failures.length > 0) return `${before}failed: ${failures.length === 1 ? "one failure" : `${failures.length} failures`}\n`;
  const compilers = new Set(results.map(({ toolchain }) => toolchain)).size;
  const given = mayDiffer
    ? `${compilers === 1 ? "one compiler's" : `${compilers} compilers'`} results depend on the platform's mathematical library`
    : `${compilers === 1 ? "one compiler gives" : `${compilers} compilers give`} the interpreter's bits`;
  const builds = results.length === compilers ? "" : `, in ${results.length} builds`;
  const many = inBatches ? ", and for many arguments at once those of single calls" : "";
  const within =
    maximumError === undefined ? ""
    : seen?.right === undefined ? `, and no error seen is more than ${maximumError}`
    : `, and no more than a share of ${maximumError} of the samples is told wrong`;
  const kept = outcome.baseline === undefined ? "" : baselineVerdict(outcome.baseline);
  return `${before}passed: ${given}${builds}${many}${within}${kept}\n`;
}

/** The same as a document of `checkJson`; of samples it has `data`, of a baseline `baseline`. */
export function reportAsJson(outcome: CheckOutcome): string {
  const { goal, judgement, seen, results, maximumError, missing } = outcome;
  const failures = [...failuresOf(outcome), ...(outcome.baseline?.failures ?? [])];
  return toJson(checkJson, {
    model: { file: outcome.fileName, sha256: outcome.modelSha256 },
    target: goal?.targets.map(({ expression }) => expression) ?? null,
    domain: goal?.domain ?? null,
    ...(judgement === undefined ? {} : { data: judgementAsObject(judgement) }),
    maxError: maximumError ?? null,
    math: outcome.math,
    passed: failures.length === 0,
    failures,
    seen: seen ?? null,
    results: results.map((result) => ({
      language: result.language,
      compiler: result.toolchain,
      version: result.version,
      options: result.options,
      inputs: result.evaluated,
      differing: result.differing,
      firstDifference: result.firstDifference ?? null,
      batch: result.batch === undefined ? null : { ...result.batch, firstDifference: result.batch.firstDifference ?? null },
      error: result.error ?? null,
    })),
    missing,
    ...(outcome.baseline === undefined ? {} : { baseline: baselineAsObject(outcome.baseline) }),
  });
}
