// Takes what declares a function off its formula: `y = …`, `f(x) = …`, `lambda x: …`, `x => …`, `def f(x): return …`. Understands no formulas.

import { isSign, isWord, type Token } from "./tokens.ts";

export interface Declared {
  /** The names of the arguments; undefined where they are not said. */
  readonly parameters: readonly string[] | undefined;
  readonly body: readonly Token[];
}

/**
 * The formula alone: the innermost function of several that say the same, as in `f = lambda x: exp(x)`.
 *
 * @param isVariable whether a name is one of the domain's, to which nothing is assigned.
 */
export function withoutDeclaration(tokens: readonly Token[], isVariable: (name: string) => boolean): Declared {
  const statement = withoutStatement(tokens);
  const outer = oneDeclaration(statement, isVariable);
  if (outer === undefined) return { parameters: undefined, body: statement };
  const { parameters, body } = withoutDeclaration(withoutBraces(outer.body), isVariable);
  return { parameters: parameters ?? outer.parameters, body };
}

/** Without a `return` before it and semicolons after it. */
function withoutStatement(tokens: readonly Token[]): readonly Token[] {
  const end = tokens.findLastIndex((token) => !isSign(token, ";")) + 1;
  return tokens.slice(isWord(tokens[0], "return") ? 1 : 0, end);
}

function withoutBraces(tokens: readonly Token[]): readonly Token[] {
  const statement = withoutStatement(tokens);
  return isSign(statement[0], "{") && isSign(statement.at(-1), "}") ? statement.slice(1, -1) : statement;
}

function oneDeclaration(tokens: readonly Token[], isVariable: (name: string) => boolean): Declared | undefined {
  const [first, second] = tokens;
  if (isWord(first, "const", "let", "var", "auto", "float", "double") && second?.kind === "name") return { parameters: undefined, body: tokens.slice(1) };
  if (isWord(first, "lambda")) {
    const colon = tokens.findIndex((token) => isSign(token, ":"));
    return colon < 0 ? undefined : declared(tokens.slice(1, colon), tokens.slice(colon + 1));
  }
  if (isWord(first, "def", "function")) return declaredBy(tokens.slice(isSign(second, "(") ? 1 : 2), [":", "{"]);
  if (first?.kind === "name" && isSign(second, "=>", "->")) return declared([first], tokens.slice(2));
  if (isSign(first, "(")) return declaredBy(tokens, ["=>", "->"]);
  if (first?.kind !== "name" || isVariable(first.text)) return undefined;
  if (isSign(second, "=", ":=")) return { parameters: undefined, body: tokens.slice(2) };
  return declaredBy(tokens.slice(1), ["=", ":=", "->"]);
}

/** `(x, y)` and one of the signs, with the formula after it: a brace is a part of that. */
function declaredBy(tokens: readonly Token[], signs: readonly string[]): Declared | undefined {
  const close = tokens.findIndex((token) => isSign(token, ")"));
  if (!isSign(tokens[0], "(") || close < 0 || !isSign(tokens[close + 1], ...signs)) return undefined;
  return declared(tokens.slice(1, close), tokens.slice(close + (isSign(tokens[close + 1], "{") ? 1 : 2)));
}

/** Undefined where what should be names with commas between them is not. */
function declared(list: readonly Token[], body: readonly Token[]): Declared | undefined {
  const isList = list.length % 2 === 1 && list.every((token, place) => (place % 2 === 0 ? token.kind === "name" : isSign(token, ",")));
  return isList ? { parameters: list.filter(({ kind }) => kind === "name").map(({ text }) => text), body } : undefined;
}
