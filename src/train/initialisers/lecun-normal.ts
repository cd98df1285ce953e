// lecun-normal: keeps the variance of values from layer to layer where activations are nearly linear.

import { sqrt } from "../../numeric/elementary/index.ts";
import type { Initialiser } from "./initialiser.ts";
import { randomWeights } from "./random-weights.ts";

/** Weights from N(0, 1 / inputs), biases 0 (LeCun, Bottou, Orr and Müller, "Efficient BackProp", 1998, §4.6). */
export const lecunNormal: Initialiser = {
  name: "lecun-normal",
  aliases: ["lecun"],
  parameters: [],
  *initialise({ architecture }, generator) {
    return randomWeights(architecture, (inputs) => (1 / sqrt(inputs)) * generator.normal());
  },
};
