// Reads a target as people write it, in the notation of Python, JavaScript, C, Go or of paper, into the expression that mathjs parses.

import { notAllowed } from "../not-allowed.ts";
import { asciiFormula } from "./characters.ts";
import { withoutDeclaration } from "./declaration.ts";
import { formulaOf } from "./expression.ts";
import { itemsOf } from "./items.ts";
import { tokensOf } from "./tokens.ts";

/**
 * The expression in mathjs's notation; one that is in it already is given back as it is, and so is what cannot be read.
 *
 * @param text without space around it.
 * @param variables of the domain, which hide functions and constants of the same name; the arguments of a declared function are taken for
 * them in their order where they are called otherwise.
 * @throws DiagnosticError (usage, at the setting `target`) for what has several meanings, and for a function of other arguments.
 */
export function mathjsExpression(text: string, variables: readonly string[]): string {
  const ascii = asciiFormula(text);
  const { parameters = [], body } = withoutDeclaration(tokensOf(ascii), (name) => variables.includes(name));
  const items = itemsOf(body);
  return items === undefined ? ascii : formulaOf(items, { variables, renamed: renamed(parameters, variables) }).trim();
}

/** What the arguments of a function are called in the domain: as they are, or as the variables in their order. */
function renamed(parameters: readonly string[], variables: readonly string[]): ReadonlyMap<string, string> {
  if (parameters.every((name) => variables.includes(name))) return new Map();
  const isOther = parameters.length === variables.length && !parameters.some((name) => variables.includes(name));
  if (isOther) return new Map(parameters.map((name, place) => [name, variables[place]]));
  throw notAllowed(
    `the target is a function of ${parameters.join(", ")}, and its domain is one of ${variables.join(", ")}`,
    undefined,
    ["give ", ...parameters.flatMap((name, place) => [...(place === 0 ? [] : [" "]), { setting: "domain", value: `${name}=0:1` } as const])],
  );
}
