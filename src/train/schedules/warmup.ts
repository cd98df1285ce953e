// warmup: the learning rate rises in equal steps to its full height. Chosen together with what it does afterwards.

import { STEP_COUNT } from "./step-count.ts";
import type { Schedule } from "./schedule.ts";

/** min(1, t / count) in step t (Goyal et al. 2017, §2.2). */
export const warmup: Schedule = {
  name: "warmup",
  parameters: [STEP_COUNT],
  factor: ([count], { step }) => Math.min(1, step / count),
};
