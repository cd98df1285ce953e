// Spells a number as a language's literal: the shortest decimal and what the language wants behind it.

import { shortestFloat32 } from "../numeric/decimal.ts";

/** What stands before every decimal, what follows one that is written like a whole number, `12`, and what any other, `1.5` or `1e-7`. */
export interface LiteralStyle {
  /** Nothing where it is left out. */
  readonly before?: string;
  readonly afterWhole: string;
  readonly afterOther: string;
}

/** Languages in which a decimal is a literal as it is. */
export const PLAIN: LiteralStyle = { afterWhole: "", afterOther: "" };

/** RangeError if the value is not a finite float32. */
export function literal(value: number, style: LiteralStyle): string {
  const decimal = shortestFloat32(value);
  return (style.before ?? "") + decimal + (/[.e]/.test(decimal) ? style.afterOther : style.afterWhole);
}
