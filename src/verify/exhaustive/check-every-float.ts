// Checks an emitted function of one float32 at every number there is: its errors where it has a target, and whether compilers agree in every bit.

import { availableParallelism } from "node:os";
import type { EmitRequest } from "../../codegen/package.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { LanguageName } from "../../languages/index.ts";
import { costOf } from "../../network/describe.ts";
import type { DomainVariable } from "../../network/model.ts";
import { callingConvention, type Program } from "../../program/program.ts";
import type { Toolchain } from "../../toolchain/find-toolchains.ts";
import { sideBySide } from "../../toolchain/side-by-side.ts";
import { withWorkDirectory } from "../../toolchain/work-directory.ts";
import type { Difference } from "../differences.ts";
import { checkGoalFits, type Goal } from "../goal.ts";
import { interpretedSweep, type JudgedTargets } from "./interpreted-sweep.ts";
import { locateDifference } from "./locate-difference.ts";
import { EVERY_FLOAT32, lengthOf, partsOf, stretchOf, type Stretch } from "./places.ts";
import { subjectOf } from "./subject.ts";
import type { SweepRecord } from "./sweep-record.ts";
import { bytesOfResult, haveSameHashes, joinedResults, resultOf, type OutputErrors, type SweepResult } from "./sweep-result.ts";
import { builtSweep, judgedFormulas, sweepSources, type Planned, type Sweep } from "./swept-program.ts";

export interface EveryFloatResult {
  /** The numbers that were swept. */
  readonly swept: Stretch;
  /** Where errors were measured; undefined without a goal. */
  readonly judged: Stretch | undefined;
  /** Whose float64 functions the errors were measured against: those of C's library, or nnc's own. */
  readonly judge: "libm" | "nnc" | undefined;
  readonly builds: readonly SweptBuild[];
}

export interface SweptBuild {
  /** Undefined of nnc's interpreter, which takes part where no program can measure the errors. */
  readonly toolchain: Toolchain<LanguageName> | undefined;
  /** Of each element of the outputs (sweep-result.ts). */
  readonly hashes: readonly number[];
  /** Whether there is a stretch whose hashes are not those of the first build. */
  readonly differs: boolean;
  /** The first number for which it does not give the interpreter's bits, where it is known to have one; NaN equals NaN. */
  readonly firstDifference: Difference | undefined;
  /** Of each element of the outputs. Measured once: undefined where its hashes are not those of the build that did. */
  readonly errors: readonly OutputErrors[] | undefined;
}

export interface EveryFloatOptions {
  /** The domain, where there is no goal; every float32 where nothing says it, and with `all`. */
  readonly domain: readonly DomainVariable[];
  /** All 2^32, NaNs and infinities included; errors are measured in the domain all the same. */
  readonly all: boolean;
  /** What keeps finished stretches. */
  readonly record?: SweepRecord | undefined;
  /** Told of how many evaluations how many are done. */
  readonly observe?: ((done: number, total: number) => void) | undefined;
}

/** Numbers of a stretch, and multiply-adds that are worth starting a program for. */
const LONGEST_STRETCH_BITS = 24;
const SHORTEST_STRETCH_BITS = 12;
const STRETCH_COST_BITS = 33;
/** What a call costs besides, in multiply-adds. */
const CALL_COST = 16;

/**
 * Compiles the emitted source with every toolchain and runs it at every float32 of the domain, in as many processes as there are processors.
 *
 * @throws DiagnosticError of category model where the function is none of one float32 or the goal does not fit, of category toolchain where a
 * compiler fails.
 */
export async function checkEveryFloat(
  request: EmitRequest,
  goal: Goal | undefined,
  toolchains: readonly Toolchain<LanguageName>[],
  { domain, all, record, observe }: EveryFloatOptions,
): Promise<EveryFloatResult> {
  const { program } = request;
  const width = widthOf(program);
  if (goal !== undefined) checkGoalFits(goal, 1, width);
  const [variable] = goal?.domain ?? domain;
  const within = variable === undefined ? EVERY_FLOAT32 : stretchOf(variable);
  const swept = all ? EVERY_FLOAT32 : within;
  const judged = goal && { targets: goal.targets, where: within };
  const planned = await plan(request, toolchains, judged);
  return withWorkDirectory(async (folder) => {
    const built = await sideBySide(planned, availableParallelism(), (one) => sweepOf(one, { program, width, folder, judged }));
    const sweepers = planned.map((one, position) => ({ ...one, position, sweep: built[position] }));
    const parts = partsOf(swept, stretchLength(costOf(request.network).multiplyAdds));
    const results = await sweepAll(sweepers, parts, { subject: subjectOf(planned, swept, parts), width, total: lengthOf(swept), record, observe });
    const judge = planned.find(({ isJudge }) => isJudge);
    const builds = await compared(sweepers, parts, results, (stretch) => interpretedSweep(program, stretch, undefined));
    return { swept, judged: judged?.where, judge: judge === undefined ? undefined : judge.sources === undefined ? "nnc" : "libm", builds };
  });
}

interface Sweeper extends Planned {
  readonly position: number;
  readonly sweep: Sweep;
}

