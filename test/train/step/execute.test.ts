// The kernels and the whole step against the interpreter of Programs and against plain loops.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lower } from "../../../src/codegen/lower.ts";
import { NetworkBuilder } from "../../../src/network/build.ts";
import type { Attributes, Network, Origin, Shape } from "../../../src/network/network.ts";
import { elementCount, valueOf } from "../../../src/network/network.ts";
import type { Op } from "../../../src/network/op.ts";
import { OPS } from "../../../src/network/ops/index.ts";
import { sumTo } from "../../../src/network/ops/sum-to.ts";
import { float32Bits, SPECIAL_FLOAT32 } from "../../../src/numeric/float32.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { interpret } from "../../../src/program/interpret.ts";
import { denseNetwork, denseParameters } from "../../../src/train/architecture.ts";
import { parseActivation } from "../../../src/train/activation.ts";
import { LOSSES } from "../../../src/train/losses/index.ts";
import { broadcastMap } from "../../../src/train/step/broadcast-map.ts";
import { buildTrainingStep } from "../../../src/train/step/build.ts";
import { lossDerivativeOp, lossOp, partialDerivativeOp } from "../../../src/train/step/derived-ops.ts";
import { elementKernel } from "../../../src/train/step/element-kernel.ts";
import { prepareStep } from "../../../src/train/step/execute.ts";
import { Scratch } from "../../../src/train/step/kernel.ts";
import { pointwiseKernel } from "../../../src/train/step/pointwise-kernel.ts";
import { productKernel } from "../../../src/train/step/product-kernel.ts";
import { sumKernel } from "../../../src/train/step/sum-kernel.ts";

const ORIGIN: Origin = { file: "test", place: "execute" };

/** A network of one operation on inputs, with the arrays to run it on. */
function operationOn(op: Op, shapes: readonly Shape[], attributes: Attributes, element: () => number) {
  const builder = new NetworkBuilder();
  const ids = shapes.map((shape, position) => builder.input(`x${position}`, shape, ORIGIN));
  const id = builder.operation(op, ids, attributes, "y", ORIGIN);
  const network = builder.finish([id]);
  const value = valueOf(network, id);
  if (value.kind !== "operation") throw new Error("it is an operation");
  const args = shapes.map((shape) => ({ shape, data: Float32Array.from({ length: elementCount(shape) }, element) }));
  return { network, value, args, result: new Float32Array(elementCount(value.shape)) };
}

function interpreted(network: Network, args: readonly { readonly data: Float32Array }[]): Float32Array {
  return interpret(lower(network), args.map(({ data }) => data), 1)[0];
}

function bits(values: Float32Array): number[] {
  return Array.from(values, float32Bits);
}

/** Mostly ordinary numbers, now and then NaN, infinities, zeros, subnormals. */
function numbers(seed: number): () => number {
  const generator = new RandomGenerator(seed);
  return () => {
    const special = SPECIAL_FLOAT32[Math.floor(generator.uniform() * SPECIAL_FLOAT32.length)];
    return generator.uniform() < 0.3 ? special : generator.normal();
  };
}

const mse = LOSSES["mean-squared-error"];
const derived = OPS.flatMap((op): Op[] => {
  const { computation } = op;
  if (computation.kind !== "pointwise") return [];
  return op.parameters.map((_, position) => partialDerivativeOp(op, computation, position, op.parameters.length));
});
const pointwise = [...OPS, ...derived, lossOp(mse), lossDerivativeOp(mse)].flatMap((op) =>
  op.computation.kind === "pointwise"
    ? op.examples.map((example) => ({ op, name: op.name, computation: op.computation, ...example }))
    : [],
);

