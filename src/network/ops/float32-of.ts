// Reads attributes as the float32 numbers that are computed with.

import { numberOf, type Attributes } from "../attributes.ts";

/** The nearest float32. @throws RangeError where the attribute is a list or there is none. */
export function float32Of(attributes: Attributes, name: string): number {
  return Math.fround(numberOf(attributes, name));
}
