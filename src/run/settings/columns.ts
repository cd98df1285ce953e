// The settings about columns and samples as texts of the command line. Knows no file.

import type { Problem } from "../../diagnostics/problem.ts";
import { parseDecimal } from "./numbers.ts";

/** `a,b`: the names of columns. */
export function readColumnNames(text: string): readonly string[] | Problem {
  const names = text.split(",").map((name) => name.trim());
  if (!names.includes("")) return names;
  return { problem: `'${text}' has an empty name`, hint: "separate the names of columns by commas, such as a,b" };
}

/** One of them, which may have commas in it. */
export function readColumnName(text: string): string | Problem {
  return text.trim() === "" ? { problem: "the name of a column is empty", hint: "write its header, such as w" } : text.trim();
}

/** A number from 0 to less than 1. */
export function readShare(text: string): number | Problem {
  const value = parseDecimal(text);
  if (value !== undefined && value >= 0 && value < 1) return value;
  return { problem: `'${text}' is no share of the samples`, hint: "give a number from 0 to less than 1, such as 0.2" };
}
