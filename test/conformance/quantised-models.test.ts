// Models between DequantizeLinear and QuantizeLinear, computed in integers, against onnxruntime-web: the bits of its default optimisation, which computes them in integers
// too, and hardly ever another step than that of the floats' text.

import * as onnxruntime from "onnxruntime-web";
import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { LAYOUTS } from "../../src/codegen/lower/layout.ts";
import { readModel } from "../../src/formats/index.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import { FILE } from "../formats/onnx/models.ts";
import { quantisedModel } from "./quantised-models.ts";

onnxruntime.env.wasm.numThreads = 1;
onnxruntime.env.logLevel = "fatal";

const CALLS = 60;

async function runtimeResults(bytes: Uint8Array, shape: readonly number[], inputs: Float32Array, level: "all" | "disabled"): Promise<readonly number[]> {
  const session = await onnxruntime.InferenceSession.create(bytes, { graphOptimizationLevel: level });
  const size = inputs.length / CALLS;
  const results: number[] = [];
  for (let call = 0; call < CALLS; call++) {
    const given = new onnxruntime.Tensor("float32", inputs.slice(call * size, (call + 1) * size), shape);
    const { y } = await session.run({ x: given });
    if (!(y.data instanceof Float32Array)) throw new Error("the result is of float32");
    results.push(...y.data);
  }
  return results;
}

/** Of a sum of uint8 onnxruntime rounds otherwise than the standard's text in 3 of 100 results. */
describe.each([["int8", true], ["uint8", false]] as const)("a model of %s, with a residual: %s", (activations, hasResidual) => {
  const { bytes, inputShape } = quantisedModel(activations, hasResidual);
  const network = runPasses(readModel(bytes, FILE).network);
  const random = new RandomGenerator(4);
  const inputs = Float32Array.from({ length: CALLS * inputShape.reduce((product, extent) => product * extent, 1) }, () => random.normal());
  const [computed] = interpret(lower(network), [inputs], CALLS);

  test("has onnxruntime's bits", async () => {
    expect([...computed]).toEqual(await runtimeResults(bytes, inputShape, inputs, "all"));
  });

  test("is off by a few steps at the most of what floats give, seldom", async () => {
    const floats = await runtimeResults(bytes, inputShape, inputs, "disabled");
    const steps = floats.map((value, place) => Math.round(Math.abs(computed[place] - value) / 0.02));
    expect(Math.max(...steps)).toBeLessThanOrEqual(3);
    expect(steps.filter((step) => step > 0).length).toBeLessThan(steps.length / 20);
  });

  test("keeps its weights in integers of 8 bits, and its arrays of one call too", () => {
    const { buffers } = lower(network);
    const bytesOf = (role: "table" | "scratch", scalar: string): number =>
      buffers.filter((buffer) => buffer.role === role && buffer.scalar === scalar).reduce((sum, { size }) => sum + size, 0);
    const weights = 6 * 2 * 9 + 6 * 9 + 6 * 6 + 6 * 5;
    expect(bytesOf("table", "i8")).toBe(weights);
    expect(buffers.filter(({ role, scalar }) => role === "scratch" && scalar === "f32")).toEqual([]);
    // Scales alone, and what stands for them.
    expect(bytesOf("table", "f32")).toBeLessThan(50);
  });

  test("has the same bits in compact loops", () => {
    expect([...interpret(lower(network, LAYOUTS.size), [inputs.subarray(0, inputs.length / CALLS)], 1)[0]]).toEqual([...computed.subarray(0, computed.length / CALLS)]);
  });
});
