// cosine: the learning rate falls along half a wave, slowly at both ends.

import { cos } from "../../numeric/elementary/index.ts";
import type { Schedule } from "./schedule.ts";

/**
 * With the share ε that is left at the end: ε + (1 − ε)·(1 + cos(π·(t − 1) / T)) / 2 in step t of T, which begins at 1 and
 * would be ε in step T + 1 (Loshchilov and Hutter 2017, eq. 5, one period).
 */
export const cosine: Schedule = {
  name: "cosine",
  parameters: [
    {
      name: "final share",
      usual: 0,
      allows: (value) => value >= 0 && value <= 1,
      range: "from 0 to 1",
      example: 0.01,
    },
  ],
  factor: ([share], { step, steps }) => share + ((1 - share) * (1 + cos((Math.PI * (step - 1)) / steps))) / 2,
};