describe("kernels", () => {
  test.each(pointwise)("pointwise $name gives the interpreter's bits", ({ op, computation, shapes, attributes = {} }) => {
    if (computation.kind !== "pointwise") throw new Error("it is pointwise");
    for (let seed = 0; seed < 20; seed++) {
      const { network, value, args, result } = operationOn(op, shapes, attributes, numbers(seed));
      pointwiseKernel(value, computation, args, result, new Scratch(result.length))();
      expect(bits(result)).toEqual(bits(interpreted(network, args)));
    }
  });

  const elements = [...OPS, sumTo([3]), sumTo([2, 1]), sumTo([])].flatMap((op) =>
    op.computation.kind === "element"
      ? op.examples.map((example) => ({ op, name: op.name, computation: op.computation, ...example }))
      : [],
  );

  test.each(elements)("element by element, $name gives the interpreter's bits", ({ op, computation, shapes, attributes = {} }) => {
    if (computation.kind !== "element") throw new Error("it is computed by elements");
    for (let seed = 0; seed < 20; seed++) {
      const { network, value, args, result } = operationOn(op, shapes, attributes, numbers(seed));
      elementKernel(value, computation, args, result)();
      expect(bits(result)).toEqual(bits(interpreted(network, args)));
    }
  });

  const products = elements.filter(({ name, shapes }) => name === "gemm" || (name === "matmul" && shapes.every(({ length }) => length === 2)));

  test.each(products)("the product kernel computes $name", ({ op, shapes, attributes = {} }) => {
    const generator = new RandomGenerator(4);
    const { network, value, args, result } = operationOn(op, shapes, attributes, () => generator.normal());
    const run = productKernel(value, args, result);
    run();
    const first = bits(result);
    run();
    expect(bits(result)).toEqual(first);
    interpreted(network, args).forEach((wanted, i) => expect(result[i]).toBeCloseTo(wanted, 5));
  });

  test("gemm is one float64 sum that starts at the bias", () => {
    const generator = new RandomGenerator(4);
    const [gemm] = products.filter(({ name }) => name === "gemm");
    const { value, args, result } = operationOn(gemm.op, [[5, 7], [3, 7], [3]], { transposeB: 1 }, () => generator.normal());
    productKernel(value, args, result)();
    const [x, w, b] = args.map(({ data }) => data);
    for (let row = 0; row < 5; row++) {
      for (let column = 0; column < 3; column++) {
        let sum = b[column];
        for (let k = 0; k < 7; k++) sum += x[row * 7 + k] * w[column * 7 + k];
        expect(result[row * 3 + column]).toBe(Math.fround(sum));
      }
    }
  });

  test("gemm with alpha and beta rounds the product, its scaling, beta·C and their sum", () => {
    const generator = new RandomGenerator(6);
    const [gemm] = products.filter(({ name }) => name === "gemm");
    const { value, args, result } = operationOn(gemm.op, [[5, 7], [7, 3], [5, 1]], { alpha: 0.3, beta: -1.7 }, () => generator.normal());
    productKernel(value, args, result)();
    const [x, w, c] = args.map(({ data }) => data);
    for (let row = 0; row < 5; row++) {
      for (let column = 0; column < 3; column++) {
        let sum = 0;
        for (let k = 0; k < 7; k++) sum += x[row * 7 + k] * w[k * 3 + column];
        const scaled = Math.fround(Math.fround(sum) * Math.fround(0.3));
        expect(result[row * 3 + column]).toBe(Math.fround(scaled + Math.fround(Math.fround(-1.7) * c[row])));
      }
    }
  });

  test("sum_to sums in float64, rounds once and scales", () => {
    const generator = new RandomGenerator(9);
    const { value, args, result } = operationOn(sumTo([3]), [[50, 3]], { scale: 0.3 }, () => generator.normal());
    sumKernel(value, args[0], result)();
    for (let column = 0; column < 3; column++) {
      let sum = 0;
      for (let row = 0; row < 50; row++) sum += args[0].data[row * 3 + column];
      expect(result[column]).toBe(Math.fround(Math.fround(sum) * Math.fround(0.3)));
    }
  });

  test("a broadcast map says where each element comes from", () => {
    expect([...broadcastMap([3], [2, 3])]).toEqual([0, 1, 2, 0, 1, 2]);
    expect([...broadcastMap([2, 1], [2, 3])]).toEqual([0, 0, 0, 1, 1, 1]);
    expect([...broadcastMap([], [2, 2])]).toEqual([0, 0, 0, 0]);
    expect([...broadcastMap([2, 1, 2], [2, 3, 2])]).toEqual([0, 1, 0, 1, 0, 1, 2, 3, 2, 3, 2, 3]);
    expect(() => broadcastMap([2], [2, 3])).toThrow(new RangeError("[2] does not broadcast to [2, 3]"));
  });
});

