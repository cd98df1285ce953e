// The values of statements with their atoms spelled: what a language turns into text. Of any language.

import type { NamedIndex } from "../program/affine-sum.ts";
import { contains, isWithin, type Interval } from "../program/domains/interval.ts";
import type { OperatorName } from "../program/operators.ts";
import type { Conversion } from "../program/program.ts";
import { SCALARS, type Scalar } from "../program/scalar.ts";

export type SpelledValue = SpelledAtom | SpelledOperation | SpelledSelection | SpelledConversion;

interface Typed {
  readonly scalar: Scalar;
  /** Holds every value there can be. */
  readonly interval: Interval;
}

export interface SpelledAtom extends Typed {
  readonly kind: "atom";
  readonly text: string;
  /** The same where nothing is written beside it, if that is another text. */
  readonly alone?: string;
  readonly isLiteral: boolean;
  /** Whether a variable that holds it says its type. */
  readonly isTypeSaid?: true | undefined;
}

/** Any operator but `select`; `scalar` is the type of the result. */
export interface SpelledOperation extends Typed {
  readonly kind: "apply";
  readonly operator: OperatorName;
  readonly sign: string | undefined;
  readonly operands: readonly SpelledAtom[];
}

export interface SpelledSelection extends Typed {
  readonly kind: "select";
  readonly condition: SpelledAtom | SpelledOperation;
  readonly whenTrue: SpelledAtom;
  readonly whenFalse: SpelledAtom;
  /** What the file has to tell a compiler that a condition nearly always holds, where it nearly always does. */
  readonly usually?: string;
}

/** A conversion the language has an expression for. */
export interface SpelledConversion extends Typed {
  readonly kind: "convert";
  readonly how: Conversion;
  readonly operand: SpelledAtom;
}

/** An affine index with its variables' names. */
export interface SpelledIndex extends NamedIndex {
  /** A counter is a loop's variable; the others are of i32. */
  readonly terms: readonly { readonly name: string; readonly factor: number; readonly isCounter: boolean }[];
}

/** Whether a result of integers may have left the type's range before it was taken modulo 2^32. */
export function mayWrap({ scalar, interval }: SpelledOperation): boolean {
  const { kind, least, greatest } = SCALARS[scalar];
  return kind === "integer" && interval.low <= least && interval.high >= greatest;
}

/** Whether an operand is never this number. */
export function excludes({ interval }: SpelledAtom, value: number): boolean {
  return !contains(interval, value);
}

/** Whether a count of bits needs no reduction modulo 32. */
export function isShiftCount({ interval }: SpelledAtom): boolean {
  return isWithin(interval, { low: 0, high: 31, nan: false });
}
