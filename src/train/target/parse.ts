// Parses target expressions with mathjs. Loaded only when a target is no plain function of a variable.
// The number-only build and a single factory keep the bundle small; nothing of mathjs ever evaluates.

import { create, parseDependencies } from "mathjs/number";
import type { MathNode } from "mathjs";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { setting } from "../../diagnostics/prose.ts";
import { notAllowed } from "./not-allowed.ts";
import { pointAt } from "./point-at.ts";

const { parse } = create({ parseDependencies });

/** Calls of what is called, and parts of parts: mathjs writes each level twice where it writes one out, so that many would never end. */
const MOST_CHAINED = 6;

/**
 * The syntax tree of an expression.
 *
 * @throws DiagnosticError (usage, at the setting `target`) that points at the first character that cannot be understood.
 */
export function parseExpression(text: string): MathNode {
  const node = parsedBy(text);
  const levels = chainedLevels(node);
  if (levels <= MOST_CHAINED) return node;
  throw notAllowed(`the target has calls of calls, or parts of parts, in ${levels} levels, which are not allowed`);
}

/** How many calls of calls and parts of parts there are, one of the other, at the most. */
function chainedLevels(node: MathNode): number {
  let most = 0;
  const below = (one: MathNode, levels: number): void => {
    one.forEach((child, path) => {
      const own = path === "fn" || path === "object" ? levels + 1 : 0;
      most = Math.max(most, own);
      below(child, own);
    });
  };
  below(node, 0);
  return most;
}

function parsedBy(text: string): MathNode {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // mathjs counts characters from 1 and says so at the end of its message.
    const character = "char" in error && typeof error.char === "number" ? error.char : text.length + 1;
    const reason = error.message.replace(/ \(char \d+\)$/, "");
    throw new DiagnosticError({
      id: "target-syntax",
      message: `the target is not an expression: ${reason.charAt(0).toLowerCase()}${reason.slice(1)} at character ${character}`,
      place: setting("target"),
      note: pointAt(text, character - 1),
    });
  }
}
