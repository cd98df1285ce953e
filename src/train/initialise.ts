// Chooses the parameters a training starts from. Each initialiser is a function here and a line in the registry.

import { elementCount } from "../network/network.ts";
import { sqrt } from "../numeric/elementary/index.ts";
import type { RandomGenerator } from "../numeric/random.ts";
import type { DenseParameter } from "./architecture.ts";

/** Gives every parameter its first value: float32, in the order and of the shapes given. */
export type Initialiser = (parameters: readonly DenseParameter[], generator: RandomGenerator) => Float32Array[];

/**
 * Weights from N(0, 1 / fan_in), biases 0; drawn in the order of the parameters, row by row, computed in float64 and
 * rounded. LeCun, Bottou, Orr and Müller, "Efficient BackProp", 1998, §4.6.
 */
function lecunNormal(parameters: readonly DenseParameter[], generator: RandomGenerator): Float32Array[] {
  return parameters.map(({ shape, role }) => {
    const values = new Float32Array(elementCount(shape));
    if (role === "bias") return values;
    const deviation = 1 / sqrt(shape[1]);
    return values.map(() => deviation * generator.normal());
  });
}

export const INITIALISERS = Object.freeze({ "lecun-normal": lecunNormal }) satisfies Readonly<Record<string, Initialiser>>;

export type InitialiserName = keyof typeof INITIALISERS;
