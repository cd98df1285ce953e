// What stands at a place among the items of a formula: a power, a factor, the end of one. Writes nothing.

import type { Item } from "./items.ts";
import { functionNamed } from "./names.ts";
import { isSign, isWord, type Token } from "./tokens.ts";

/** `^2` between a function and its argument. */
export function powerAt(items: readonly Item[], place: number): { readonly exponent: string; readonly taken: number } | undefined {
  const [sign, first, second] = [0, 1, 2].map((further) => tokenOf(items.at(place + further)));
  if (!isSign(sign, "^", "**")) return undefined;
  if (first?.kind === "number") return { exponent: first.text, taken: 2 };
  return isSign(first, "-") && second?.kind === "number" ? { exponent: `-${second.text}`, taken: 3 } : undefined;
}

export function isFactor(item: Item): boolean {
  return item.kind === "number" || (item.kind === "name" && functionNamed(item.text) === undefined && !isWord(item, "and", "or", "not", "xor", "mod", "if", "else"));
}

/** Whether a factor without brackets ends before this for every reader: not before a power, a product or a quotient. */
export function endsFactor(item: Item | undefined): boolean {
  if (item === undefined) return true;
  if (item.kind === "name") return true;
  return item.kind === "sign" && /^([-+,?:]|[<>]=?|[!=]=+|&&|or)$/.test(item.text);
}

/** Where the question is answered: −1 where it is not. */
export function colonOf(items: readonly Item[], question: number): number {
  let open = 0;
  return items.findIndex((item, place) => {
    if (place < question) return false;
    if (isSign(tokenOf(item), "?")) open++;
    if (isSign(tokenOf(item), ":")) open--;
    return open === 0;
  });
}

export function tokenOf(item: Item | undefined): Token | undefined {
  return item === undefined || item.kind === "group" ? undefined : item;
}

export function spaceBefore([first]: readonly Item[]): string {
  return first === undefined ? "" : first.kind === "group" ? first.open.before : first.before;
}
