// Every op a step can hold, compiled alone: the bits of the interpreter, in both engines, for ordinary and special numbers.

import { describe, expect, test } from "vitest";
import { lower } from "../../../src/codegen/lower/lower.ts";
import type { Op } from "../../../src/network/op.ts";
import { OPS } from "../../../src/network/ops/index.ts";
import { sumTo } from "../../../src/network/ops/sum-to.ts";
import { float32Bits, SPECIAL_FLOAT32 } from "../../../src/numeric/float32.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { add, apply, multiply } from "../../../src/program/expression.ts";
import { interpret } from "../../../src/program/interpret.ts";
import { KERNELS } from "../../../src/program/kernels/index.ts";
import { KERNEL_NAMES } from "../../../src/program/operator-name.ts";
import type { Expression } from "../../../src/program/program.ts";
import { LOSSES } from "../../../src/train/losses/index.ts";
import { sgd } from "../../../src/train/optimisers/sgd.ts";
import { broadcastMap } from "../../../src/train/step/broadcast-map.ts";
import { compileStep, type Engine } from "../../../src/train/step/compile-step.ts";
import { lossDerivativeOp, lossOp, partialDerivativeOp } from "../../../src/train/step/derived-ops.ts";
import { lossOf } from "./check-gradients.ts";
import { singleOperation } from "./step-networks.ts";

const ENGINES: readonly Engine[] = ["webassembly", "javascript"];

/** The payloads of NaNs are open: all count as one. */
function bits(values: Float32Array): number[] {
  return Array.from(values, (value) => float32Bits(Number.isNaN(value) ? NaN : value));
}

/** Mostly ordinary numbers, now and then NaN, infinities, zeros, subnormals. */
function numbers(seed: number): () => number {
  const generator = new RandomGenerator(seed);
  return () => {
    const special = SPECIAL_FLOAT32[Math.floor(generator.uniform() * SPECIAL_FLOAT32.length)];
    return generator.uniform() < 0.3 ? special : generator.normal();
  };
}

const losses = LOSSES.map(({ name }) => lossOf(name));
const derived = OPS.flatMap((op): Op[] => {
  const { computation } = op;
  if (computation.kind !== "pointwise" || computation.derivatives === undefined) return [];
  return op.parameters.map((_, position) => partialDerivativeOp(op, computation, position, op.parameters.length));
});
const WINDOWED = /^(?:convolve|window_)/;
/**
 * Ops that are written as others are expanded before they come here; through folds, gathers and what has no
 * derivatives nothing is trained, nor through windows, and no training sums squares by one op.
 */
const plain = OPS.filter(({ name, computation }) => {
  if (computation.kind === "pointwise") return computation.derivatives !== undefined;
  if (name === "reduce_sum_square" || WINDOWED.test(name)) return false;
  return computation.kind !== "expand" && computation.kind !== "fold" && computation.kind !== "gather";
});
/** An elementary function, alone and in a product with itself. */
const kernels = KERNEL_NAMES.map((name): Op => {
  const value = (operands: readonly Expression[]): Expression => multiply(apply(name, operands), add(operands[0], apply(name, operands)));
  const parameters = KERNELS[name].operands;
  return {
    name,
    parameters,
    required: parameters.length,
    attributes: {},
    inferShape: ([shape]) => shape,
    computation: { kind: "pointwise", value, derivatives: (operands) => operands },
    examples: [[40], [5, 3]].map((shape) => ({ shapes: parameters.map(() => shape) })),
  };
});
const examples = [...kernels, ...plain, ...derived, ...losses.map(lossOp), ...losses.map(lossDerivativeOp), sumTo([3]), sumTo([2, 1]), sumTo([])]
  .flatMap((op) => op.examples.filter(({ scalars }) => scalars === undefined).map((example) => ({ op, name: op.name, ...example })));
/** Products of stacks of matrices and of a column with a vector do not. */
const compiles = ({ name, shapes }: (typeof examples)[number]) => {
  if (name === "contract") return shapes.length < 2 || shapes[0].length === shapes[1].length;
  return name !== "matmul" || shapes.every(({ length }) => length <= 2);
};

describe.each(ENGINES)("by %s", (engine) => {
  test.each(examples.filter(compiles))("$name of $shapes", ({ op, shapes, attributes }) => {
    const step = singleOperation(op, shapes, attributes);
    const compiled = compileStep(step, sgd.rule([]), engine);
    const program = lower(step.network);
    for (let seed = 0; seed < 20; seed++) {
      const element = numbers(seed);
      for (const input of compiled.inputs) input.forEach((_, i) => (input[i] = element()));
      const given = compiled.inputs.map((input) => input.slice());
      compiled.run(0);
      expect(bits(compiled.prediction())).toEqual(bits(interpret(program, given, 1)[0]));
    }
  });
});

test.each(examples.filter((example) => !compiles(example)))("$name of $shapes is refused", ({ op, shapes, attributes }) => {
  expect(() => compileStep(singleOperation(op, shapes, attributes), sgd.rule([]))).toThrow(/^(matmul|contract) of shape .* cannot be compiled/);
});

test("a broadcast map says where each element comes from", () => {
  expect([...broadcastMap([3], [2, 3])]).toEqual([0, 1, 2, 0, 1, 2]);
  expect([...broadcastMap([2, 1], [2, 3])]).toEqual([0, 0, 0, 1, 1, 1]);
  expect([...broadcastMap([], [2, 2])]).toEqual([0, 0, 0, 0]);
  expect([...broadcastMap([2, 1, 2], [2, 3, 2])]).toEqual([0, 1, 0, 1, 0, 1, 2, 3, 2, 3, 2, 3]);
  expect(() => broadcastMap([2], [2, 3])).toThrow(new RangeError("[2] does not broadcast to [2, 3]"));
});
