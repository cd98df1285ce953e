// Measures all contenders with one compiler: compiles them, compares what they give, then runs them in turn. Shows nothing.

import { availableParallelism } from "node:os";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { titleOf } from "../toolchain/find-toolchains.ts";
import { sideBySide } from "../toolchain/side-by-side.ts";
import { builtEntry, type BuiltEntry, type TimedToolchain } from "./built-entry.ts";
import { CONTENDERS } from "./contenders/index.ts";
import { instructionsOfACall } from "./instructions.ts";
import type { Row, Section } from "./measurement.ts";
import { asked } from "./protocol.ts";
import { differences, resultsAt, timesInTurn, type BenchmarkEffort } from "./rounds.ts";
import type { Subject } from "./subject.ts";

/** What is measured, with what, and where files may lie. */
export interface SectionTask {
  readonly subject: Subject;
  readonly toolchain: TimedToolchain;
  readonly effort: BenchmarkEffort;
  /** Told what is done next. */
  readonly observe: (what: string) => void;
  /** Whether instructions are counted. */
  readonly isCounted: boolean;
  readonly folder: string;
}

/** @throws DiagnosticError of category toolchain as `benchmark`. */
export async function section({ subject, toolchain, effort, observe, isCounted, folder }: SectionTask): Promise<Section> {
  const compiler = titleOf(toolchain);
  observe(`compiling with ${compiler} …`);
  const entered = await sideBySide(CONTENDERS, availableParallelism(), (contender) => builtEntry(contender, subject, toolchain, folder));
  const taking = entered.filter((one): one is BuiltEntry => one !== undefined && "program" in one);
  const leftOut = entered.flatMap((one) => (one === undefined || "program" in one ? [] : [one]));
  const programs = taking.map(({ program }) => program);
  const compared: Pick<Row, "error" | "difference">[] = [];
  for (const { entry, program } of taking) {
    observe(`comparing ${entry.title}, ${compiler} …`);
    const { differing, ...rest } = differences(subject, await resultsAt(program, subject, subject.compared, compiler));
    if (entry.isExact && differing > 0 && subject.emitted.request.math !== "libm") throw otherBits(entry.title, compiler, differing, subject.expected.length);
    compared.push(rest);
  }
  const times = await timesInTurn(programs, subject, effort, compiler, (run) => {
    observe(`timing in turn, run ${run} of ${effort.runs}, ${compiler} …`);
  });
  const rows: Row[] = [];
  for (const [place, { contender, entry, program, sizes }] of taking.entries()) {
    if (isCounted && toolchain.timed.object !== undefined) observe(`counting instructions of ${entry.title}, ${compiler} …`);
    const counted = isCounted && toolchain.timed.object !== undefined ? await counts(program, subject) : undefined;
    const { independent, dependent } = times[place];
    const waits = entry.timed.isBatch ? undefined : dependent;
    rows.push({ contender, title: entry.title, independent, dependent: waits, instructions: counted, ...sizes, ...compared[place] });
  }
  const { language, name, version, options } = toolchain;
  return { language, compiler: name, version, options, rows, leftOut };
}

async function counts(program: BuiltEntry["program"], subject: Subject): Promise<number | undefined> {
  const turns = 2;
  const input = asked(subject.emitted.request.program, subject.drawn, { rounds: 0, turns });
  return await instructionsOfACall(program, input, turns * subject.drawn.count);
}

function otherBits(title: string, compiler: string, differing: number, count: number): DiagnosticError {
  return new DiagnosticError({
    id: "benchmark-results-differ",
    message: `${title}, compiled by ${compiler}, does not give the interpreter's bits`,
    note: `${differing} of ${count} numbers differ`,
    hint: "this is a defect of nnc or of the compiler; nnc check tells more",
  });
}
