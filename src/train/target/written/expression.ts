// Writes a formula of other notations in mathjs's: `x**2`, `np.exp(x)`, `sin^2 x`, `2 if x > 0 else 3`, `|x|`, `x > 0 && x < 1`. What mathjs
// reads already stays as it is, to the last space. Parses no precedences: mathjs does.

import { FUNCTION_NAMES } from "../vocabulary.ts";
import { notAllowed } from "../not-allowed.ts";
import { CALLS } from "./calls.ts";
import { splitAtCommas, type Group, type Item } from "./items.ts";
import { constantNamed, functionNamed } from "./names.ts";
import { colonOf, endsFactor, isFactor, powerAt, spaceBefore, tokenOf } from "./places.ts";
import { isSign, isWord, type Token } from "./tokens.ts";

/** What names mean that are no functions and no constants. */
export interface Names {
  readonly variables: readonly string[];
  /** What the arguments of a function are called in the domain. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** Characters of a formula that stands for a call: one in the other's argument can double them. */
const MOST_CHARACTERS = 1000;

const SIGNS: ReadonlyMap<string, string> = new Map([["**", "^"], ["===", "=="], ["!==", "!="], ["<>", "!="]]);
/** Constants that a factor in parentheses may follow. */
const FACTORS = ["pi", "PI", "tau"];
const INVERSES: ReadonlyMap<string, string> = new Map([
  ["sin", "asin"], ["cos", "acos"], ["tan", "atan"], ["sinh", "asinh"], ["cosh", "acosh"], ["tanh", "atanh"], ["exp", "log"], ["log", "exp"],
]);

/** A piece of the formula, with the space before it. */
interface Piece {
  readonly before: string;
  readonly text: string;
  readonly isNumber?: true;
}

/** @throws DiagnosticError (usage) for what has several meanings, with what to write for each. */
export function formulaOf(items: readonly Item[], names: Names): string {
  return new Notation(names).expression(items);
}

class Notation {
  private readonly names: Names;

  constructor(names: Names) {
    this.names = names;
  }

  /** What stands between brackets or commas. */
  expression(items: readonly Item[]): string {
    const condition = items.findIndex((item, place) => place > 0 && isWord(tokenOf(item), "if"));
    const otherwise = items.findIndex((item, place) => place > condition && isWord(tokenOf(item), "else"));
    if (condition < 0 || otherwise < 0) return this.choice(items);
    const [one, question, other] = [items.slice(0, condition), items.slice(condition + 1, otherwise), items.slice(otherwise + 1)];
    return `${spaceBefore(items)}${this.joined(question).trim()} ? ${this.joined(one).trim()} : ${this.expression(other).trim()}`;
  }

  /** `a ? b : c`. Where b is one itself, mathjs reads it in brackets only. */
  private choice(items: readonly Item[]): string {
    const question = items.findIndex((item) => isSign(tokenOf(item), "?"));
    const colon = question < 0 ? -1 : colonOf(items, question);
    if (colon < 0) return this.joined(items);
    const one = items.slice(question + 1, colon);
    const isNested = one.some((item) => isSign(tokenOf(item), "?"));
    const before = isNested ? `${this.joined(items.slice(0, question + 1))} (${this.choice(one).trim()}) :` : this.joined(items.slice(0, colon + 1));
    return `${before}${this.choice(items.slice(colon + 1))}`;
  }

  private joined(items: readonly Item[]): string {
    let text = "";
    let last: Piece = { before: "", text: "" };
    for (let place = 0; place < items.length;) {
      const { piece, taken } = this.pieceAt(items, place);
      const isGlued = piece.before === "" && /\w$/.test(last.text) && /^\w/.test(piece.text) && !(last.isNumber === true && /^[A-Za-z]/.test(piece.text));
      text += `${isGlued ? " " : piece.before}${piece.text}`;
      last = piece;
      place += taken;
    }
    return text;
  }

  /** What begins at a place, and how many items it takes. */
  private pieceAt(items: readonly Item[], place: number): { readonly piece: Piece; readonly taken: number } {
    const item = items[place];
    if (item.kind === "group") return { piece: { before: item.open.before, text: this.group(item) }, taken: 1 };
    if (item.kind === "number") return numberAt(item, tokenOf(items[place + 1]), this.names);
    if (isWord(item, "not")) return this.negationAt(items, place);
    if (item.kind === "name") return this.nameAt(items, place);
    return { piece: this.sign(item, items[place - 1], items[place + 1]), taken: 1 };
  }

  private group(group: Group): string {
    return bracketed(group, this.parts(group));
  }

  /** What stands between the commas of a group. */
  private parts({ items }: Group): readonly string[] {
    return splitAtCommas(items).map((part) => this.expression(part));
  }

  private sign(token: Token, previous: Item | undefined, next: Item | undefined): Piece {
    const { before, text } = token;
    const word = (meant: string): Piece => ({ before: before === "" ? " " : before, text: `${meant}${spaceBefore(next === undefined ? [] : [next]) === "" ? " " : ""}` });
    if (text === "or") return word("or");
    if (text === "&&" || (text === "&" && previous?.kind === "group" && next?.kind === "group")) return word("and");
    if (text === "!" && next?.kind === "group" && (previous === undefined || previous.kind === "sign")) return { before, text: "not" };
    if (text === "//") throw notAllowed("the target has '//', which nnc does not read", undefined, "write floor(a / b) in place of a // b");
    return { before, text: SIGNS.get(text) ?? text };
  }

