// Every op over random shapes and attributes, of every type it has, written as an ONNX file, as onnxruntime-web computes it.

import * as onnxruntime from "onnxruntime-web";
import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { readModel } from "../../src/formats/index.ts";
import { writeOnnx } from "../../src/formats/onnx/write.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Op } from "../../src/network/op.ts";
import { OPS } from "../../src/network/ops/index.ts";
import { elementCount, type Shape } from "../../src/network/shape.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpretValues } from "../../src/program/interpret.ts";
import { SCALARS, type Scalar, type Values } from "../../src/program/scalar.ts";
import { FILE } from "../formats/onnx/models.ts";
import { ORIGIN, randomValues } from "../fixtures.ts";
import type { Call } from "../network/agreement.ts";
import { randomCalls } from "../network/random-calls.ts";

onnxruntime.env.wasm.numThreads = 1;
onnxruntime.env.logLevel = "fatal";

/** Calls that are drawn, and those that onnxruntime has to take. */
const CALLS = 40;
const COMPARED = 4;
/** Results of numbers of [−1, 1) may part by so much, where they are larger than 1 relatively: a few roundings, and kernels of its own. */
const NEAR = 1e-5;
/** ONNX has no operator for them or for what they are written as. */
const WITHOUT_OPERATOR = [
  "attention_scores", "batch_normalization_of_elements", "between_block_borders", "between_borders", "between_halves", "cast_to_sixteen_bits", "cell_block", "cell_border", "cell_entry", "cell_of", "cell_place", "clip_to", "contract", "conv_integer", "convolve", "convolve_each", "convolve_groups", "dynamic_scale", "dynamic_zero_point", "element_after", "greatest", "integer_products", "integer_sum", "interleave",
  "layer_inverse_deviation", "linear_attention_state", "matmul_integer", "max_pool_positions", "nan_outside", "piecewise_linear", "q_linear_conv", "q_linear_global_average_pool", "q_linear_matmul", "requantized", "scaled_by_fixed_point", "segment_by_grid", "segment_by_search", "segment_line", "step_past", "top_k_positions", "window_maximum",
  "window_maximum_of_integers", "window_position", "window_sum", "with_sign", "within",
  "divided_to_nearest", "from_zero", "narrowed", "places_of_sum", "quantized_away", "reciprocal_of_sum", "share_of_sum", "window_sum_of_integers",
];
/** onnxruntime-web 1.30 does not have them: of integers as they are written, or of an operator set so new. */
const WITHOUT_KERNEL = ["bit_shift", "causal_conv", "dequantize_linear", "dynamic_quantize_linear", "linear_attention", "swiglu"];
/** Where nothing varies onnxruntime divides 0 by 0; the standard adds 1e-9 to what it divides by. */
const DIVIDES_BY_ZERO = "mean_variance_normalization";
const NEVER_COMPARED = new Set([...WITHOUT_OPERATOR, ...WITHOUT_KERNEL]);

/** Numbers of [−1, 1), truth values, and integers of a range. */
function drawn(scalar: Scalar, count: number, random: RandomGenerator, [least, extent]: readonly [number, number]): Values {
  if (scalar === "f32") return randomValues(count, random);
  const values = SCALARS[scalar].newValues(count);
  return values.map(() => (scalar === "bool" ? random.nextUint32() % 2 : least + (random.nextUint32() % extent)));
}

/** Where no divisor is 0 and shifts and powers stay small; where positions are within every axis. */
const RANGES = [[1, 3], [-1, 2]] as const;

function tensorOf(values: Values, scalar: Scalar, shape: Shape): onnxruntime.Tensor {
  if (values instanceof Float32Array) return new onnxruntime.Tensor("float32", values, shape);
  if (scalar === "bool") return new onnxruntime.Tensor("bool", Uint8Array.from(values), shape);
  return new onnxruntime.Tensor("int64", BigInt64Array.from(Array.from(values), BigInt), shape);
}

/** The file of a call; undefined where ONNX has no operator for it. */
function writtenCall(op: Op, { shapes, scalars, attributes }: Call): Uint8Array | undefined {
  const builder = new NetworkBuilder();
  const args = shapes.map((shape, position) => builder.input(`x${position}`, shape, ORIGIN, scalars[position]));
  try {
    return writeOnnx({ network: builder.finish([builder.operation(op, args, attributes, "y", ORIGIN)]), record: undefined }, "0.0.0");
  } catch (error) {
    if (error instanceof DiagnosticError && error.diagnostic.id === "op-not-in-onnx") return undefined;
    throw error;
  }
}

/** Undefined where onnxruntime refuses the model or the call. */
async function answerOf(bytes: Uint8Array, inputs: readonly Values[], { shapes, scalars }: Call): Promise<readonly number[] | undefined> {
  const feeds = inputs.map((values, position) => [`x${position}`, tensorOf(values, scalars[position], shapes[position])] as const);
  try {
    const session = await onnxruntime.InferenceSession.create(bytes);
    const [{ data }] = Object.values(await session.run(Object.fromEntries(feeds)));
    return Array.from(data, Number);
  } catch (error) {
    expect(String(error)).toMatch(/ERROR_CODE/);
    return undefined;
  }
}

/** Whether onnxruntime computes the call, in which case the results must be near each other. */
async function isCompared(op: Op, call: Call, seed: number): Promise<boolean> {
  const bytes = writtenCall(op, call);
  if (bytes === undefined) return false;
  const program = lower(runPasses(readModel(bytes, FILE).network));
  for (const range of RANGES) {
    const random = new RandomGenerator(seed);
    const inputs = call.shapes.map((shape, position) => drawn(call.scalars[position], elementCount(shape), random, range));
    const expected = await answerOf(bytes, inputs, call);
    if (expected === undefined || (op.name === DIVIDES_BY_ZERO && expected.some(Number.isNaN))) continue;
    const computed = [...interpretValues(program, inputs, 1)[0]];
    const isRight = (one: number, position: number): boolean => {
      const right = expected[position];
      return Object.is(one, right) || Math.abs(one - right) <= NEAR * Math.max(1, Math.abs(right));
    };
    expect(computed.length === expected.length && computed.every(isRight) ? expected : computed, JSON.stringify(call)).toEqual(expected);
    return true;
  }
  return false;
}

describe("random calls in onnxruntime-web", () => {
  test.each(OPS.map((op) => [op.name, op] as const))("%s", async (_, op) => {
    let compared = 0;
    for (const [seed, call] of randomCalls(op, CALLS, new RandomGenerator(2)).entries()) {
      if (compared < COMPARED && (await isCompared(op, call, seed))) compared++;
    }
    expect(compared).toBe(NEVER_COMPARED.has(op.name) ? 0 : COMPARED);
  });
});
