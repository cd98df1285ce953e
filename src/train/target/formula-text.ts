// A target as an expression of float64 in C, whose operators other languages share. Which functions there are and what they are called
// is told. Does not look at domains.

import type { MathNode } from "mathjs";
import { isSyntaxNode, type FunctionNode } from "./syntax.ts";
import type { Target } from "./target.ts";
import { CONSTANTS } from "./vocabulary.ts";

/** What a vocabulary's functions are called in a language that computes them in float64; those that are not there, it has not. */
export type FunctionWords = ReadonlyMap<string, string>;

/**
 * The target of one variable as an expression: every operation is of float64, in the order of the target's own, with the language's
 * functions in the place of nnc's. Undefined where a part of it has no word, or none that does the same with numbers that are none.
 *
 * @param variable what its only variable is called.
 */
export async function formulaText({ expression, variables }: Target, variable: string, words: FunctionWords): Promise<string | undefined> {
  const { parseExpression } = await import("./parse.ts");
  try {
    return new FormulaText(new Map(variables.map((name) => [name, variable])), words).number(parseExpression(expression));
  } catch (error) {
    if (error instanceof NoWord) return undefined;
    throw error;
  }
}

/** Thrown where a part has no word. */
class NoWord extends Error {}

const OPERATORS: ReadonlyMap<string, string> = new Map([["add", "+"], ["subtract", "-"], ["multiply", "*"], ["divide", "/"]]);

/** What each comparison is made of; those for equality make compilers warn. */
const COMPARISONS: ReadonlyMap<string, (left: string, right: string) => string> = new Map([
  ["smaller", (left: string, right: string) => `(${left} < ${right})`],
  ["smallerEq", (left: string, right: string) => `(${left} <= ${right})`],
  ["larger", (left: string, right: string) => `(${left} > ${right})`],
  ["largerEq", (left: string, right: string) => `(${left} >= ${right})`],
  ["equal", (left: string, right: string) => `((${left} <= ${right}) && (${left} >= ${right}))`],
  ["unequal", (left: string, right: string) => `!((${left} <= ${right}) && (${left} >= ${right}))`],
]);

class FormulaText {
  private readonly variables: ReadonlyMap<string, string>;
  private readonly words: FunctionWords;

  constructor(variables: ReadonlyMap<string, string>, words: FunctionWords) {
    this.variables = variables;
    this.words = words;
  }

  number(node: MathNode): string {
    if (!isSyntaxNode(node)) throw new NoWord();
    switch (node.type) {
      case "ConstantNode":
        return literal(Number(node.value));
      case "SymbolNode":
        return this.variables.get(node.name) ?? literal(CONSTANTS.get(node.name) ?? NaN);
      case "ParenthesisNode":
        return this.number(node.content);
      case "OperatorNode":
        return this.operation(node.fn, node.args.map((argument) => this.number(argument)));
      case "FunctionNode":
        return this.called(nameOf(node), node.args.map((argument) => this.number(argument)));
      case "ConditionalNode":
        return `(${this.condition(node.condition)} ? ${this.number(node.trueExpr)} : ${this.number(node.falseExpr)})`;
      case "RelationalNode":
        throw new NoWord();
    }
  }

  private operation(name: string, args: readonly string[]): string {
    const [first, second] = args;
    if (name === "unaryPlus") return first;
    if (name === "unaryMinus") return `(-${first})`;
    if (name === "pow") return this.called("pow", args);
    const operator = OPERATORS.get(name);
    if (operator === undefined) throw new NoWord();
    return `(${first} ${operator} ${second})`;
  }

  private called(name: string, args: readonly string[]): string {
    const [first, second] = args;
    if (name === "square") return `(${first} * ${first})`;
    if (name === "cube") return `(${first} * ${first} * ${first})`;
    if (name === "log" && args.length === 2) return `(${this.called("log", [first])} / ${this.called("log", [second])})`;
    const word = this.words.get(name);
    if (word === undefined) throw new NoWord();
    return `${word}(${args.join(", ")})`;
  }

  private condition(node: MathNode): string {
    if (!isSyntaxNode(node)) throw new NoWord();
    switch (node.type) {
      case "ParenthesisNode":
        return this.condition(node.content);
      case "RelationalNode": {
        const parts = node.params.map((part) => this.number(part));
        return `(${node.conditionals.map((name, place) => compared(name, parts[place], parts[place + 1])).join(" && ")})`;
      }
      case "OperatorNode": {
        const [first, second] = node.args;
        if (node.fn === "not") return `!${this.condition(first)}`;
        if (node.fn === "and") return `(${this.condition(first)} && ${this.condition(second)})`;
        if (node.fn === "or") return `(${this.condition(first)} || ${this.condition(second)})`;
        return compared(node.fn, this.number(first), this.number(second));
      }
      case "ConditionalNode":
      case "ConstantNode":
      case "FunctionNode":
      case "SymbolNode":
        throw new NoWord();
    }
  }
}

function compared(name: string, left: string, right: string): string {
  const comparison = COMPARISONS.get(name);
  if (comparison === undefined) throw new NoWord();
  return comparison(left, right);
}

/** With a point or an exponent: a whole number would be of another type. */
function literal(value: number): string {
  if (!Number.isFinite(value)) throw new NoWord();
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function nameOf({ fn }: FunctionNode): string {
  return isSyntaxNode(fn) && fn.type === "SymbolNode" ? fn.name : fn.toString();
}
