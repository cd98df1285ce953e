// glorot-uniform: a compromise between keeping the variance of values and that of their derivatives.

import { sqrt } from "../../numeric/elementary/index.ts";
import type { Initialiser } from "./initialiser.ts";
import { randomWeights } from "./random-weights.ts";

/** Weights uniform from −r to r with r = √(6 / (inputs + outputs)), biases 0 (Glorot and Bengio 2010, eq. 16). */
export const glorotUniform: Initialiser = {
  name: "glorot-uniform",
  aliases: ["glorot"],
  parameters: [],
  *initialise({ architecture }, generator) {
    return randomWeights(architecture, (inputs, outputs) => {
      const limit = sqrt(6 / (inputs + outputs));
      return generator.uniformIn(-limit, limit);
    });
  },
};
