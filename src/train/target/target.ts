// Turns the text of a target function into a function of float64. Knows the syntax mathjs parses, held to an allow-list;
// does not look at domains.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { setting } from "../../diagnostics/prose.ts";
import { pointAt } from "./point-at.ts";
import { ONE_ARGUMENT_FUNCTIONS } from "./vocabulary.ts";

/** Characters a target expression may have. */
const MAXIMUM_EXPRESSION_LENGTH = 1000;
/** Brackets within brackets: the parser calls itself for each. */
const MAXIMUM_LEVELS = 50;

/** A function to be approximated. */
export interface Target {
  /** The expression it was compiled from, in mathjs's notation. */
  readonly expression: string;
  /** The names of its arguments, in the order in which `evaluate` takes them. */
  readonly variables: readonly string[];
  /**
   * The value in float64 at a point with one coordinate per variable. Computed by nnc's own elementary functions only, so
   * that every machine gets the same bits; NaN or infinite where the function is not defined.
   */
  evaluate(point: ArrayLike<number>): number;
  /** The function of vocabulary.ts that it is, of its only variable and of nothing else; left out where it is more. */
  readonly functionName?: string;
}

/**
 * Compiles an expression of the given variables, in mathjs's notation or in one that is read into it (written/). Comparisons are exact,
 * unlike those of mathjs itself, which take nearly equal numbers for equal.
 *
 * @throws DiagnosticError (usage, at the setting `target`) where the text is too long, is no expression, or uses something else
 * than numbers, the variables, constants, + − * / ^, the functions of vocabulary.ts and conditions.
 */
export async function compileTarget(expression: string, variables: readonly string[]): Promise<Target> {
  const given = expression.trim();
  checkLength(given);
  const text = functionOfVariable(given, variables) === undefined ? await inOwnNotation(given, variables) : given;
  const known = functionOfVariable(text, variables) ?? { evaluate: await parsed(text, variables) };
  return Object.freeze({ expression: text, variables: Object.freeze([...variables]), ...known });
}

async function inOwnNotation(given: string, variables: readonly string[]): Promise<string> {
  const { mathjsExpression } = await import("./written/written-target.ts");
  const text = mathjsExpression(given, variables);
  checkLength(text);
  checkCharacters(text);
  return text;
}

/** Loads the parser, which takes a multiple of the time of everything else a command does before it trains. */
async function parsed(text: string, variables: readonly string[]): Promise<Target["evaluate"]> {
  const { parseExpression } = await import("./parse.ts");
  const { lowerExpression } = await import("./lower-expression.ts");
  return lowerExpression(parseExpression(text), variables);
}

/** `f(v)` with a known function and a known variable, or undefined. */
function functionOfVariable(text: string, variables: readonly string[]): Pick<Target, "evaluate" | "functionName"> | undefined {
  const [, name = "", argument = ""] = /^(\w+) *\( *(\w+) *\)$/.exec(text) ?? [];
  const evaluate = ONE_ARGUMENT_FUNCTIONS.get(name);
  const position = variables.indexOf(argument);
  if (evaluate === undefined || position < 0) return undefined;
  const atPoint = (point: ArrayLike<number>): number => evaluate(point[position] ?? NaN);
  return variables.length === 1 ? { evaluate: atPoint, functionName: name } : { evaluate: atPoint };
}

function checkLength(text: string): void {
  const place = setting("target");
  if (text === "") {
    throw new DiagnosticError({ id: "target-empty", message: "the target is empty", place, hint: "write an expression such as exp(x)" });
  }
  if (text.length > MAXIMUM_EXPRESSION_LENGTH) {
    throw tooLong(`the target has ${text.length} characters`, MAXIMUM_EXPRESSION_LENGTH);
  }
  const levels = nestingOf(text);
  if (levels > MAXIMUM_LEVELS) {
    throw tooLong(`the target has brackets within brackets in ${levels} levels`, MAXIMUM_LEVELS);
  }
}

/** Comments are refused with everything that is no printable ASCII: the text is copied into models and sources. */
function checkCharacters(text: string): void {
  const position = text.search(/[^\x20-\x7e]|[#"'\\;]/);
  if (position < 0) return;
  throw new DiagnosticError({
    id: "target-characters-invalid",
    message: `the target has '${String.fromCodePoint(text.codePointAt(position) ?? 0)}' at character ${position + 1}, which is no part of an expression`,
    place: setting("target"),
    note: pointAt(text, position),
  });
}

function tooLong(message: string, most: number): DiagnosticError {
  return new DiagnosticError({ id: "target-too-long", message, place: setting("target"), note: `at most ${most} are allowed` });
}

/** The most brackets that are open at once. */
function nestingOf(text: string): number {
  let [open, most] = [0, 0];
  for (const sign of text) {
    if ("([{".includes(sign)) most = Math.max(most, ++open);
    else if (")]}".includes(sign)) open--;
  }
  return most;
}
