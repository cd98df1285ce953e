// The class of a network: the position of its largest output as the interpreter has it, and which networks have none.

import { expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { classResult } from "../../src/network/class-result.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { Op } from "../../src/network/op.ts";
import { identity } from "../../src/network/ops/identity.ts";
import { sigmoid } from "../../src/network/ops/sigmoid.ts";
import { softmax } from "../../src/network/ops/softmax.ts";
import { expandComposites } from "../../src/passes/expand-composites.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { thrownDiagnostic } from "../diagnostics/thrown.ts";

const ORIGIN = { file: "test", place: "scores" };

function networkOf(op: Op, width: number): Network {
  const builder = new NetworkBuilder();
  const x = builder.input("x", [1, width], ORIGIN);
  return builder.finish([builder.operation(op, [x], op === softmax ? { axis: 1 } : {}, "y", ORIGIN)]);
}

test.each([[softmax, 5], [sigmoid, 5], [identity, 5], [sigmoid, 1], [identity, 1]] as const)("of %o and %i scores", (op, width) => {
  const random = new RandomGenerator(2);
  const points = { width, count: 200, values: Float32Array.from({ length: 200 * width }, () => random.normal()) };
  const network = networkOf(op, width);
  const scores = evaluate(lower(expandComposites(network)), points);
  const labels = evaluate(lower(expandComposites(classResult(network))), points);
  const wanted = Array.from({ length: 200 }, (_, row) => {
    const own = [...scores.subarray(row * width, (row + 1) * width)];
    return width === 1 ? Number(own[0] > 0.5) : own.indexOf(Math.max(...own));
  });
  expect([...labels]).toEqual(wanted);
});

test("what changes the order of the scores stays: softmax of a part of them", () => {
  const builder = new NetworkBuilder();
  const x = builder.input("x", [1, 2, 2], ORIGIN);
  const network = builder.finish([builder.operation(softmax, [x], { axis: 2 }, "y", ORIGIN)]);
  // The largest sum is the second, the largest probability the third.
  const points = { width: 4, count: 1, values: Float32Array.of(8, 9, 5, 1) };
  expect([...evaluate(lower(expandComposites(classResult(network))), points)]).toEqual([2]);
});

test("of equal ones the first", () => {
  const points = { width: 3, count: 2, values: Float32Array.of(1, 2, 2, 3, 3, 3) };
  expect([...evaluate(lower(expandComposites(classResult(networkOf(softmax, 3)))), points)]).toEqual([1, 0]);
});

test("networks of several outputs, or of other types, have none", () => {
  const builder = new NetworkBuilder();
  const x = builder.input("x", [1, 2], ORIGIN);
  const two = builder.finish([builder.operation(sigmoid, [x], {}, "y", ORIGIN), builder.operation(sigmoid, [x], {}, "z", ORIGIN)]);
  const said = { category: "usage", message: "the network gives no scores of classes", place: "--result", hint: "leave it out" };
  expect(thrownDiagnostic(() => classResult(two))).toEqual({ ...said, note: "it has 2 outputs" });
  expect(thrownDiagnostic(() => classResult(classResult(networkOf(sigmoid, 3))))).toEqual({ ...said, note: "its output is of i32 instead of f32" });
});
