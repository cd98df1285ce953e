// Writes an index as a sum of products, the form all languages share but for blanks.

/** An index whose variables have names. */
export interface NamedIndex {
  readonly constant: number;
  readonly terms: readonly { readonly name: string; readonly factor: number }[];
}

/** `16 * i + k`, `i`, `5`. */
export function affineSum(index: NamedIndex, signs: { readonly times: string; readonly plus: string }): string {
  const terms = index.terms.map(({ name, factor }) => (factor === 1 ? name : `${factor}${signs.times}${name}`));
  if (index.constant !== 0 || terms.length === 0) terms.push(String(index.constant));
  return terms.join(signs.plus);
}
