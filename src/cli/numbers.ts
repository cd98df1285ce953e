// Reads the numbers of options. JavaScript's own conversions accept too much: "", "0x10", "Infinity", " 1".

import type { Problem } from "./validate.ts";

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A finite decimal number, or undefined. */
export function parseDecimal(text: string): number | undefined {
  if (!DECIMAL.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** A reader of whole numbers from `low` to `high`. */
export function wholeNumber(low: number, high: number, example: string): (text: string) => number | Problem {
  return (text) => {
    const value = /^[+-]?\d+$/.test(text) ? Number(text) : parseDecimal(text);
    const hint = `give a whole number from ${low} to ${high}, for example ${example}`;
    if (value === undefined || !Number.isInteger(value)) return { problem: `'${text}' is not a whole number`, hint };
    return value < low || value > high ? { problem: `${text} is out of range`, hint } : value;
  };
}

/** A reader of finite numbers greater than 0. */
export function positiveNumber(example: string): (text: string) => number | Problem {
  return (text) => {
    const value = parseDecimal(text);
    const hint = `give a number greater than 0, for example ${example}`;
    if (value === undefined) return { problem: `'${text}' is not a finite number`, hint };
    return value > 0 ? value : { problem: `${text} is not greater than 0`, hint };
  };
}
