// Breakpoints are where a slope changes, and nowhere else: against hand-made networks and slopes in float64.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breakpointsOf, piecewiseLinearOutputs } from "../../src/analysis/breakpoints.ts";
import type { Dyadic } from "../../src/program/domains/dyadic.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { add } from "../../src/network/ops/add.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { OPS } from "../../src/network/ops/index.ts";
import { leakyRelu } from "../../src/network/ops/leaky-relu.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { add as plus, constant, divide, less, lessOrEqual, multiply, select, subtract } from "../../src/program/expression.ts";
import type { Expression } from "../../src/program/program.ts";
import { runPasses } from "../../src/passes/index.ts";
import { segmentNetwork } from "../conformance/segment-networks.ts";
import { denseNetwork, ORIGIN } from "../fixtures.ts";

/** The exact breakpoints of the first output as float64. */
function places(network: Network, low: number, high: number): readonly number[] {
  const found = breakpointsOf(lower(runPasses(network)), low, high);
  if (found.kind === "unknown") throw new Error(found.reason);
  return (found.outputs[0] ?? []).map(({ value }) => value);
}

class Hand {
  readonly builder = new NetworkBuilder();
  readonly x = this.builder.input("x", [1, 1], ORIGIN);

  dense(from: ValueId, weights: readonly (readonly number[])[], biases: readonly number[]): ValueId {
    const matrix = this.builder.parameter("W", [weights.length, weights[0].length], Float32Array.from(weights.flat()), ORIGIN);
    const bias = this.builder.parameter("b", [biases.length], Float32Array.from(biases), ORIGIN);
    return this.builder.operation(gemm, [from, matrix, bias], { transposeB: 1 }, "sum", ORIGIN);
  }

  apply(op: Op, ...from: readonly ValueId[]): ValueId {
    return this.builder.operation(op, from, {}, op.name, ORIGIN);
  }
}

/** An op of one argument from its scalar expression. */
function pointwise(value: (x: Expression) => Expression): Op {
  return {
    name: "of_the_test",
    parameters: ["x"],
    required: 1,
    attributes: {},
    inferShape: ([x = []]) => x,
    computation: { kind: "pointwise", value: ([x = constant(0)]) => value(x), derivatives: () => [constant(1)] },
    examples: [],
  };
}

describe("hand-made networks", () => {
  test("|3x − 1| bends at a third, exactly", () => {
    const hand = new Hand();
    const both = hand.apply(relu, hand.dense(hand.x, [[3], [-3]], [-1, 1]));
    const found = breakpointsOf(lower(hand.builder.finish([hand.dense(both, [[1, 1]], [0])])), 0, 1);
    if (found.kind === "unknown") throw new Error(found.reason);
    const [[third]] = found.outputs;
    expect(third.numerator * 3n).toBe(third.denominator);
    expect(third.value).toBe(1 / 3);
    expect(found.outputs[0]).toHaveLength(1);
  });

  test("bends that cancel each other are none", () => {
    const hand = new Hand();
    // relu(s) − relu(−s) is s.
    const both = hand.apply(relu, hand.dense(hand.x, [[1], [-1]], [-0.5, 0.5]));
    expect(places(hand.builder.finish([hand.dense(both, [[1, -1]], [0])]), 0, 1)).toEqual([]);
  });

  test("ends of the domain and what is outside do not count", () => {
    const hand = new Hand();
    const bends = hand.apply(relu, hand.dense(hand.x, [[1], [1], [1], [1]], [0, -1, -2, -0.25]));
    const network = hand.builder.finish([hand.dense(bends, [[1, 1, 1, 1]], [0])]);
    expect(places(network, 0, 1)).toEqual([0.25]);
    expect(places(network, -1, 3)).toEqual([0, 0.25, 1, 2]);
  });

  test("two paths may meet", () => {
    const hand = new Hand();
    const network = hand.builder.finish([hand.apply(add, hand.apply(leakyRelu, hand.x), hand.apply(relu, hand.dense(hand.x, [[-2]], [1])))]);
    expect(places(network, -1, 1)).toEqual([0, 0.5]);
  });

  test("a function that jumps breaks where it jumps", () => {
    const step = pointwise((x) => select(lessOrEqual(x, constant(0.25)), constant(1), constant(2)));
    const hand = new Hand();
    expect(places(hand.builder.finish([hand.apply(step, hand.x)]), 0, 1)).toEqual([0.25]);
  });

  test("expressions inside a selection are followed", () => {
    const hat = pointwise((x) => select(less(plus(x, x), constant(1)), divide(x, constant(-0.5)), subtract(constant(4), multiply(x, constant(3)))));
    const hand = new Hand();
    const found = piecewiseLinearOutputs(lower(hand.builder.finish([hand.apply(hat, hand.x)])), 0, 1);
    if (found.kind === "unknown") throw new Error(found.reason);
    const [{ breaks, pieces }] = found.outputs;
    expect(breaks.map(({ value }) => value)).toEqual([0.5]);
    expect(pieces.map(({ slope, intercept }) => [toNumber(slope), toNumber(intercept)])).toEqual([[-2, 0], [-3, 4]]);
  });
});

