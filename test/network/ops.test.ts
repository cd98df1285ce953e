// Every op's computation, lowered and interpreted, against a naive version: the same bits in float32, and near the
// float64 result.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Attributes } from "../../src/network/attributes.ts";
import type { Shape } from "../../src/network/shape.ts";
import { elementCount } from "../../src/network/shape.ts";
import type { Op } from "../../src/network/op.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { OPS } from "../../src/network/ops/index.ts";
import { matmul } from "../../src/network/ops/matmul.ts";
import { reshapeTo } from "../../src/network/ops/reshape-to.ts";
import { sumTo } from "../../src/network/ops/sum-to.ts";
import { interpret } from "../../src/program/interpret.ts";
import { ORIGIN } from "../fixtures.ts";
import { apply, expectAgreement } from "./agreement.ts";

function floats(op: Op, shapes: readonly Shape[], attributes: Attributes, seed: number): void {
  expectAgreement(op, { shapes, scalars: shapes.map(() => "f32"), attributes }, [seed]);
}

describe.each(OPS.map((op) => [op.name, op] as const))("%s", (_, op) => {
  test.each(op.examples)("example $#", ({ shapes, scalars = shapes.map(() => "f32"), attributes = {} }) => {
    expectAgreement(op, { shapes, scalars, attributes }, [0, 1, 2, 3]);
  });
});

test("leaky_relu keeps NaN and both zeros as they are, whatever the slope", () => {
  const leakyRelu = OPS.find(({ name }) => name === "leaky_relu");
  if (leakyRelu === undefined) throw new Error("there is no leaky_relu");
  for (const slope of [Math.fround(0.2), 0, -1, 3]) {
    const { computed } = apply(leakyRelu, { shapes: [[5]], scalars: ["f32"], attributes: { slope } }, [Float32Array.of(NaN, 0, -0, 2, -2)]);
    expect([...computed]).toEqual([NaN, 0, -0, 2, Math.fround(-2 * slope)]);
    floats(leakyRelu, [[60]], { slope }, 1);
  }
});

const extent = fc.integer({ min: 1, max: 4 });
const bit = fc.constantFrom(0, 1);
const factor = fc.constantFrom(1, 1, 0, -1, 0.5, Math.fround(0.3), Math.fround(-1.7));

test("gemm: all orientations, factors and shapes of C", () => {
  const cShape = fc.constantFrom("none", "scalar", "one", "columns", "row", "column", "whole");
  fc.assert(
    fc.property(extent, extent, extent, bit, bit, factor, factor, cShape, fc.nat(1e6), (m, k, n, transposeA, transposeB, alpha, beta, kind, seed) => {
      const c = { none: undefined, scalar: [], one: [1], columns: [n], row: [1, n], column: [m, 1], whole: [m, n] }[kind];
      const a = transposeA === 1 ? [k, m] : [m, k];
      const b = transposeB === 1 ? [n, k] : [k, n];
      floats(gemm, c === undefined ? [a, b] : [a, b, c], { alpha, beta, transposeA, transposeB }, seed);
    }),
    { numRuns: 200 },
  );
});

test("matmul: vectors, matrices and batches that broadcast", () => {
  const batch = fc.array(fc.constantFrom(1, 2), { maxLength: 2 });
  fc.assert(
    fc.property(batch, batch, extent, extent, extent, bit, bit, fc.nat(1e6), (batchA, batchB, m, k, n, isVectorA, isVectorB, seed) => {
      const a = isVectorA === 1 ? [k] : [...batchA, m, k];
      const b = isVectorB === 1 ? [k] : [...batchB, k, n];
      floats(matmul, [a, b], {}, seed);
    }),
    { numRuns: 200 },
  );
});

test.each([
  [{}, 1, 2],
  [{ axis: 0 }, 1, 24],
  [{ axis: 2 }, 6, 4],
  [{ axis: 3 }, 24, 1],
  [{ axis: -1 }, 6, 4],
  [{ axis: -3 }, 1, 24],
])("flatten %j of [2, 3, 4]", (attributes, rows, columns) => {
  const flatten = OPS.find(({ name }) => name === "flatten");
  const expected = "axis" in attributes ? [rows, columns] : [2, 12];
  expect(flatten?.inferShape([[2, 3, 4]], { axis: 1, ...attributes })).toEqual(expected);
});

describe("ops of gradients", () => {
  const run = (op: Op, shape: Shape, attributes: Attributes = {}) => {
    const builder = new NetworkBuilder();
    const x = builder.input("x", shape, ORIGIN);
    const network = builder.finish([builder.operation(op, [x], attributes, "y", ORIGIN)]);
    const values = Float32Array.from({ length: elementCount(shape) }, (_, i) => i + 1);
    return { shape: network.values[1].shape, values: [...interpret(lower(network), [values], 1)[0]] };
  };

  test.each<[Shape, Attributes, readonly number[]]>([
    [[], {}, [21]],
    [[1], {}, [21]],
    [[3], {}, [5, 7, 9]],
    [[2, 1], {}, [6, 15]],
    [[2, 3], { scale: -2 }, [-2, -4, -6, -8, -10, -12]],
    [[1, 3], { scale: 0.5 }, [2.5, 3.5, 4.5]],
  ])("sum_to %j with %j of [[1, 2, 3], [4, 5, 6]]", (target, attributes, values) => {
    expect(run(sumTo(target), [2, 3], attributes)).toEqual({ shape: target, values });
  });

  test("reshape_to keeps the order of the elements", () => {
    expect(run(reshapeTo([3, 2]), [2, 3])).toEqual({ shape: [3, 2], values: [1, 2, 3, 4, 5, 6] });
  });
});
