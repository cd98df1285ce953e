// What is said of a name in a target that is no variable, constant or function: it is misspelt, or its domain is missing.

import type { MathNode } from "mathjs";
import type { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { prose, setting, type Prose } from "../../diagnostics/prose.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { notAllowed } from "./not-allowed.ts";
import { isSyntaxNode } from "./syntax.ts";
import { CONSTANTS, FUNCTION_NAMES } from "./vocabulary.ts";

/** A letter, with a number perhaps: what variables are called on paper, and too short to be a misspelt word. */
const LETTER = /^[A-Za-z]_?\d*$/;

/** @param tree of the whole target, whose other names tell which domains are missing besides. */
export function unknownName(name: string, variables: readonly string[], tree: MathNode): DiagnosticError {
  const near = LETTER.test(name) ? undefined : didYouMean(name, [...variables, ...CONSTANTS.keys(), ...FUNCTION_NAMES]);
  const isVariable = /^[A-Za-z]\w*$/.test(name);
  return notAllowed(
    `the target has the unknown name '${name}'`,
    `its variables are ${variables.join(", ")}`,
    near ?? (isVariable ? domainsFor(variablesOf(tree), variables) : undefined),
  );
}

function domainsFor(names: readonly string[], variables: readonly string[]): Prose {
  const domains = names.map((name, place): Prose => prose`${place === 0 ? "" : " "}${setting("domain", `${name}=0:1`)}`);
  if (names.length > 1) return ["give a domain for each variable: ", ...domains.flat()];
  return ["give its domain: ", ...domains.flat(), ...(variables.length === 1 ? [`, or write ${variables[0]} in its place`] : [])];
}

/** The names of the tree that stand for arguments, in the order in which they come. */
function variablesOf(tree: MathNode): readonly string[] {
  const names = new Set<string>();
  tree.traverse((node, path) => {
    if (!isSyntaxNode(node) || node.type !== "SymbolNode" || path === "fn") return;
    if (!CONSTANTS.has(node.name) && !FUNCTION_NAMES.includes(node.name)) names.add(node.name);
  });
  return [...names];
}
