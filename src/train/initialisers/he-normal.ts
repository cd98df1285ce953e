// he-normal: keeps the mean square of values from layer to layer behind rectifiers.

import { sqrt } from "../../numeric/elementary/index.ts";
import type { Initialiser } from "./initialiser.ts";
import { randomWeights } from "./random-weights.ts";
import { requireRectifierSlope } from "./rectifier-slope.ts";

/** Weights from N(0, 2 / ((1 + a²)·inputs)) for the slope a left of 0, biases 0 (He, Zhang, Ren and Sun 2015, eq. 15). */
export const heNormal: Initialiser = {
  name: "he-normal",
  aliases: ["he"],
  parameters: [],
  *initialise({ architecture }, generator) {
    const slope = requireRectifierSlope(architecture.activation, "he-normal");
    return randomWeights(architecture, (inputs) => sqrt(2 / ((1 + slope * slope) * inputs)) * generator.normal());
  },
};
