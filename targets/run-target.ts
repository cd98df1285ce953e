// Runs one target: all its builds with all subjects, one after the other. Installs and shows nothing.

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findDifferences, type Difference } from "../src/verify/differences.ts";
import type { BuildOutcome, SubjectOutcome, TargetOutcome } from "./outcome.ts";
import { root } from "./root.ts";
import { ProgramFailure, runProgram } from "./run-program.ts";
import type { Subject } from "./subjects/subject.ts";
import { NotRun, type Build, type Ran, type Target } from "./target.ts";

export interface Extent {
  /** Only the quick builds, and no instructions are counted. */
  readonly isQuick: boolean;
  /** Told before each build. */
  observe(build: string): void;
}

export function runTarget({ title, version, builds }: Target, subjects: readonly Subject[], extent: Extent): TargetOutcome {
  const chosen = builds.filter((build) => !extent.isQuick || build.isQuick !== false);
  const outcomes = chosen.map((build): readonly [string, BuildOutcome] => {
    extent.observe(build.name);
    return [build.name, Object.fromEntries(subjects.map((subject) => [subject.name, inFolder((folder) => outcomeOf(build, subject, folder, !extent.isQuick))]))];
  });
  return { title, version: firstLine(runProgram(version).toString()), builds: Object.fromEntries(outcomes) };
}

function outcomeOf(build: Build, subject: Subject, folder: string, counts: boolean): SubjectOutcome {
  try {
    const outcome = build.run(subject, folder, counts);
    return outcome.kind === "refused" ? outcome : compared(subject, outcome);
  } catch (error) {
    if (error instanceof NotRun) return { kind: "not run", because: error.message };
    if (error instanceof ProgramFailure) return { kind: "failed", because: error.message };
    throw error;
  }
}

function compared({ points, expected }: Subject, { results, figures }: Ran): SubjectOutcome {
  if (results.length !== expected.length) return { kind: "failed", because: `${results.length} numbers instead of ${expected.length}` };
  const { count, first } = findDifferences(points, expected, results);
  return { kind: "ran", compared: points.count, differing: count, ...(first === undefined ? {} : { first: shown(first) }), figures };
}

function shown({ input, expected, computed }: Difference): string {
  const at = expected.findIndex((value, place) => !Object.is(value, computed[place]));
  return `at ${input.join(", ")} result ${at} is ${computed[at]} instead of ${expected[at]}`;
}

function inFolder<Value>(use: (folder: string) => Value): Value {
  const parent = join(root, ".cache", "targets");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "run-"));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0].trim();
}
