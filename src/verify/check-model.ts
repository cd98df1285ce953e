// Checks emitted sources with real compilers: every result bit for bit against the interpreter's, then the error, and what is done for many
// arguments against single calls.

import { availableParallelism } from "node:os";
import { SEQUENCE } from "../codegen/sequence.ts";
import type { EmitRequest } from "../codegen/package.ts";
import { costOf } from "../network/describe.ts";
import type { LanguageName } from "../languages/index.ts";
import type { MeasuredError } from "../network/model.ts";
import type { Program } from "../program/program.ts";
import { callingConvention } from "../program/program.ts";
import { remembers } from "../program/unit.ts";
import type { Toolchain } from "../toolchain/find-toolchains.ts";
import { sideBySide } from "../toolchain/side-by-side.ts";
import { withWorkDirectory } from "../toolchain/work-directory.ts";
import { countRight } from "../train/data/class-of-row.ts";
import type { Dataset } from "../train/data/dataset.ts";
import { inTurns } from "../train/in-turns.ts";
import type { Pausing } from "../train/pausing.ts";
import { runWithBatch, type BatchResult } from "./check-batch.ts";
import { findDifferences, type Difference } from "./differences.ts";
import { evaluatePausing } from "./evaluate.ts";
import type { ErrorReport } from "./compare-with-targets.ts";
import { compareWithTargets, compareWithValues } from "./compare-with-targets.ts";
import { checkGoalFits, type Goal } from "./goal.ts";
import type { Points } from "./points.ts";
import { joined, sequencePoints, unusualPoints } from "./points.ts";
import { refuseIncomplete, runEmitted } from "./run-emitted.ts";
import { affordableEffort, IN_A_CHECK } from "./seek/effort.ts";
import type { Effort, EffortLimits } from "./seek/effort.ts";
import { seekLargestErrorPausing } from "./seek/seek-largest-error.ts";

export interface CheckResult {
  /** The error of the function itself, looked for at many more inputs than compilers are tried at; absent without a goal. */
  readonly seen: MeasuredError | undefined;
  readonly toolchains: readonly ToolchainResult[];
}

export interface ToolchainResult {
  readonly language: LanguageName;
  readonly toolchain: string;
  readonly version: string;
  /** The compiler's, as far as they are one of several choices. */
  readonly options: readonly string[];
  /** Inputs whose results were compared bit for bit. */
  readonly evaluated: number;
  /** Inputs with a result that differs; NaN equals NaN whatever its bits. */
  readonly differing: number;
  readonly firstDifference: Difference | undefined;
  /** The error of this program's own results at inputs of the domain, the worst that is known among them; absent without a target. */
  readonly error: ErrorReport | undefined;
  /** Of the function for many arguments; absent where the request asks for none. */
  readonly batch: BatchResult | undefined;
}

export interface CheckOptions {
  /** What trying inputs of the domain may cost; without a goal, as many unusual inputs are tried as are spread with one. */
  readonly effort?: EffortLimits;
  /** Told before each toolchain is used. */
  readonly observe?: (toolchain: Toolchain) => void;
}

const UNUSUAL_POINTS = 4096;

/**
 * Compiles the emitted source with every toolchain, as many at once as there are processors, and compares.
 *
 * @param goal what results should be: functions over a domain, or samples.
 * @throws DiagnosticError of category model where the goal does not fit the network, of category toolchain where a
 * compiler fails.
 */
export async function checkModel(
  request: EmitRequest,
  goal: Goal | Dataset | undefined,
  toolchains: readonly Toolchain<LanguageName>[],
  { effort = IN_A_CHECK, observe }: CheckOptions = {},
): Promise<CheckResult> {
  const subject = await inTurns(prepare(request, goal, affordableEffort(effort, costOf(request.network).multiplyAdds)));
  return withWorkDirectory(async (folder) => {
    const results = await sideBySide(toolchains, availableParallelism(), (toolchain) => {
      observe?.(toolchain);
      return checkToolchain(subject, toolchain, folder);
    });
    return { seen: subject.measure?.seen, toolchains: results };
  });
}

