// Spells an index as a sum of products, the form all languages share but for blanks.

import { termsInOrder } from "../program/expression.ts";
import type { Index } from "../program/program.ts";

/** `16 * i + k`, `i`, `5`. */
export function affineSum(
  index: Index,
  nameOf: (local: number) => string,
  signs: { readonly times: string; readonly plus: string },
): string {
  const terms = termsInOrder(index).map(({ variable, factor }) =>
    factor === 1 ? nameOf(variable) : `${factor}${signs.times}${nameOf(variable)}`,
  );
  if (index.constant !== 0 || terms.length === 0) terms.push(String(index.constant));
  return terms.join(signs.plus);
}
