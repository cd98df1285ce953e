// The nearest plane, by what makes it the nearest, and networks that are one.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseActivation } from "../../../src/network/activation.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { denseNetwork } from "../../../src/train/architecture.ts";
import { leastSquaresPlane, planeAt } from "../../../src/train/linear/least-squares-plane.ts";
import { linearNetwork } from "../../../src/train/linear/linear-network.ts";
import type { Samples } from "../../../src/train/second-order/fixed-samples.ts";
import { programOf } from "../../../src/run/program-of.ts";
import { evaluate } from "../../../src/verify/evaluate.ts";

/** Points about `centre`, values anything. */
function noisy(count: number, inputs: number, outputs: number, seed: number, centre = 0): Samples {
  const random = new RandomGenerator(seed);
  const points = Float32Array.from({ length: count * inputs }, () => centre + random.normal());
  const values = Float64Array.from({ length: count * outputs }, () => random.normal());
  return { points, values };
}

describe("the plane", () => {
  test("leaves errors that depend on no input and sum to nothing", () => {
    const sizes = fc.record({ more: fc.integer({ min: 3, max: 60 }), inputs: fc.integer({ min: 1, max: 9 }), outputs: fc.integer({ min: 1, max: 3 }) });
    fc.assert(
      fc.property(sizes, fc.nat(1000), fc.constantFrom(0, 500), ({ more, inputs, outputs }, seed, centre) => {
        const count = more + inputs;
        const samples = noisy(count, inputs, outputs, seed, centre);
        const plane = leastSquaresPlane(samples, inputs);
        for (let output = 0; output < outputs; output++) {
          const errors = Array.from({ length: count }, (_, s) => samples.values[s * outputs + output] - planeAt(plane, output, samples.points, s * inputs));
          expect(Math.abs(errors.reduce((sum, error) => sum + error, 0))).toBeLessThan(1e-8 * count);
          for (let i = 0; i < inputs; i++) {
            const product = errors.reduce((sum, error, s) => sum + error * (samples.points[s * inputs + i] - centre), 0);
            expect(Math.abs(product)).toBeLessThan(1e-7 * count);
          }
        }
      }),
    );
  });

  test("is found where an input is constant or twice another one", () => {
    const x = [0, 1, 2, 5];
    const samples = { points: Float32Array.from(x.flatMap((one) => [one, 7, 2 * one])), values: Float64Array.from(x, (one) => 3 * one - 1) };
    const plane = leastSquaresPlane(samples, 3);
    x.forEach((one, s) => expect(planeAt(plane, 0, samples.points, 3 * s)).toBeCloseTo(3 * one - 1, 6));
  });
});

describe("a network", () => {
  const samples = noisy(40, 3, 2, 5);
  const plane = leastSquaresPlane(samples, 3);

  test.each([
    ["leaky_relu:0.2", [4, 3], 3e-6],
    ["relu", [2], 3e-6],
    ["tanh", [8, 4], 3e-4],
    ["softplus", [5], 3e-3],
    ["sigmoid", [2, 2, 2], 3e-3],
    ["leaky_relu:0.2", [], 3e-6],
  ])("of %s and hidden layers %j is the plane", (name, hidden, most) => {
    const architecture = { inputs: 3, hidden, outputs: 2, activation: parseActivation(name), outputActivation: parseActivation("identity") };
    const parameters = linearNetwork(architecture, samples, new RandomGenerator(1));
    const network = denseNetwork(architecture, 1, parameters ?? []);
    const results = evaluate(programOf(network), { width: 3, count: 40, values: samples.points });
    results.forEach((result, i) => expect(Math.abs(result - planeAt(plane, i % 2, samples.points, 3 * Math.floor(i / 2)))).toBeLessThan(most));
  });

  test("there is none of too few units, nor of an activation that is flat about 0", () => {
    const none = (name: string, hidden: readonly number[]): unknown =>
      linearNetwork({ inputs: 3, hidden, outputs: 2, activation: parseActivation(name) }, samples, new RandomGenerator(1));
    expect(none("relu", [4, 1])).toBeUndefined();
    expect(none("cos", [4])).toBeUndefined();
  });
});
