// What the outputs of samples are taken for. Looks at no samples.

import { oneOfWords, type Problem } from "../../diagnostics/problem.ts";

/** Numbers are followed; classes are told apart. */
export type Task = "numbers" | "classes";

export const TASKS: readonly [Task, Task] = ["numbers", "classes"];

/** The task that a text names. */
export function readTask(text: string): Task | Problem {
  return oneOfWords(TASKS, text, `'${text}' is no task`);
}
