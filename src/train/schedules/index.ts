// The schedules of the learning rate. Adding one is a file beside this one and a line here.

import { readChoice } from "../choices.ts";
import { constant } from "./constant.ts";
import { cosine } from "./cosine.ts";
import type { Schedule, StepTime } from "./schedule.ts";
import { step } from "./step.ts";
import { warmup } from "./warmup.ts";

export const SCHEDULES: readonly Schedule[] = Object.freeze([constant, step, cosine, warmup]);

/** One schedule or several together. */
export interface ChosenSchedule {
  /** The product of the schedules' factors, in the order given. */
  factor(time: StepTime): number;
  /** The shortest text that chooses the same. */
  readonly text: string;
}

/**
 * Schedules with commas between them, such as `cosine`, `step:3000,0.5` or `warmup:100,cosine`: a part that begins with a
 * letter is the next schedule, others are values of the one before.
 *
 * @throws DiagnosticError (usage, at the setting `schedule`).
 */
export function parseSchedule(text: string): ChosenSchedule {
  const chosen = text.split(/,(?=[A-Za-z])/).map((part) => readChoice(part, SCHEDULES, { one: "schedule", many: "schedules" }));
  return {
    factor: (time) => chosen.reduce((product, { item, values }) => product * item.factor(values, time), 1),
    text: chosen.map((each) => each.text).join(","),
  };
}
