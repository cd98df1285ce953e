// The statement that returns what is computed, where nothing else is done with it. Of any language.

import type { Statement } from "../program/program.ts";
import type { Spelling } from "./language.ts";
import type { SpelledValue } from "./spelled-value.ts";

type Let = Extract<Statement, { readonly kind: "let" }>;

/** Undefined where the value gets a name. @param next the statement behind. */
export function returnedLines(
  { local, mutable }: Let, value: SpelledValue, next: Statement | undefined, { returnVerdict, returnOperation }: Spelling, isSelfTest: boolean,
): readonly string[] | undefined {
  if (mutable || next?.kind !== "return" || next.value.kind !== "local" || next.value.local !== local) return undefined;
  return isSelfTest && returnVerdict !== undefined ? returnVerdict(value) : returnOperation?.(value);
}
