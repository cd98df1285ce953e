// What came of a target, as it is recorded and shown: for each build and subject how many results were compared, how many differ, and what a
// call costs. Runs and writes nothing.

import type { Figures } from "./target.ts";

export interface TargetOutcome {
  readonly title: string;
  /** Of the tool, as it tells; absent where it is not there. */
  readonly version?: string;
  /** Why nothing was run. */
  readonly notRun?: string;
  readonly builds: Readonly<Record<string, BuildOutcome>>;
}

/** By the names of subjects. */
export type BuildOutcome = Readonly<Record<string, SubjectOutcome>>;

export type SubjectOutcome =
  | { readonly kind: "ran"; readonly compared: number; readonly differing: number; readonly first?: string; readonly figures: Figures }
  | { readonly kind: "refused"; readonly because: string }
  | { readonly kind: "not run"; readonly because: string }
  | { readonly kind: "failed"; readonly because: string };

/** By the names of targets. */
export type Outcomes = Readonly<Record<string, TargetOutcome>>;

export function subjectsOf(outcomes: Outcomes): readonly { readonly where: readonly [target: string, build: string, subject: string]; readonly outcome: SubjectOutcome }[] {
  return Object.entries(outcomes).flatMap(([target, { builds }]) =>
    Object.entries(builds).flatMap(([build, subjects]) =>
      Object.entries(subjects).map(([subject, outcome]) => ({ where: [target, build, subject] as const, outcome })),
    ),
  );
}
