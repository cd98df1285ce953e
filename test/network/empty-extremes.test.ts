// Maxima and minima of no elements: what every other element takes the place of (ONNX: minus infinity, or the least number of the type), as arrays of ONNX files
// that are known may have none. Networks have no array without elements.

import { expect, test } from "vitest";
import { evaluateOperation } from "../../src/network/evaluate/evaluate-operation.ts";
import type { Op } from "../../src/network/op.ts";
import { reduceMax } from "../../src/network/ops/reduce-max.ts";
import { reduceMin } from "../../src/network/ops/reduce-min.ts";
import type { Values } from "../../src/program/scalar.ts";
import { ORIGIN } from "../fixtures.ts";

function ofNone(op: Op, scalar: "f32" | "i32", data: Values): Values {
  const attributes = { axes: [1], keepdims: 1 };
  const value = { kind: "operation", op, attributes, arguments: [0], shape: [2, 1], scalar, name: "extreme", origin: ORIGIN } as const;
  return evaluateOperation(value, [{ scalar, shape: [2, 0], data }]);
}

test("of floats an infinity", () => {
  expect(ofNone(reduceMax, "f32", new Float32Array(0))).toEqual(Float32Array.of(-Infinity, -Infinity));
  expect(ofNone(reduceMin, "f32", new Float32Array(0))).toEqual(Float32Array.of(Infinity, Infinity));
});

test("of integers the end of their range", () => {
  expect(ofNone(reduceMax, "i32", new Int32Array(0))).toEqual(Int32Array.of(-2147483648, -2147483648));
  expect(ofNone(reduceMin, "i32", new Int32Array(0))).toEqual(Int32Array.of(2147483647, 2147483647));
});
