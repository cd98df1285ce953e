// Reads how much is done to prove an error of a function of several inputs, and to check a function.

import type { Problem } from "../../diagnostics/problem.ts";
import { readNumber } from "./numbers.ts";

/** A number above 1: no bound is reached exactly. */
export function readTightness(text: string): number | Problem {
  const value = readNumber(text);
  if (typeof value !== "number" || value > 1) return value;
  return { problem: `${text} is not more than 1`, hint: "a bound is larger than the largest error found: give for example 1.1" };
}

/** A whole number from 1. */
export function readBoxes(text: string): number | Problem {
  return readCount(text, 20000);
}

/** A whole number from 1. */
export function readMostInputs(text: string): number | Problem {
  return readCount(text, 16);
}

function readCount(text: string, example: number): number | Problem {
  const value = readNumber(text);
  if (typeof value !== "number" || (Number.isInteger(value) && value >= 1)) return value;
  return { problem: `${text} is not a whole number from 1`, hint: `give for example ${example}` };
}

/** Seconds, more than 0. */
export function readBudget(text: string): number | Problem {
  const value = readNumber(text);
  if (typeof value !== "number" || value > 0) return value;
  return { problem: `${text} is not more than 0`, hint: "give seconds, for example 60" };
}
