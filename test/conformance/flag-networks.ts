// Networks whose bits compilers are known to change where nothing stops them, with the inputs they are tried at: biases of
// alternating sign, products beside constants, depths of more than one block, subnormal numbers. Compiles nothing.

import type { EmitRequest } from "../../src/codegen/package.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import { add } from "../../src/network/ops/add.ts";
import { exp } from "../../src/network/ops/exp.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { leakyRelu } from "../../src/network/ops/leaky-relu.ts";
import { multiply } from "../../src/network/ops/multiply.ts";
import { piecewiseLinear } from "../../src/network/ops/piecewise-linear.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { tanh } from "../../src/network/ops/tanh.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { cellAttributes, gridOfCount } from "../../src/tables/cell-grid.ts";
import { sweep, type Points } from "../../src/verify/points.ts";
import { denseNetwork, EXP_RECORD, layeredNetwork, ORIGIN, randomValues, requestFor } from "../fixtures.ts";
import { segmentNetwork } from "./segment-networks.ts";

export interface FlagCase {
  readonly request: EmitRequest;
  readonly points: Points;
}

/** `count` numbers of signs that alternate, their sizes between a half and one and a half. */
function alternating(count: number, random: RandomGenerator): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 1 : -1) * random.uniformIn(0.5, 1.5));
}

/** A dense network with biases of alternating sign and Relu between its layers, every parameter times `scale`. */
function alternatingNetwork(widths: readonly number[], seed: number, scale: { readonly weights: number; readonly biases: number }): Network {
  const random = new RandomGenerator(seed);
  return layeredNetwork(widths, {
    weights: (count) => randomValues(count, random).map((weight) => weight * scale.weights),
    biases: (count) => alternating(count, random).map((bias) => bias * scale.biases),
    after: (builder, sum, name, isLast) => (isLast ? sum : builder.operation(relu, [sum], {}, `${name}.h`, ORIGIN)),
  });
}

/** leaky_relu(x) + constants of alternating sign: a product and a sum without a matrix product. */
function pointwiseNetwork(width: number): Network {
  const builder = new NetworkBuilder();
  const x = builder.input("x", [width], ORIGIN);
  const scaled = builder.operation(leakyRelu, [x], { slope: Math.fround(0.3) }, "scaled", ORIGIN);
  const constants = builder.parameter("c", [width], alternating(width, new RandomGenerator(5)), ORIGIN);
  return builder.finish([{ name: "y", value: builder.operation(add, [scaled, constants], {}, "y", ORIGIN) }]);
}

/** alpha times a sum, beside biases of alternating sign. */
function weightedNetwork(outputs: number): Network {
  const random = new RandomGenerator(6);
  const builder = new NetworkBuilder();
  const x = builder.input("x", [1, 2], ORIGIN);
  const weights = builder.parameter("W", [outputs, 2], randomValues(outputs * 2, random), ORIGIN);
  const biases = builder.parameter("b", [outputs], alternating(outputs, random), ORIGIN);
  const value = builder.operation(gemm, [x, weights, biases], { transposeB: 1, alpha: Math.fround(0.7) }, "y", ORIGIN);
  return builder.finish([{ name: "y", value }]);
}

/** x * scales + shifts of alternating sign, in one row or several: a normalisation by fixed statistics. */
function affineNetwork(width: number, rows: number): Network {
  const random = new RandomGenerator(8);
  const builder = new NetworkBuilder();
  const x = builder.input("x", [1, 1], ORIGIN);
  const scales = builder.parameter("s", [width], randomValues(width, random), ORIGIN);
  const shifts = builder.parameter("b", [rows, width], alternating(rows * width, random), ORIGIN);
  const scaled = builder.operation(multiply, [x, scales], {}, "scaled", ORIGIN);
  return builder.finish([{ name: "y", value: builder.operation(add, [scaled, shifts], {}, "y", ORIGIN) }]);
}

/** Functions with constants in their expressions, one after the other. */
function elementaryNetwork(): Network {
  const builder = new NetworkBuilder();
  const x = builder.input("x", [1], ORIGIN);
  const power = builder.operation(exp, [x], {}, "power", ORIGIN);
  return builder.finish([{ name: "y", value: builder.operation(tanh, [power], {}, "y", ORIGIN) }]);
}

/** A table of random lines, their values of alternating sign. */
export function tableNetwork(outputs: number): Network {
  const random = new RandomGenerator(9);
  const grid = gridOfCount(-1, 1, 20);
  if (grid === undefined) throw new Error("no grid");
  const builder = new NetworkBuilder();
  const x = builder.input("x", [1, 1], ORIGIN);
  const cells = builder.parameter("cells", [grid.count, 1, outputs, 2], alternating(2 * outputs * grid.count, random), ORIGIN);
  const y = builder.operation(piecewiseLinear, [x, cells], cellAttributes(grid), "y", ORIGIN);
  return builder.finish([{ name: "y", value: y }]);
}

const ONE = { weights: 1, biases: 1 };

/** Products of an input in [−1, 1) and a weight are subnormal, and so are sums and biases. */
const SUBNORMAL = { weights: 2 ** -130, biases: 2 ** -131 };

function randomPoints(width: number, count: number, seed: number): Points {
  return { width, count, values: randomValues(width * count, new RandomGenerator(seed)) };
}

export const FLAG_CASES: readonly FlagCase[] = [
  { request: requestFor(denseNetwork([1, 16, 32, 1], 1), "dense", EXP_RECORD), points: sweep(EXP_RECORD.domain, 20_001) },
  { request: requestFor(alternatingNetwork([1, 4], 1, ONE), "one_layer"), points: randomPoints(1, 2000, 1) },
  { request: requestFor(alternatingNetwork([3, 17, 1, 4], 2, ONE), "deep"), points: randomPoints(3, 2000, 2) },
  { request: requestFor(alternatingNetwork([2, 300, 8], 3, ONE), "blocks"), points: randomPoints(2, 500, 3) },
  { request: requestFor(pointwiseNetwork(12), "pointwise"), points: randomPoints(12, 500, 4) },
  { request: requestFor(weightedNetwork(8), "weighted"), points: randomPoints(2, 1000, 6) },
  { request: requestFor(affineNetwork(4, 1), "affine"), points: randomPoints(1, 1000, 7) },
  // The products are read again from working memory.
  { request: requestFor(affineNetwork(2, 3), "affine_rows"), points: randomPoints(1, 1000, 8) },
  { request: requestFor(elementaryNetwork(), "elementary"), points: randomPoints(1, 2000, 13) },
  { request: requestFor(tableNetwork(1), "cells"), points: randomPoints(1, 2000, 9) },
  { request: requestFor(tableNetwork(4), "cells_of_rows"), points: randomPoints(1, 1000, 10) },
  { request: requestFor(segmentNetwork("search", 1), "searched"), points: randomPoints(1, 2000, 11) },
  { request: requestFor(segmentNetwork("grid", 4), "segments_of_rows"), points: randomPoints(1, 1000, 12) },
  { request: requestFor(alternatingNetwork([5, 8], 4, SUBNORMAL), "subnormal"), points: randomPoints(5, 1000, 5) },
];
