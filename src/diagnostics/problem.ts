// What is wrong with a text, as whoever reads it says it: a diagnostic without the place, which only the caller knows.

import { didYouMean } from "./suggest.ts";

export interface Problem {
  readonly problem: string;
  readonly note?: string | undefined;
  readonly hint?: string | undefined;
}

export function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "problem" in value;
}

/** The word that a text is, or what is wrong with it: `problem`, and the word that is near to it, or which ones there are. */
export function oneOfWords<Word extends string>(words: readonly Word[], text: string, problem: string): Word | Problem {
  return words.find((word) => word === text) ?? { problem, hint: didYouMean(text, words) ?? `write ${words.join(" or ")}` };
}
