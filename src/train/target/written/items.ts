// Sorts the tokens of a formula by their brackets, bars for absolute values among them. Changes nothing.

import { FUNCTION_NAMES } from "../vocabulary.ts";
import { isSign, isWord, type Token } from "./tokens.ts";

export interface Group {
  readonly kind: "group";
  /** `|` of an absolute value. */
  readonly open: Token;
  readonly items: readonly Item[];
  /** The space before the closing one. */
  readonly end: string;
}

export type Item = Token | Group;

const CLOSING: ReadonlyMap<string, string> = new Map([["(", ")"], ["[", "]"], ["{", "}"]]);
/** Words that an operand follows. */
const BETWEEN = ["and", "or", "not", "xor", "mod", "if", "else", "return"];

interface Frame {
  readonly open: Token | undefined;
  readonly items: Item[];
}

/** Undefined where a bracket has no counterpart. */
export function itemsOf(tokens: readonly Token[]): readonly Item[] | undefined {
  const frames: Frame[] = [{ open: undefined, items: [] }];
  const inner = (): Frame => frames[frames.length - 1];
  const close = (end: string): void => {
    const { open, items } = inner();
    frames.pop();
    if (open !== undefined) inner().items.push({ kind: "group", open, items, end });
  };
  for (const [place, token] of tokens.entries()) {
    if (isSign(token, "(", "[", "{")) {
      frames.push({ open: token, items: [] });
    } else if (isSign(token, ")", "]", "}")) {
      if (CLOSING.get(inner().open?.text ?? "") !== token.text) return undefined;
      close(token.before);
    } else if (isSign(token, "|", "||")) {
      for (const bar of barsOf(token, inner(), tokens[place + 1])) {
        if (bar.text !== "|") inner().items.push(bar);
        else if (isSign(inner().open, "|") && endsOperand(inner().items)) close(bar.before);
        else frames.push({ open: bar, items: [] });
      }
    } else {
      inner().items.push(token);
    }
  }
  return frames.length === 1 ? inner().items : undefined;
}

/** One or two bars, or the `or` that they are where a value stands before them and none is open. */
function barsOf(token: Token, { open, items }: Frame, next: Token | undefined): readonly Token[] {
  const isAfterOperand = endsOperand(items) && !isSign(open, "|");
  if (isAfterOperand && token.text === "||") return [{ ...token, text: "or" }];
  if (isAfterOperand && items.at(-1)?.kind === "group" && isSign(next, "(")) return [{ ...token, text: "or" }];
  return token.text === "||" ? [{ ...token, text: "|" }, { ...token, text: "|", before: "" }] : [token];
}

/** Whether what ends here has a value: an operator follows it, or a factor. */
function endsOperand(items: readonly Item[]): boolean {
  const last = items.at(-1);
  if (last === undefined || last.kind === "sign") return false;
  return last.kind !== "name" || !(isWord(last, ...BETWEEN) || FUNCTION_NAMES.includes(last.text));
}

/** The items between commas. */
export function splitAtCommas(items: readonly Item[]): readonly (readonly Item[])[] {
  const parts: Item[][] = [[]];
  for (const item of items) {
    if (item.kind === "sign" && item.text === ",") parts.push([]);
    else parts[parts.length - 1].push(item);
  }
  return parts;
}
