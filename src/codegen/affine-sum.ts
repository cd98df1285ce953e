// Spells an index as a sum of products, the form all languages share but for blanks.

import type { SpelledIndex } from "./spelled-value.ts";

/** `16 * i + k`, `i`, `5`. */
export function affineSum(index: SpelledIndex, signs: { readonly times: string; readonly plus: string }): string {
  const terms = index.terms.map(({ name, factor }) => (factor === 1 ? name : `${factor}${signs.times}${name}`));
  if (index.constant !== 0 || terms.length === 0) terms.push(String(index.constant));
  return terms.join(signs.plus);
}
