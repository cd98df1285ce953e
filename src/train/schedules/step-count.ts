// The number behind the names of schedules that count steps.

import type { ChoiceParameter } from "../choices.ts";

export const STEP_COUNT: ChoiceParameter = {
  name: "number of steps",
  usual: undefined,
  allows: (value) => Number.isInteger(value) && value >= 1 && value <= 10_000_000,
  range: "a whole number from 1 to 10000000",
  example: 100,
};