interface Subject {
  readonly request: EmitRequest;
  readonly measure: Measure | undefined;
  /** Those the error is measured at, first, then unusual ones. */
  readonly points: Points;
  readonly expected: Float32Array;
  /** The error of results at all points. */
  readonly errorOf: (results: Float32Array) => ErrorReport | undefined;
  /** That of the expected ones. */
  readonly error: ErrorReport | undefined;
}

/** Where an error is measured and how. */
interface Measure {
  readonly points: Points;
  /** Of results at these points. */
  readonly errorOf: (results: Float32Array) => ErrorReport;
  /** The error of the function itself. */
  readonly seen: MeasuredError;
}

function* prepare(request: EmitRequest, goal: Goal | Dataset | undefined, effort: Effort): Pausing<Subject> {
  const { program } = request;
  const { inputs, outputs } = callingConvention(program);
  const width = inputs.reduce((sum, { buffer }) => sum + buffer.size, 0);
  const resultWidth = outputs.reduce((sum, { buffer }) => sum + buffer.size, 0);
  const measure = goal && (yield* "targets" in goal ? overDomain(program, goal, [width, resultWidth], effort) : atSamples(program, goal));
  const measured = measure?.points ?? { width, count: 0, values: new Float32Array() };
  const most = goal === undefined ? effort.spread : Math.min(UNUSUAL_POINTS, effort.spread);
  const unusual = remembers(program) ? sequencePoints(width, most, SEQUENCE) : unusualPoints(width, most);
  const points = { width, count: measured.count + unusual.count, values: joined([measured.values, unusual.values]) };
  const expected = yield* evaluatePausing(program, points);
  const errorOf = (results: Float32Array): ErrorReport | undefined => measure?.errorOf(results.subarray(0, measured.count * resultWidth));
  return { request, measure, points, expected, errorOf, error: errorOf(expected) };
}

function* overDomain(program: Program, goal: Goal, [width, resultWidth]: readonly [number, number], effort: Effort): Pausing<Measure> {
  checkGoalFits(goal, width, resultWidth);
  const { inputs, spread, error } = yield* seekLargestErrorPausing(program, goal.targets, goal.domain, effort);
  const points = { width, count: inputs.length / width, values: inputs };
  return { points, errorOf: (results) => compareWithTargets(points, results, goal.targets, spread), seen: error };
}

/** At every sample; these fit the network. */
function* atSamples(program: Program, dataset: Dataset): Pausing<Measure> {
  const { samples, inputs, lines, classes } = dataset;
  const points = { width: inputs.length, count: lines.length, values: samples.points };
  const errorOf = (results: Float32Array): ErrorReport => ({
    ...compareWithValues(points, results, samples.values),
    ...(classes === undefined ? {} : { right: countRight(dataset, classes, results) }),
  });
  return { points, errorOf, seen: errorOf(yield* evaluatePausing(program, points)) };
}

async function checkToolchain(subject: Subject, toolchain: Toolchain<LanguageName>, folder: string): Promise<ToolchainResult> {
  const { points, expected, errorOf, error } = subject;
  const { computed, batch } = await resultsOf(subject, toolchain, folder);
  const differences = findDifferences(points, expected, computed);
  return {
    language: toolchain.language,
    toolchain: toolchain.name,
    version: toolchain.version,
    options: toolchain.options,
    evaluated: points.count,
    differing: differences.count,
    firstDifference: differences.first,
    error: differences.count === 0 ? error : errorOf(computed),
    batch,
  };
}

/** Of single calls at all points, and how those of the function for many arguments compare with them, where there is one. */
async function resultsOf(
  { request, points, expected }: Subject,
  toolchain: Toolchain<LanguageName>,
  folder: string,
): Promise<{ readonly computed: Float32Array; readonly batch: BatchResult | undefined }> {
  if (request.batch !== undefined) return runWithBatch(request, toolchain, folder, points, expected.length / points.count);
  const computed = await runEmitted(request, toolchain, folder, points);
  refuseIncomplete(toolchain, computed.length, expected.length);
  return { computed, batch: undefined };
}
