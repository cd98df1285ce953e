// What the outputs of samples are taken for. Looks at no samples.

import type { Problem } from "../../diagnostics/problem.ts";

/** Numbers are followed; classes are told apart. */
export type Task = "numbers" | "classes";

export const TASKS: readonly [Task, Task] = ["numbers", "classes"];

/** The task that a text names. */
export function readTask(text: string): Task | Problem {
  return TASKS.find((task) => task === text) ?? { problem: `'${text}' is no task`, hint: `write ${TASKS.join(" or ")}` };
}