  /** In Python what `not` denies ends at the next `and` or `or`, for mathjs after one operand. */
  private negationAt(items: readonly Item[], place: number): { readonly piece: Piece; readonly taken: number } {
    const rest = items.slice(place + 1);
    const end = rest.findIndex((item) => isWord(tokenOf(item), "and", "or", "xor") || isSign(tokenOf(item), "&&", "or", "?", ":", "&"));
    const denied = end < 0 ? rest : rest.slice(0, end);
    const [first] = denied;
    const isBracketed = denied.length === 1 && first.kind === "group";
    const text = isBracketed ? `not${this.joined(denied)}` : `not (${this.joined(denied).trim()})`;
    return { piece: { before: spaceBefore([items[place]]), text }, taken: denied.length + 1 };
  }

  private nameAt(items: readonly Item[], place: number): { readonly piece: Piece; readonly taken: number } {
    const token = tokenOf(items[place]);
    const { before = "", text: name = "" } = token ?? {};
    const next = items.at(place + 1);
    const variable = this.names.renamed.get(name) ?? (this.names.variables.includes(name) ? name : undefined);
    const isBeforeGroup = next?.kind === "group" && next.open.text === "(";
    if (variable !== undefined) return { piece: { before, text: isBeforeGroup ? factorBefore(variable, items[place - 1]) : variable }, taken: 1 };
    const called = functionNamed(name);
    if (called === undefined) {
      const constant = constantNamed(name) ?? name;
      return { piece: { before, text: isBeforeGroup && FACTORS.includes(constant) ? factorBefore(constant, items[place - 1]) : constant }, taken: 1 };
    }
    const power = powerAt(items, place + 1);
    const argument = this.argumentAt(items, place + 1 + (power?.taken ?? 0));
    if (argument === undefined) return { piece: { before, text: FUNCTION_NAMES.includes(called) ? called : name }, taken: 1 };
    const call = this.call(called, name, argument);
    if (power?.exponent === "-1") throw inverse(called, argument.args, call);
    return { piece: { before, text: power === undefined ? call : `${call}^${power.exponent}` }, taken: 1 + (power?.taken ?? 0) + argument.taken };
  }

  private call(called: string, name: string, { args, text }: Argument): string {
    const formula = CALLS.get(called);
    if (formula === undefined) return `${called}${text}`;
    if (args.length !== formula.count) return `${name}${text}`;
    const written = formula.formula(...args);
    if (written.length <= MOST_CHARACTERS) return written;
    throw notAllowed(`the target has more than ${MOST_CHARACTERS} characters where ${name} is written in functions that nnc has`);
  }

  /** What a function is called with: what is in brackets, or a factor without. */
  private argumentAt(items: readonly Item[], place: number): Argument | undefined {
    const next = items.at(place);
    if (next?.kind === "group" && next.open.text !== "{") {
      // Written once: a call in a call in a call would be written twice as often each time.
      const parts = this.parts(next);
      const [args, inner] = [parts.map((part) => part.trim()), bracketed(next, parts)];
      if (next.open.text === "|") return { args: [inner], text: `(${inner})`, taken: 1 };
      return { args, text: next.open.text === "(" ? `${next.open.before}${inner}` : `(${inner.slice(1, -1)})`, taken: 1 };
    }
    let end = place;
    while (end < items.length && isFactor(items[end])) end++;
    if (end === place || !endsFactor(items.at(end))) return undefined;
    const inner = this.joined(items.slice(place, end)).trim();
    return { args: [inner], text: `(${inner})`, taken: end - place };
  }
}

function bracketed({ open, end }: Group, parts: readonly string[]): string {
  const inner = parts.join(",");
  if (open.text === "|") return `abs(${inner.trim()})`;
  return `${open.text}${inner}${end}${open.text === "(" ? ")" : open.text === "[" ? "]" : "}"}`;
}

interface Argument {
  /** One for each comma and one more. */
  readonly args: readonly string[];
  /** In brackets. */
  readonly text: string;
  readonly taken: number;
}

/** A number without what other languages write in it: `1_000`, `0.5f`. */
function numberAt(token: Token, next: Token | undefined, { variables, renamed }: Names): { readonly piece: Piece; readonly taken: number } {
  const { before, text } = token;
  const isSuffix = next?.before === "" && isWord(next, "f", "F") && ![...variables, ...renamed.keys()].includes(next.text);
  const isFloat = isSuffix && /[.eE]/.test(text) && !/^0x/i.test(text);
  return { piece: { before, text: text.replaceAll("_", ""), isNumber: true }, taken: isFloat ? 2 : 1 };
}

/** What a factor in brackets follows, where mathjs would take a name for a function's; a product without a sign stands together below a line. */
function factorBefore(name: string, previous: Item | undefined): string {
  return isSign(tokenOf(previous), "/") ? `(${name})` : `${name}*`;
}

function inverse(called: string, args: readonly string[], call: string): Error {
  const other = INVERSES.get(called);
  return notAllowed(
    `the target has '${called}^-1', which is the inverse function for some and the reciprocal for others`,
    undefined,
    `write ${other === undefined ? "" : `${other}(${args.join(", ")}) or `}1/${call}`,
  );
}
