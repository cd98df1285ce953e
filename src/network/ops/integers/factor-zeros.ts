// Which zero points of the two factors of an integer layer are given: of both in order, of the first one, or of the second one alone.

import { numberOf, type Attributes } from "../../attributes.ts";
import type { OnnxSpelling, ShapeProblem } from "../../op.ts";

/** `first` is the factor, 0 or 1, that the first zero point belongs to. */
export const ZERO_ATTRIBUTES = { first: 0 } as const;

export function zerosOfFactors<Item>(given: readonly Item[], attributes: Attributes): readonly [Item | undefined, Item | undefined] {
  const [one, other]: readonly (Item | undefined)[] = given;
  return numberOf(attributes, "first") === 1 ? [undefined, one] : [one, other];
}

/** What is wrong with the number of zero points; undefined where nothing is. */
export function problemOfZeros(given: readonly unknown[], attributes: Attributes): ShapeProblem | undefined {
  return given.length > 1 && numberOf(attributes, "first") === 1 ? { problem: "it has a zero point too many" } : undefined;
}

/** The node with the zero points in order, and with that of the second factor alone. */
export function zeroSpellings(spelling: OnnxSpelling): readonly OnnxSpelling[] {
  return [spelling, { ...spelling, inputs: ["given", "given", "absent", "given"], implied: { first: 1 } }];
}
