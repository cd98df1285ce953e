// Reads the number in a cell of a table, strictly. Says of everything else what it probably is.

import { prose, setting } from "../../diagnostics/prose.ts";
import { LARGEST_FLOAT32 } from "../../numeric/float32.ts";
import { isDecimal } from "../../numeric/decimal-text.ts";
import type { CellProblem } from "./table.ts";
import { shownText } from "./table.ts";

const MISSING = /^(n\/?a|nan|null|none|nil|missing|[-?.])$/i;
const INFINITE = /^[+-]?(inf|infinity|∞)$/i;
const WITH_COMMA = /^[+-]?\d*(,\d+)+(\.\d*)?(e[+-]?\d+)?$/i;

const FILL_IN = "fill in a number, or remove the line";

/** What stands before the fraction of a number. */
export type DecimalSign = "." | ",";

/**
 * The float64 a cell holds, nearest to its decimal digits: `1`, `-0.5`, `.5`, `1e3`; spaces around it are skipped and −0
 * is 0. Everything else, and what float32 cannot hold, is a problem.
 */
export function readCell(text: string, decimal: DecimalSign = "."): number | CellProblem {
  const trimmed = withPoint(text.trim(), decimal);
  if (!isDecimal(trimmed)) return problemOf(trimmed);
  // Turns −0 into 0: a sample at −0 is the same sample.
  const value = Number(trimmed) + 0;
  if (Number.isFinite(Math.fround(value))) return value;
  return {
    message: `${shownText(trimmed)} is too large`,
    note: `the largest float32 is ${LARGEST_FLOAT32}`,
    hint: "use a larger unit in this column",
  };
}

/** Whether a cell stands for a value that is missing: it is empty, or NaN, NA, … */
export function isMissing(text: string): boolean {
  const trimmed = text.trim();
  return trimmed === "" || MISSING.test(trimmed);
}

/** Unchanged where it has a point as well, or several commas. */
function withPoint(text: string, decimal: DecimalSign): string {
  return decimal === "," && /^[^.,]*,[^.,]*$/.test(text) ? text.replace(",", ".") : text;
}

function problemOf(text: string): CellProblem {
  if (text === "") return { message: "a value is missing", hint: FILL_IN };
  const message = `${shownText(text)} is not a number`;
  if (MISSING.test(text)) return { message, note: "it stands for a value that is missing", hint: FILL_IN };
  if (INFINITE.test(text)) return { message, note: "a sample must be finite", hint: FILL_IN };
  if (WITH_COMMA.test(text)) {
    return { message, note: "it has a comma between its digits", hint: "write a decimal point, such as 1.5, and no other separators" };
  }
  const hint = prose`write it in digits with a decimal point, such as 0.001 or 1e-3, or leave the column out by ${setting("inputs")}`;
  return { message, hint };
}