describe("whole steps", () => {
  const architecture = (hidden: readonly number[], inputs: number, outputs: number) => ({
    inputs,
    hidden,
    outputs,
    activation: parseActivation("leaky_relu:0.2"),
  });

  test("agree with the interpreter of the lowered step, again and again", () => {
    const property = fc.property(
      fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 2, max: 20 }),
      fc.nat(1e6),
      (hidden, inputs, outputs, batch, seed) => {
        const generator = new RandomGenerator(seed);
        const shape = architecture(hidden, inputs, outputs);
        const parameters = denseParameters(shape).map((one) => Float32Array.from({ length: elementCount(one.shape) }, () => generator.normal()));
        const step = buildTrainingStep(denseNetwork(shape, batch, parameters), mse);
        const execution = prepareStep(step);
        const program = lower(step.network);
        for (let run = 0; run < 2; run++) {
          execution.inputs[0].forEach((_, i, x) => (x[i] = generator.normal()));
          execution.target.forEach((_, i, t) => (t[i] = generator.normal()));
          const loss = execution.run();
          const [prediction, terms, ...gradients] = interpret(program, [execution.inputs[0], execution.target], 1);
          const wanted = Float32Array.from([loss, ...execution.prediction, ...execution.gradients]);
          const mean = terms.reduce((sum, term) => sum + term, 0) / terms.length;
          const got = Float32Array.from([mean, ...prediction, ...gradients.flatMap((gradient) => [...gradient])]);
          expect(got).toHaveLength(wanted.length);
          const scale = wanted.reduce((largest, one) => Math.max(largest, Math.abs(one)), 1);
          got.forEach((value, i) => expect(Math.abs(value - wanted[i])).toBeLessThanOrEqual(2e-5 * scale));
        }
      },
    );
    fc.assert(property, { numRuns: 25, seed: 1 });
  });

  test("hold no derivative by the inputs and no value nobody needs", () => {
    const shape = architecture([4], 2, 1);
    const parameters = denseParameters(shape).map((one) => new Float32Array(elementCount(one.shape)));
    const { network, parameters: ids, gradients } = buildTrainingStep(denseNetwork(shape, 5, parameters), mse);
    const used = new Set([...network.outputs, ...network.values.flatMap((value) => (value.kind === "operation" ? value.arguments : []))]);
    network.values.forEach((value, id) => expect(value.kind === "input" || used.has(id), value.name).toBe(true));
    expect(ids.map((id) => valueOf(network, id).name)).toEqual(["l1.W", "l1.b", "l2.W", "l2.b"]);
    expect(gradients.map((id) => valueOf(network, id).shape)).toEqual(ids.map((id) => valueOf(network, id).shape));
  });

  test("see parameters changed between runs", () => {
    const shape = architecture([], 1, 1);
    const execution = prepareStep(buildTrainingStep(denseNetwork(shape, 1, [Float32Array.of(2), Float32Array.of(1)]), mse));
    execution.inputs[0][0] = 3;
    execution.target[0] = 5;
    expect(execution.run()).toBe(4);
    expect([...execution.gradients]).toEqual([12, 4]);
    execution.parameters[1] = -1;
    expect(execution.run()).toBe(0);
    expect([...execution.prediction]).toEqual([5]);
    expect([...execution.gradients]).toEqual([0, 0]);
  });
});
