// tensor_scatter round its axis, from positions at the edges of integers, against the naive evaluation, which counts by BigInt.

import { expect, test } from "vitest";
import { tensorScatter } from "../../src/network/ops/tensor-scatter.ts";
import { apply } from "./agreement.ts";

test.each([-(2 ** 31), 1 - 2 ** 31, -1, 2, 2 ** 31 - 1])("from position %i", (start) => {
  const call = { shapes: [[1, 3], [1, 2], [1]], scalars: ["f32", "f32", "i32"], attributes: { axis: 1, mode: 1 } } as const;
  const { computed, rounded } = apply(tensorScatter, call, [Float32Array.of(1, 2, 3), Float32Array.of(4, 5), Int32Array.of(start)]);
  expect([...computed]).toEqual(rounded.data);
});