/** The first program that can judges; where none can, the interpreter joins in. */
async function plan(request: EmitRequest, toolchains: readonly Toolchain<LanguageName>[], judged: JudgedTargets | undefined): Promise<readonly Planned[]> {
  const planned: Planned[] = [];
  let isJudged = judged === undefined;
  for (const toolchain of toolchains) {
    const formulas = isJudged || judged === undefined ? undefined : await judgedFormulas(toolchain.language, judged);
    planned.push({ sources: sweepSources(request, toolchain, formulas), isJudge: formulas !== undefined });
    isJudged ||= formulas !== undefined;
  }
  return isJudged ? planned : [...planned, { sources: undefined, isJudge: true }];
}

interface Surroundings {
  readonly program: Program;
  readonly width: number;
  readonly folder: string;
  readonly judged: JudgedTargets | undefined;
}

async function sweepOf({ sources }: Planned, { program, width, folder, judged }: Surroundings): Promise<Sweep> {
  return sources === undefined ? (stretch) => interpretedSweep(program, stretch, judged) : await builtSweep(sources, width, folder);
}

interface Sweeping extends Pick<EveryFloatOptions, "record" | "observe"> {
  readonly subject: string;
  readonly width: number;
  /** Numbers that each sweeper takes. */
  readonly total: number;
}

/** Of each sweeper the results of all parts, those that were finished before among them. */
async function sweepAll(
  sweepers: readonly Sweeper[],
  parts: readonly Stretch[],
  { subject, width, total, record, observe }: Sweeping,
): Promise<readonly (readonly SweepResult[])[]> {
  const known = record?.begin(subject);
  let done = 0;
  const sweptBefore = ({ position, isJudge }: Sweeper, part: number): SweepResult | undefined => {
    const bytes = known?.get(`${position} ${part}`);
    return bytes && resultOf(bytes, width, isJudge);
  };
  const jobs = sweepers.flatMap((sweeper) => parts.map((stretch, part) => ({ sweeper, stretch, part, before: sweptBefore(sweeper, part) })));
  for (const { before, stretch } of jobs) if (before !== undefined) done += lengthOf(stretch);
  observe?.(done, sweepers.length * total);
  const results = await sideBySide(jobs, availableParallelism(), async ({ sweeper, stretch, part, before }) => {
    if (before !== undefined) return before;
    const result = await sweeper.sweep(stretch);
    record?.keep(`${sweeper.position} ${part}`, bytesOfResult(result));
    done += lengthOf(stretch);
    observe?.(done, sweepers.length * total);
    return result;
  });
  return sweepers.map((_, position) => results.slice(position * parts.length, (position + 1) * parts.length));
}

/** The builds beside the first one; where two differ, the interpreter says which is wrong. */
async function compared(
  sweepers: readonly Sweeper[],
  parts: readonly Stretch[],
  results: readonly (readonly SweepResult[])[],
  expected: Sweep,
): Promise<readonly SweptBuild[]> {
  const firstUnlike = (position: number, other: number): number =>
    parts.findIndex((_, part) => !haveSameHashes(results[position][part], results[other][part]));
  const judge = sweepers.findIndex(({ isJudge }) => isJudge);
  const builds: SweptBuild[] = [];
  for (const { position, sources, sweep } of sweepers) {
    const unlike = new Set(sweepers.map((_, other) => firstUnlike(position, other)).filter((part) => part >= 0));
    const { hashes } = joinedResults(results[position]);
    const hasErrors = judge >= 0 && firstUnlike(position, judge) < 0;
    builds.push({
      toolchain: sources?.toolchain,
      hashes,
      differs: firstUnlike(position, 0) >= 0,
      firstDifference: await firstDifference(sweep, expected, [...unlike].sort((one, other) => one - other).map((part) => parts[part])),
      errors: hasErrors ? joinedResults(results[judge]).errors : undefined,
    });
  }
  return builds;
}

/** In the first of the stretches that has one: in others another build may be the one that is wrong. */
async function firstDifference(computed: Sweep, expected: Sweep, stretches: readonly Stretch[]): Promise<Difference | undefined> {
  for (const stretch of stretches) {
    const found = await locateDifference(computed, expected, stretch);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A power of two, shorter for functions that take long. */
function stretchLength(multiplyAdds: number): number {
  const bits = STRETCH_COST_BITS - Math.ceil(Math.log2(multiplyAdds + CALL_COST));
  return 2 ** Math.min(Math.max(bits, SHORTEST_STRETCH_BITS), LONGEST_STRETCH_BITS);
}

/** Elements of all outputs. */
function widthOf(program: Program): number {
  const { inputs, outputs } = callingConvention(program);
  const numbers = inputs.reduce((sum, { buffer }) => sum + buffer.size, 0);
  const isFloat32 = [...inputs, ...outputs].every(({ buffer }) => buffer.scalar === "f32");
  if (numbers === 1 && isFloat32) return outputs.reduce((sum, { buffer }) => sum + buffer.size, 0);
  throw new DiagnosticError({
    id: "not-every-float",
    message: numbers === 1 ? "the function is none of float32 numbers" : `the function takes ${numbers} numbers`,
    place: { setting: "exhaustive" },
    note: "every float32 can be tried of functions of one: of two there are 2^64 pairs",
    hint: "leave it out: a check looks for the largest error where it is likely to be",
  });
}
