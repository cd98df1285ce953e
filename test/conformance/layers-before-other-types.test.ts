// Layers whose results are computed in the loop of an op that gives another type: sums of float32 beside stored truth values and
// integers, against the naive evaluation and compiled in every language.

import { describe, expect, test } from "vitest";
import { LAYOUTS } from "../../src/codegen/lower/layout.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { cast, castCode } from "../../src/network/ops/cast.ts";
import { greater } from "../../src/network/ops/comparisons.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { matmul } from "../../src/network/ops/matmul.ts";
import { where } from "../../src/network/ops/where.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import type { Scalar } from "../../src/program/scalar.ts";
import { checkModel } from "../../src/verify/check-model.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { unusualPoints } from "../../src/verify/points.ts";
import { ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { fewInputs, ORIGIN, randomValues, requestFor } from "../fixtures.ts";
import { timeLimit } from "../time-limit.ts";
import { evaluateNaively } from "../network/naive.ts";

const WIDTH = 5;
const POINTS = 60;

class Sketch {
  readonly builder = new NetworkBuilder();
  private readonly random = new RandomGenerator(7);
  private readonly depth: number;
  private readonly x: ValueId;

  constructor(depth: number) {
    this.depth = depth;
    this.x = this.builder.input("x", [2, depth], ORIGIN);
  }

  apply(op: Op, args: readonly ValueId[], to?: Scalar): ValueId {
    return this.builder.operation(op, args, to === undefined ? {} : { to: castCode(to) }, op.name, ORIGIN);
  }

  layer(op: Op): ValueId {
    const sizes = op === gemm ? [[this.depth, WIDTH], [WIDTH]] : [[this.depth, WIDTH]];
    const parameters = sizes.map((shape) => {
      const values = randomValues(shape.reduce((product, extent) => product * extent, 1), this.random);
      return this.builder.parameter("p", shape, values, ORIGIN);
    });
    return this.apply(op, [this.x, ...parameters]);
  }
}

const ENDS: Readonly<Record<string, (s: Sketch) => ValueId>> = {
  "greater of a layer and a number": (s) => s.apply(greater, [s.layer(gemm), s.builder.parameter("t", [], new Float32Array(1), ORIGIN)]),
  "greater of two layers": (s) => s.apply(greater, [s.layer(matmul), s.layer(gemm)]),
  "a layer as bool": (s) => s.apply(cast, [s.layer(matmul)], "bool"),
  "a layer as i32": (s) => s.apply(cast, [s.layer(gemm)], "i32"),
  "a layer as u8": (s) => s.apply(cast, [s.layer(gemm)], "u8"),
  "a layer as i16": (s) => s.apply(cast, [s.layer(matmul)], "i16"),
  "one of two layers, chosen by a third": (s) =>
    s.apply(where, [s.apply(cast, [s.layer(matmul)], "bool"), s.layer(gemm), s.layer(matmul)]),
};

const CASES = Object.entries(ENDS).flatMap(([name, end]) => [3, 6, 8, 16].map((depth) => ({ name, depth, end })));

function networkOf(depth: number, ends: readonly ((s: Sketch) => ValueId)[]): Network {
  const s = new Sketch(depth);
  return s.builder.finish(ends.map((end) => end(s)));
}

describe.each(CASES)("$name of depth $depth", ({ depth, end }) => {
  test("has the results of the naive evaluation in every layout", () => {
    const network = networkOf(depth, [end]);
    const points = unusualPoints(2 * depth, POINTS);
    const expected = Array.from({ length: POINTS }, (_, i) => {
      const input = points.values.subarray(2 * depth * i, 2 * depth * (i + 1));
      return evaluateNaively(network, [input], Math.fround)[0].data.map((value) => value + 0);
    }).flat();
    for (const layout of Object.values(LAYOUTS)) {
      expect([...evaluate(lower(network, layout), points)].map((value) => value + 0)).toEqual(expected);
    }
  });
});

test("all of them have the interpreter's results in every language", async () => {
  const { toolchains } = await checkModel(requestFor(networkOf(6, Object.values(ENDS)), "layers"), undefined, ALL_TOOLCHAINS, { effort: fewInputs(20_000) });
  expect(toolchains.map(({ toolchain, differing }) => [toolchain, differing])).toEqual(ALL_TOOLCHAINS.map(({ name }) => [name, 0]));
}, timeLimit(120_000));
