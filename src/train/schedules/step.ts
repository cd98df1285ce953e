// step: the learning rate is multiplied by a factor after every so many steps.

import { pow } from "../../numeric/elementary/index.ts";
import { STEP_COUNT } from "./step-count.ts";
import type { Schedule } from "./schedule.ts";

/** factor^⌊(t − 1) / every⌋ in step t. */
export const step: Schedule = {
  name: "step",
  parameters: [
    { ...STEP_COUNT, name: "number of steps", example: 3000 },
    {
      name: "factor",
      usual: undefined,
      allows: (value) => value > 0 && value <= 1,
      range: "greater than 0 and at most 1",
      example: 0.5,
    },
  ],
  factor: ([every, factor], time) => pow(factor, Math.floor((time.step - 1) / every)),
};
