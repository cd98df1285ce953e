// The text that stands before and behind a loop of products of bytes, in languages that have another one for it. Knows no processors.

import type { Expression, For, LocalId, Program } from "../program/program.ts";
import { byteProductsOf, PACKED } from "./byte-products.ts";
import type { HelperNames } from "./helper-names.ts";
import type { Spelling } from "./language.ts";

export interface PackedSurroundings {
  readonly spelling: Spelling;
  readonly helpers: HelperNames;
  readonly nameOf: (local: LocalId) => string;
  readonly atom: (value: Expression) => string;
}

/** Whole lines, indented; none where there is no other text. @param counter the name of the loop's variable. @param depth of the loop's lines. */
export function aroundPackedLoop(
  loop: For, program: Program, counter: string, depth: number, { spelling, helpers, nameOf, atom }: PackedSurroundings,
): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const { packedProducts, indent } = spelling;
  const sums = packedProducts && byteProductsOf(loop, program);
  if (packedProducts === undefined || sums === undefined) return { before: [], after: [] };
  const { open, close } = spelling.for(counter, loop.extent, PACKED);
  const lines = sums.map(({ sum, factors: [one, other] }) => {
    const helper = helpers.nameOf(packedProducts.helper(one.scalar, other.scalar));
    return packedProducts.add(nameOf(sum), helper, atom(one.load), atom(other.load));
  });
  const text = [open, ...lines.map((line) => indent + line), ...(close === "" ? [] : [close])].map((line) => indent.repeat(depth) + line);
  return { before: [packedProducts.open, ...text, packedProducts.otherwise], after: [packedProducts.close] };
}
