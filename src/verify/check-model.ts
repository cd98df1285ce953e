// Checks emitted sources with real compilers: every result bit for bit against the interpreter's, then the error.

import { availableParallelism } from "node:os";
import { emitDriver } from "../codegen/driver.ts";
import type { EmitRequest, Package } from "../codegen/package.ts";
import { emitSource } from "../codegen/package.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import { costOf } from "../network/describe.ts";
import { SPOKEN, type LanguageName } from "../languages/index.ts";
import type { DomainVariable, MeasuredError } from "../network/model.ts";
import type { Program } from "../program/program.ts";
import { callingConvention } from "../program/program.ts";
import type { SourceFile } from "../toolchain/write-files.ts";
import { build } from "../toolchain/build-program.ts";
import { titleOf, type Toolchain } from "../toolchain/find-toolchains.ts";
import { sideBySide } from "../toolchain/side-by-side.ts";
import { withWorkDirectory } from "../toolchain/work-directory.ts";
import { countRight } from "../train/data/class-of-row.ts";
import type { Dataset } from "../train/data/dataset.ts";
import type { Target } from "../train/target/target.ts";
import { evaluate } from "./evaluate.ts";
import type { ErrorReport } from "./compare-with-targets.ts";
import { compareWithTargets, compareWithValues } from "./compare-with-targets.ts";
import type { Points } from "./points.ts";
import { joined, unusualPoints } from "./points.ts";
import { recordsOf, resultsIn } from "./typed-records.ts";
import { affordableEffort, IN_A_CHECK } from "./seek/effort.ts";
import type { Effort, EffortLimits } from "./seek/effort.ts";
import { seekLargestError } from "./seek/seek-largest-error.ts";

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
}

export interface Difference {
  readonly input: readonly number[];
  readonly expected: readonly number[];
  readonly computed: readonly number[];
}

/** What the function should be, for the error. */
export interface Goal {
  /** One per output element. */
  readonly targets: readonly Target[];
  /** One variable per input element. */
  readonly domain: readonly DomainVariable[];
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
  const subject = prepare(request, goal, affordableEffort(effort, costOf(request.network).multiplyAdds));
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

function prepare(request: EmitRequest, goal: Goal | Dataset | undefined, effort: Effort): Subject {
  const { program } = request;
  const { inputs, outputs } = callingConvention(program);
  const width = inputs.reduce((sum, { buffer }) => sum + buffer.size, 0);
  const resultWidth = outputs.reduce((sum, { buffer }) => sum + buffer.size, 0);
  const measure = goal && ("targets" in goal ? overDomain(program, goal, [width, resultWidth], effort) : atSamples(program, goal));
  const measured = measure?.points ?? { width, count: 0, values: new Float32Array() };
  const unusual = unusualPoints(width, goal === undefined ? effort.spread : Math.min(UNUSUAL_POINTS, effort.spread));
  const points = { width, count: measured.count + unusual.count, values: joined([measured.values, unusual.values]) };
  const expected = evaluate(program, points);
  const errorOf = (results: Float32Array): ErrorReport | undefined => measure?.errorOf(results.subarray(0, measured.count * resultWidth));
  return { request, measure, points, expected, errorOf, error: errorOf(expected) };
}

function overDomain(program: Program, goal: Goal, [width, resultWidth]: readonly [number, number], effort: Effort): Measure {
  checkGoalFits(goal, width, resultWidth);
  const { inputs, spread, error } = seekLargestError(program, goal.targets, goal.domain, effort);
  const points = { width, count: inputs.length / width, values: inputs };
  return { points, errorOf: (results) => compareWithTargets(points, results, goal.targets, spread), seen: error };
}

/** At every sample; these fit the network. */
function atSamples(program: Program, dataset: Dataset): Measure {
  const { samples, inputs, lines, classes } = dataset;
  const points = { width: inputs.length, count: lines.length, values: samples.points };
  const errorOf = (results: Float32Array): ErrorReport => ({
    ...compareWithValues(points, results, samples.values),
    ...(classes === undefined ? {} : { right: countRight(dataset, classes, results) }),
  });
  return { points, errorOf, seen: errorOf(evaluate(program, points)) };
}

/** @throws DiagnosticError of category model where a goal is none of a network with so many input and output elements. */
export function checkGoalFits(goal: Goal, inputs: number, outputs: number): void {
  if (goal.domain.length === inputs && goal.targets.length === outputs) return;
  throw new DiagnosticError({
    id: "goal-does-not-fit",
    message: "the target does not fit the network",
    note:
      `the network has ${inputs} input and ${outputs} output elements, ` +
      `the target ${goal.domain.length} variables and ${goal.targets.length} expressions`,
    hint: prose`give one ${setting("domain", "NAME=LO:HI")} per input and one ${setting("target")} per output`,
  });
}

async function checkToolchain(subject: Subject, toolchain: Toolchain<LanguageName>, folder: string): Promise<ToolchainResult> {
  const { request, points, expected, errorOf, error } = subject;
  const computed = await runEmitted(request, toolchain, folder, points);
  if (computed.length !== expected.length) {
    throw new DiagnosticError({
      id: "program-output-incomplete",
      message: `the program built by ${titleOf(toolchain)} wrote ${computed.length} numbers instead of ${expected.length}`,
      hint: "this is a defect of nnc",
    });
  }
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
  };
}

