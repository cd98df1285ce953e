// Cross-entropy against its formula in plain float64 and against finite differences of it, in both engines, where probabilities are nearly
// 0 and 1 too.

import fc from "fast-check";
import { expect, test } from "vitest";
import { NetworkBuilder } from "../../../src/network/network-builder.ts";
import { identity } from "../../../src/network/ops/identity.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { denseNetwork, denseParameters } from "../../../src/train/architecture.ts";
import { NO_ACTIVATION, parseActivation } from "../../../src/network/activation.ts";
import { crossEntropyOfEach, crossEntropyOfRows } from "../../../src/train/losses/cross-entropy.ts";
import type { Loss, RowLoss } from "../../../src/train/losses/loss.ts";
import { adam } from "../../../src/train/optimisers/adam.ts";
import { sgd } from "../../../src/train/optimisers/sgd.ts";
import { compileStep, type Engine } from "../../../src/train/step/compile-step.ts";
import { buildTrainingStep } from "../../../src/train/step/training-step.ts";

const ORIGIN = { file: "test", place: "cross-entropy" };

/** Loss and derivatives of z[rows, classes] by a step whose only parameter is z. */
function byStep(loss: Loss | RowLoss, z: Float32Array, t: Float32Array, classes: number, engine: Engine) {
  const builder = new NetworkBuilder();
  const id = builder.parameter("z", [z.length / classes, classes], z, ORIGIN);
  const network = builder.finish([builder.operation(identity, [id], {}, "y", ORIGIN)]);
  const step = compileStep(buildTrainingStep(network, loss), sgd.rule([]), engine);
  step.target.set(t);
  return { loss: step.run(0), gradients: step.gradients() };
}

/** The mean over rows of −log softmax of the class. */
function ofRows(z: ArrayLike<number>, t: Float32Array, classes: number): number {
  let sum = 0;
  for (let row = 0; row < t.length / classes; row++) {
    const own = Array.from({ length: classes }, (_, column) => z[row * classes + column]);
    const most = Math.max(...own);
    const total = own.reduce((powers, value) => powers + Math.exp(value - most), 0);
    own.forEach((value, column) => (sum += t[row * classes + column] * (most + Math.log(total) - value)));
  }
  return sum / (t.length / classes);
}

/** The mean over all elements of −log σ(z) or −log(1 − σ(z)). */
function ofEach(z: ArrayLike<number>, t: Float32Array): number {
  return t.reduce((sum, wanted, i) => sum + (wanted === 1 ? Math.log1p(Math.exp(-z[i])) : Math.log1p(Math.exp(z[i]))), 0) / t.length;
}

function difference(of: (z: Float64Array) => number, z: Float32Array, at: number): number {
  const width = 1e-5;
  const [above, below] = [1, -1].map((sign) => of(Float64Array.from(z, (value, i) => (i === at ? value + sign * width : value))));
  return (above - below) / (2 * width);
}

const logits = fc.record({ rows: fc.integer({ min: 1, max: 9 }), classes: fc.integer({ min: 2, max: 7 }), seed: fc.nat(1e6), size: fc.constantFrom(0.1, 1, 10) });

test("of rows and of each output it is its formula, and has its derivative", () => {
  fc.assert(fc.property(logits, fc.constantFrom<Engine>("webassembly", "javascript"), ({ rows, classes, seed, size }, engine) => {
    const random = new RandomGenerator(seed);
    const z = Float32Array.from({ length: rows * classes }, () => size * random.normal());
    const oneHot = new Float32Array(z.length);
    for (let row = 0; row < rows; row++) oneHot[row * classes + Math.floor(random.uniform() * classes)] = 1;
    const each = Float32Array.from(z, () => (random.uniform() < 0.5 ? 0 : 1));
    for (const [loss, t, formula] of [
      [crossEntropyOfRows, oneHot, (values: ArrayLike<number>) => ofRows(values, oneHot, classes)],
      [crossEntropyOfEach, each, (values: ArrayLike<number>) => ofEach(values, each)],
    ] as const) {
      const computed = byStep(loss, z, t, classes, engine);
      expect(Math.abs(computed.loss - formula(z))).toBeLessThan(1e-6 * (1 + formula(z)) * classes);
      computed.gradients.forEach((gradient, at) => expect(Math.abs(gradient - difference(formula, z, at))).toBeLessThan(1e-6));
    }
  }), { seed: 1, numRuns: 60 });
});

test("nothing overflows and what is nearly certain keeps its digits", () => {
  const z = Float32Array.of(1e4, -1e4, -1e4, 1e4, 30, 0);
  const t = Float32Array.of(1, 0, 1, 0, 1, 0);
  const rows = byStep(crossEntropyOfRows, z, t, 2, "webassembly");
  expect(rows.loss).toBeCloseTo(2e4 / 3, 2);
  expect([...rows.gradients].map((gradient) => Number((gradient * 3).toPrecision(5)) + 0)).toEqual([0, 0, -1, 1, 0, 9.3576e-14]);
  const each = byStep(crossEntropyOfEach, Float32Array.of(1e4, -1e4, -30), Float32Array.of(1, 0, 0), 1, "webassembly");
  expect(each.loss * 3).toBeCloseTo(9.3576e-14, 17);
  expect([...each.gradients].map((gradient) => Number((gradient * 3).toPrecision(5)) + 0)).toEqual([0, 0, 9.3576e-14]);
});

test("dense networks train for it with the same bits in both engines", () => {
  for (const [outputs, loss] of [[3, crossEntropyOfRows], [1, crossEntropyOfEach], [4, crossEntropyOfEach]] as const) {
    const architecture = { inputs: 5, hidden: [7, 6], outputs, activation: parseActivation("leaky_relu:0.2"), outputActivation: NO_ACTIVATION };
    const random = new RandomGenerator(3);
    const parameters = denseParameters(architecture).map(({ shape }) => Float32Array.from({ length: shape.reduce((size, extent) => size * extent, 1) }, () => random.normal()));
    const step = buildTrainingStep(denseNetwork(architecture, 33, parameters), loss);
    const [fast, plain] = (["webassembly", "javascript"] as const).map((engine) => {
      const compiled = compileStep(step, adam.rule([]), engine);
      const draw = new RandomGenerator(4);
      compiled.inputs[0].forEach((_, i) => (compiled.inputs[0][i] = draw.normal()));
      compiled.target.forEach((_, i) => (compiled.target[i] = i % outputs === 0 ? 1 : 0));
      return [compiled.run(0.01), compiled.run(0.01), compiled.run(0.01), compiled.parameters()];
    });
    expect(fast).toEqual(plain);
    expect(fast[2]).toBeLessThan(Number(fast[0]));
  }
});
