// Every kernel's function of float64, which steps of training in float64 compute, against the engine's mathematics.

import { expect, test } from "vitest";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { KERNELS } from "../../../src/program/kernels/index.ts";
import { KERNEL_NAMES } from "../../../src/program/operator-name.ts";
import { KERNEL_REFERENCES } from "../kernel-references.ts";

/** Of float64, the engine's own error among them; pow's exponents make it larger. */
const MOST_ERROR = 1e-13;

test.each(KERNEL_NAMES)("%s", (name) => {
  const random = new RandomGenerator(11);
  const points = Array.from({ length: 500 }, (_, i) => KERNELS[name].operands.map(() => 4 ** ((i % 9) - 5) * random.normal()));
  const wrong = points.filter((operands) => {
    const [own, expected] = [KERNELS[name].float64(...operands), KERNEL_REFERENCES[name](...operands)];
    return !(Object.is(own, expected) || Math.abs(own - expected) <= MOST_ERROR * Math.abs(expected));
  });
  expect(wrong).toEqual([]);
});