/**
 * The results, at all points, of the emitted source compiled by a toolchain in a folder below `folder`.
 *
 * @throws DiagnosticError of category toolchain where compiling or running fails.
 */
export async function runEmitted(
  request: EmitRequest,
  toolchain: Toolchain<LanguageName>,
  folder: string,
  points: Points,
): Promise<Float32Array> {
  const bytes = await runOnRecords(request, toolchain, folder, recordsOf(request.program, points));
  return resultsIn(request.program, bytes);
}

/**
 * As `runEmitted`, for inputs and outputs of any types: takes and gives the bytes of a driver's records (`emitDriver`).
 */
export async function runOnRecords(
  request: EmitRequest,
  toolchain: Toolchain<LanguageName>,
  folder: string,
  records: Uint8Array,
): Promise<Uint8Array> {
  const spoken = SPOKEN[toolchain.language];
  return runSources(emitSource(spoken.language, request), emitDriver(spoken, request), toolchain, folder, records);
}

/** As `runOnRecords`, for sources and a driver of the toolchain's language. */
export async function runSources(
  sources: Package,
  driver: Package,
  toolchain: Toolchain<LanguageName>,
  folder: string,
  records: Uint8Array,
): Promise<Uint8Array> {
  const { sourceFolder } = SPOKEN[toolchain.language].driver;
  const files: SourceFile[] = [
    ...[...sources].map(([path, text]) => ({ path: sourceFolder + path, text })),
    ...[...driver].map(([path, text]) => ({ path, text })),
  ];
  const program = await build(toolchain, files, folder);
  try {
    return await program.run(records);
  } finally {
    await program.dispose();
  }
}

function findDifferences(
  points: Points,
  expected: Float32Array,
  computed: Float32Array,
): { readonly count: number; readonly first: Difference | undefined } {
  const resultWidth = expected.length / points.count;
  let count = 0;
  let first: Difference | undefined;
  for (let i = 0; i < points.count; i++) {
    const [begin, end] = [i * resultWidth, (i + 1) * resultWidth];
    let at = begin;
    // Object.is tells −0 from +0, and takes NaN for NaN: for float32 values that is equality of bits. A view of each point
    // would take longer than all else.
    while (at < end && Object.is(expected[at], computed[at])) at++;
    if (at === end) continue;
    count++;
    first ??= {
      input: [...points.values.subarray(i * points.width, (i + 1) * points.width)],
      expected: [...expected.subarray(begin, end)],
      computed: [...computed.subarray(begin, end)],
    };
  }
  return { count, first };
}
