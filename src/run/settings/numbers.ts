// Reads the numbers of options.

import type { Problem } from "../../diagnostics/problem.ts";
import { isDecimal } from "../../numeric/decimal-text.ts";

/** A finite decimal number, or undefined. */
export function parseDecimal(text: string): number | undefined {
  if (!isDecimal(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** A finite number; its range is for others to judge. */
export function readNumber(text: string): number | Problem {
  return (
    parseDecimal(text) ?? {
      problem: `'${text}' is not a finite number`,
      hint: "write it in digits, such as 100, 0.001 or 1e-3",
    }
  );
}

/** `16,32`: finite numbers with commas between them. */
export function readNumbers(text: string): readonly number[] | Problem {
  const values = text.split(",").map(parseDecimal);
  const position = values.indexOf(undefined);
  if (position < 0) return values.filter((value) => value !== undefined);
  return {
    problem: `'${text.split(",")[position] ?? ""}' is not a finite number`,
    hint: "separate numbers by commas, such as 16,32",
  };
}

/** A finite number that is not negative. */
export function readTolerance(text: string): number | Problem {
  const value = readNumber(text);
  if (typeof value !== "number" || value >= 0) return value;
  return { problem: `${text} is less than 0`, hint: "an error is never negative: give for example 1e-2" };
}
