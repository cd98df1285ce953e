// Draws arguments of ops: of every type that networks compute with, ordinary ones and ones at the edges of the type.

import { SPECIAL_FLOAT32 } from "../../src/numeric/float32.ts";
import type { RandomGenerator } from "../../src/numeric/random.ts";
import { SCALARS, type Scalar, type Values } from "../../src/program/scalar.ts";
import { randomValues } from "../fixtures.ts";

const SPECIAL_INTEGERS = [0, 1, -1, 2, 3, -4, 2 ** 31 - 1, -(2 ** 31), 2 ** 24 + 1];

/** Float32 of [−1, 1); integers of −4 … 3, which are positions more often than not; truth values. */
export function argumentValues(scalar: Scalar, count: number, random: RandomGenerator): Values {
  if (scalar === "f32") return randomValues(count, random);
  const draw = scalar === "bool" ? () => random.nextUint32() % 2 : () => (random.nextUint32() % 8) - 4;
  return filled(scalar, count, draw);
}

/** What float32 and integers have at their edges; truth values. */
export function specialValues(scalar: Scalar, count: number, random: RandomGenerator): Values {
  const from = scalar === "f32" ? SPECIAL_FLOAT32 : scalar === "bool" ? [0, 1] : SPECIAL_INTEGERS;
  return filled(scalar, count, () => from[random.nextUint32() % from.length]);
}

function filled(scalar: Scalar, count: number, draw: () => number): Values {
  const values = SCALARS[scalar].newValues(count);
  for (let i = 0; i < count; i++) values[i] = draw();
  return values;
}