describe("what has no breakpoints to be found", () => {
  test("several inputs", () => {
    expect(breakpointsOf(lower(denseNetwork([2, 3, 1], 1)), 0, 1)).toEqual({ kind: "unknown", reason: "it has 2 inputs, and breakpoints are places of one" });
  });

  test.each([
    ["a square", (x: Expression) => multiply(x, x), "it is not linear between breakpoints: results are multiplied or divided by each other"],
    ["a reciprocal", (x: Expression) => divide(constant(1), x), "it is not linear between breakpoints: results are multiplied or divided by each other"],
    ["thirds", (x: Expression) => divide(x, constant(3)), "it divides by a number that is no power of two"],
  ])("%s", (_, value, reason) => {
    const hand = new Hand();
    expect(breakpointsOf(lower(hand.builder.finish([hand.apply(pointwise(value), hand.x)])), 0, 1)).toEqual({ kind: "unknown", reason });
  });

  test("elements that are picked", () => {
    const reason = "its input picks the numbers that it is computed with";
    expect(breakpointsOf(lower(runPasses(segmentNetwork("search", 1))), -1, 1)).toEqual({ kind: "unknown", reason });
  });

  test("more pieces than can be followed", () => {
    expect(breakpointsOf(lower(denseNetwork([1, 200, 200, 200, 1], 1)), -1, 1)).toEqual({ kind: "unknown", reason: "it has more than 1000000 pieces to follow" });
  });
});

test("every rectifier among the ops is followed", () => {
  const rectifiers = OPS.filter(({ computation, required, name }) => computation.kind === "pointwise" && required === 1 && ["relu", "leaky_relu"].includes(name));
  expect(rectifiers.length).toBeGreaterThanOrEqual(2);
  for (const op of rectifiers) {
    const hand = new Hand();
    expect(places(hand.builder.finish([hand.apply(op, hand.x)]), -1, 1)).toEqual([0]);
  }
});

test("slopes are the same between breakpoints and change at each: float64, layer by layer", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }), fc.nat(1e6), (hidden, seed) => {
      const network = denseNetwork([1, ...hidden, 1], seed);
      const found = [-2, ...places(network, -2, 2), 2];
      let before: number | undefined;
      for (let i = 0; i + 1 < found.length; i++) {
        const width = found[i + 1] - found[i];
        expect(width).toBeGreaterThan(0);
        // Between breakpoints that are nearer than float64's rounding errors its signs mean nothing.
        if (width < 1e-7) {
          before = undefined;
          continue;
        }
        const slopes = [0.01, 0.3, 0.5, 0.7, 0.99].map((share) => slopeAt(network, found[i] + share * width));
        for (const slope of slopes) expect(slope).toBeCloseTo(slopes[0], 12);
        if (before !== undefined) expect(Math.abs(slopes[0] - before)).toBeGreaterThan(1e-13);
        [before] = slopes;
      }
    }),
    { numRuns: 60 },
  );
});

test("the pieces are the network: values in float64 are the same", () => {
  const network = denseNetwork([1, 5, 7, 1], 3);
  const found = piecewiseLinearOutputs(lower(runPasses(network)), -2, 2);
  if (found.kind === "unknown") throw new Error(found.reason);
  const [{ breaks, pieces }] = found.outputs;
  for (let x = -1.99; x < 2; x += 0.01) {
    const { slope, intercept } = pieces[breaks.filter(({ value }) => value < x).length];
    expect(toNumber(slope) * x + toNumber(intercept)).toBeCloseTo(valueAndSlope(network, x)[0], 12);
  }
});

function slopeAt(network: Network, x: number): number {
  return valueAndSlope(network, x)[1];
}

/** A dense network of leaky rectifiers and its derivative, in float64, from its parameters alone. */
function valueAndSlope(network: Network, x: number): readonly [number, number] {
  const parameters = network.values.filter((value) => value.kind === "parameter");
  let values = [x];
  let slopes = [1];
  for (let layer = 0; layer < parameters.length; layer += 2) {
    const [weights, biases] = [parameters[layer].data, parameters[layer + 1].data];
    const product = (vector: readonly number[], unit: number) => vector.reduce((total, one, k) => total + one * weights[unit * vector.length + k], 0);
    const sums = Array.from(biases, (bias, unit) => bias + product(values, unit));
    const factors = sums.map((sum) => (sum < 0 ? Math.fround(0.2) : 1));
    slopes = factors.map((factor, unit) => factor * product(slopes, unit));
    values = sums.map((sum, unit) => factors[unit] * sum);
  }
  return [values[0], slopes[0]];
}

function toNumber({ mantissa, exponent }: Dyadic): number {
  return Number(mantissa) * 2 ** exponent;
}
