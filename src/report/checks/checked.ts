// What was checked, case by case, as data: what every report for continuous integration is made of. Writes nothing.

export interface Checked {
  /** The model's file without its folder, `-` for standard input. */
  readonly model: string;
  /** As the command was given it, with `/` between folders; undefined of standard input. */
  readonly path: string | undefined;
  /** The version of nnc. */
  readonly version: string;
  readonly cases: readonly CheckedCase[];
}

export interface CheckedCase {
  /** The same from run to run: `C by gcc -O2`, `baseline: code`. */
  readonly name: string;
  readonly outcome: CaseOutcome;
}

export type CaseOutcome =
  | { readonly kind: "passed"; readonly detail: string }
  | { readonly kind: "left out"; readonly detail: string }
  /** `rule` is the id of the diagnostic. */
  | { readonly kind: "failed"; readonly rule: string; readonly detail: string }
  /** Nothing could be checked. */
  | { readonly kind: "error"; readonly rule: string; readonly detail: string };

/** How many cases came out so. */
export function countOf({ cases }: Checked, kind: CaseOutcome["kind"]): number {
  return cases.filter(({ outcome }) => outcome.kind === kind).length;
}

/** The cases that make a check fail. */
export function failuresIn({ cases }: Checked): readonly FailedCase[] {
  return cases.flatMap(({ name, outcome }) => (outcome.kind === "failed" || outcome.kind === "error" ? [{ name, ...outcome }] : []));
}

export interface FailedCase {
  readonly name: string;
  readonly rule: string;
  readonly detail: string;
}
