// The number behind the names of optimisers that keep a velocity.

import type { ChoiceParameter } from "../choices.ts";

/** The share of a velocity that is kept from step to step. */
export const MOMENTUM: ChoiceParameter = {
  name: "momentum",
  usual: 0.9,
  allows: (value) => value >= 0 && value < 1,
  range: "at least 0 and less than 1",
  example: 0.9,
};
