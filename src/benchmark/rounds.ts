// Runs programs that time functions: for their results, and again and again in turn for their times. Compiles nothing.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { BuiltProgram } from "../toolchain/build-program.ts";
import { compareWithTargets } from "../verify/compare-with-targets.ts";
import type { Points } from "../verify/points.ts";
import type { Row } from "./measurement.ts";
import { answered, asked, type Timed, type Turns } from "./protocol.ts";
import type { Subject } from "./subject.ts";

/** How long is measured. */
export interface BenchmarkEffort {
  /** Times that each program is run, in turn with the others. */
  readonly runs: number;
  /** Of each run, at the most. */
  readonly rounds: number;
  /** Nanoseconds of a round, about. */
  readonly round: number;
}

export const USUAL_ROUNDS: BenchmarkEffort = { runs: 7, rounds: 15, round: 2e5 };

/** Nanoseconds of a call: medians of all rounds. */
export interface MedianTimes {
  readonly independent: number;
  /** Less what makes a call wait. */
  readonly dependent: number;
}

/** Nanoseconds that a run may take where calls are slow, and the rounds that there are even so. */
const LONGEST_RUN = 1.2e8;
const FEWEST_ROUNDS = 3;
const MOST_TURNS = 10_000;
/** Loops that a round consists of. */
const LOOPS = 3;

type Runs = Pick<BuiltProgram, "run">;

/** @throws DiagnosticError of category toolchain where the program fails or writes something else. */
export async function resultsAt(program: Runs, subject: Subject, points: Points, compiler: string): Promise<Float32Array> {
  return (await timed(program, subject, points, { rounds: 0, turns: 0 }, compiler)).results;
}

/** Runs each program once, then the next one, and all of them as often as there are runs. */
export async function timesInTurn(
  programs: readonly Runs[],
  subject: Subject,
  { runs, rounds, round }: BenchmarkEffort,
  compiler: string,
  observe: (run: number) => void,
): Promise<readonly MedianTimes[]> {
  const turns: Turns[] = [];
  for (const program of programs) {
    const first = await timed(program, subject, subject.drawn, { rounds: FEWEST_ROUNDS, turns: 1 }, compiler);
    turns.push(turnsOf(Math.min(...first.independent) * subject.drawn.count, rounds, round));
  }
  const all = programs.map((): Timed[] => []);
  for (let run = 1; run <= runs; run++) {
    observe(run);
    for (const [place, program] of programs.entries()) all[place].push(await timed(program, subject, subject.drawn, turns[place], compiler));
  }
  return all.map((measured) => ({
    independent: median(measured.flatMap(({ independent }) => independent)),
    dependent: median(measured.flatMap(({ dependent }) => dependent)) - median(measured.flatMap(({ between }) => between)),
  }));
}

/** @param turn nanoseconds of one call with each argument. */
function turnsOf(turn: number, rounds: number, round: number): Turns {
  const turns = Math.min(MOST_TURNS, Math.max(1, Math.round(round / turn)));
  return { turns, rounds: Math.min(rounds, Math.max(FEWEST_ROUNDS, Math.floor(LONGEST_RUN / (LOOPS * turns * turn)))) };
}

/** How far results at the compared points are from the targets and from the emitted function's, and how many are not these to the bit. */
export function differences(subject: Subject, results: Float32Array): Pick<Row, "error" | "difference"> & { readonly differing: number } {
  const { goal, compared, spread, expected } = subject;
  let [differing, difference] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    // Object.is tells −0 from +0, and takes NaN for NaN.
    if (Object.is(results[i], expected[i])) continue;
    differing++;
    const distance = Math.abs(results[i] - expected[i]);
    difference = Math.max(difference, Number.isNaN(distance) ? Infinity : distance);
  }
  return { error: goal && compareWithTargets(compared, results, goal.targets, spread), difference, differing };
}

async function timed(program: Runs, { emitted: { request } }: Subject, points: Points, turns: Turns, compiler: string): Promise<Timed> {
  const bytes = await program.run(asked(request.program, points, turns));
  const answer = answered(request.program, points, turns, bytes);
  if (answer !== undefined) return answer;
  throw new DiagnosticError({
    id: "benchmark-output-incomplete",
    message: `a program built by ${compiler} that times calls wrote ${bytes.length} bytes, not as many as it was asked for`,
    hint: "this is a defect of nnc",
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}
