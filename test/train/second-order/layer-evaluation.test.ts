// The float32 evaluation against the interpreter, which defines what emitted code computes.

import { describe, expect, test } from "vitest";
import { lower } from "../../../src/codegen/lower/lower.ts";
import { interpret } from "../../../src/program/interpret.ts";
import { ACTIVATIONS } from "../../../src/network/activation.ts";
import { denseNetwork } from "../../../src/train/architecture.ts";
import { FLOAT32_KERNEL } from "../../../src/train/gemm/scalar/float32-tiles.ts";
import { FLOAT64_KERNEL } from "../../../src/train/gemm/scalar/float64-tiles.ts";
import { Evaluation } from "../../../src/train/second-order/layer-evaluation.ts";
import { layersOf, unflatten } from "../../../src/train/second-order/flat-layers.ts";
import { errorMeter } from "../../../src/train/second-order/measured-error.ts";
import { pointwiseMap } from "../../../src/train/second-order/pointwise-map.ts";
import { add, constant, divide, less, lessOrEqual, load, local, multiply, select, subtract } from "../../../src/program/expression.ts";
import { architectureOf, randomSamples, startOf } from "./networks.ts";

describe("the float32 evaluation", () => {
  test.each(ACTIVATIONS.map(({ name }) => name))("with %s gives the interpreter's bits", (activation) => {
    const architecture = architectureOf(3, [9, 6], 2, activation);
    const layers = layersOf(architecture);
    const block = startOf(architecture, 7);
    const { points } = randomSamples(301, 3, 2, 8);
    const found = new Float64Array(602);
    new Evaluation(layers, FLOAT32_KERNEL).outputs(Float32Array.from(block), points, found);
    const [expected] = interpret(lower(denseNetwork(architecture, 1, unflatten(layers, block))), [points], 301);
    expect(Float32Array.from(found)).toEqual(expected);
  });
});

test("the error meter takes the largest error and calls NaN infinite", () => {
  const architecture = architectureOf(1, [], 1, "identity");
  const samples = { points: Float32Array.of(0, 1, 2), values: Float64Array.of(1, 1, 2) };
  const measure = errorMeter(layersOf(architecture), samples, FLOAT64_KERNEL);
  expect(measure(Float64Array.of(2, 1))).toEqual({ maximumError: 3, rootMeanSquare: Math.sqrt(13 / 3) });
  expect(measure(Float64Array.of(NaN, 1))).toEqual({ maximumError: Infinity, rootMeanSquare: Infinity });
});

test("pointwise maps compute every kind of expression in either type", () => {
  const x = local(0);
  const square = multiply(x, x);
  const expression = select(
    less(x, constant(0)),
    divide(subtract(square, constant(3)), constant(7)),
    select(lessOrEqual(x, constant(1)), add(square, x), constant(5)),
  );
  const source = Float64Array.of(-1.5, 0, 0.75, 1, 2);
  const target = new Float64Array(5);
  pointwiseMap(expression, "float64", 5)(source, target, 5);
  expect(target).toEqual(Float64Array.of((2.25 - 3) / 7, 0, 0.75 * 0.75 + 0.75, 2, 5));
  const rounded = new Float32Array(6).fill(9);
  pointwiseMap(expression, "float32", 6)(Float32Array.from(source), rounded, 5);
  expect(rounded).toEqual(Float32Array.of(Math.fround(-0.75) / 7, 0, 0.5625 + 0.75, 2, 5, 9));
  const copied = new Float64Array(1);
  pointwiseMap(constant(4), "float64", 1)(source, copied, 1);
  expect(copied[0]).toBe(4);
  expect(() => pointwiseMap(load(0, { constant: 0, terms: [] }), "float64", 1)).toThrow(RangeError);
});
