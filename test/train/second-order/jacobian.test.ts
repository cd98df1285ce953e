// The Jacobian against central finite differences of an independent float64 evaluation, for many architectures.

import { describe, expect, test } from "vitest";
import { elementCount } from "../../../src/network/shape.ts";
import { denseNetwork, denseParameters } from "../../../src/train/architecture.ts";
import { ACTIVATIONS } from "../../../src/network/activation.ts";
import type { RefinableArchitecture } from "../../../src/train/second-order/flat-layers.ts";
import { flatten, layersOf, unflatten } from "../../../src/train/second-order/flat-layers.ts";
import { Jacobian } from "../../../src/train/second-order/jacobian.ts";
import { networkResiduals } from "../../../src/train/second-order/network-residuals.ts";
import { columnStart, TILE } from "../../../src/train/gemm/symmetric/panel.ts";
import { symmetricSum } from "../../../src/train/gemm/symmetric/symmetric-sum.ts";
import type { Branches } from "../step/float64.ts";
import { evaluateNetwork } from "../step/float64.ts";
import { toEnd } from "../../../src/train/to-end.ts";
import { architectureOf, randomSamples, startOf } from "./networks.ts";

const WIDTH = 1e-5;
const ROWS = 8;
/** Constants of derivatives are rounded to float32; differences of curves are off by the third derivative times WIDTH². */
const TOLERANCE = 1e-7;

const CASES: readonly RefinableArchitecture[] = [
  ...ACTIVATIONS.map(({ name }) => architectureOf(2, [5, 3], 2, name)),
  architectureOf(1, [7], 1, "leaky_relu:0.2"),
  architectureOf(3, [], 2, "leaky_relu:0.2"),
  architectureOf(4, [3, 6, 2], 3, "leaky_relu:0.1"),
];

/** The outputs at one point by the test's own evaluation of the network. */
function outputsAt(architecture: RefinableArchitecture, block: Float64Array, point: Float32Array, branches: Branches): readonly number[] {
  const parameters = denseParameters(architecture).map(({ shape }) => new Float32Array(elementCount(shape)));
  const network = denseNetwork(architecture, 1, parameters);
  const given = new Map<number, ArrayLike<number>>([[network.inputs[0].value, point]]);
  let offset = 0;
  network.values.forEach((value, id) => {
    if (value.kind === "parameter") given.set(id, block.slice(offset, (offset += elementCount(value.shape))));
  });
  return Array.from(evaluateNetwork(network, given, branches)[network.outputs[0].value]);
}

describe("the Jacobian", () => {
  test.each(CASES.map((one) => [`${one.inputs}-${[...one.hidden, one.outputs].join("-")} ${one.activation.op.name}`, one] as const))(
    "of %s is that of finite differences",
    (_, architecture) => {
      const layers = layersOf(architecture);
      const block = startOf(architecture, 4);
      const { points } = randomSamples(ROWS, architecture.inputs, architecture.outputs, 5);
      const jacobian = new Jacobian(layers, ROWS);
      jacobian.evaluate(block, points, 0);
      const factors = Float64Array.from({ length: ROWS }, (_unused, s) => 1 + s / 4);
      const panel = new Float64Array(TILE * Math.ceil(block.length / TILE) * ROWS);
      let compared = 0;
      for (let output = 0; output < architecture.outputs; output++) {
        jacobian.write(output, block, factors, panel);
        for (let s = 0; s < ROWS; s++) {
          const point = points.subarray(s * architecture.inputs, (s + 1) * architecture.inputs);
          for (let q = 0; q < block.length; q++) {
            const [below, above]: [Branches, Branches] = [[], []];
            const moved = (by: number, branches: Branches) => {
              const other = Float64Array.from(block);
              other[q] += by;
              return outputsAt(architecture, other, point, branches)[output];
            };
            const difference = (moved(WIDTH, above) - moved(-WIDTH, below)) / (2 * WIDTH);
            if (above.some((branch, k) => branch !== below[k])) continue;
            compared++;
            expect(Math.abs(panel[columnStart(q, ROWS) + TILE * s] / factors[s] - difference)).toBeLessThanOrEqual(TOLERANCE);
          }
        }
      }
      expect(compared).toBeGreaterThan(0.99 * ROWS * block.length * architecture.outputs);
    },
  );
});

test("the normal equations are those of all rows of the Jacobian, weighted, with the residuals behind", () => {
  const architecture = architectureOf(2, [4, 3], 2, "leaky_relu:0.2");
  const layers = layersOf(architecture);
  const block = startOf(architecture, 1);
  const samples = randomSamples(150, 2, 2, 2);
  const model = networkResiduals(layers, samples);
  const residuals = new Float64Array(model.residuals);
  model.evaluate(block, residuals);
  const factors = residuals.map((_, i) => (i % 7) / 3);
  const sum = symmetricSum(model.parameters + 1, 28);
  toEnd(model.accumulate(block, residuals, factors, sum));
  const rows: Float64Array[] = [];
  const one = new Jacobian(layers, TILE);
  const row = new Float64Array(TILE * TILE * Math.ceil(block.length / TILE));
  for (let s = 0; s < 150; s++) {
    for (let output = 0; output < 2; output++) {
      const at = 2 * s + output;
      one.evaluate(block, samples.points, s);
      one.write(output, block, Float64Array.of(factors[at], 0, 0, 0), row);
      rows.push(Float64Array.from({ length: block.length + 1 }, (_, q) => (q < block.length ? row[columnStart(q, TILE)] : factors[at] * residuals[at])));
    }
  }
  for (let a = 0; a <= block.length; a++) {
    for (let b = 0; b <= a; b++) {
      const expected = rows.reduce((total, values) => total + values[a] * values[b], 0);
      expect(Math.abs(sum.sum[a * sum.size + b] - expected)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(expected)));
    }
  }
});

test("parameters keep their places through flatten and unflatten", () => {
  const architecture = architectureOf(2, [4, 3], 2, "relu");
  const block = startOf(architecture, 1);
  const parameters = unflatten(layersOf(architecture), block);
  expect(parameters.map(({ length }) => length)).toEqual(denseParameters(architecture).map(({ shape }) => elementCount(shape)));
  expect(flatten(parameters)).toEqual(block);
});
