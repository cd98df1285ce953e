// Networks of convolutions as nnc quantises them, against onnxruntime-web, which runs the file that is written and the one of floats.

import * as onnxruntime from "onnxruntime-web";
import { expect, test } from "vitest";
import { writeModel } from "../../src/formats/index.ts";
import { quantisedModel, type QuantisedModel } from "../../src/pipeline/quantised.ts";
import type { LoadedModel } from "../../src/pipeline/load-model.ts";
import { interpret } from "../../src/program/interpret.ts";
import type { QuantisationChoices } from "../../src/quantise/quantise.ts";
import type { ModelSamples } from "../../src/run/model-samples.ts";
import { CLASSES, convolutionalModel, drawnInputs, INPUT_SHAPE, INPUT_SIZE } from "./convolutional-model.ts";

onnxruntime.env.wasm.numThreads = 1;
onnxruntime.env.logLevel = "fatal";

const CALLS = 30;
const INPUTS = drawnInputs(CALLS, 4);
const USUAL: QuantisationChoices = { calibration: "min-max", hasSymmetricActivations: false, keptFloat: [] };

/** As a file of samples without columns for the outputs gives them. */
function samplesOf(points: Float32Array): ModelSamples {
  const inputs = Array.from({ length: INPUT_SIZE }, (_, place) => ({ name: `x${place}`, header: `x${place}`, number: place + 1, low: -4, high: 4 }));
  const count = points.length / INPUT_SIZE;
  const dataset = { file: "x.csv", inputs, outputs: [], samples: { points, values: new Float64Array() }, lines: Uint32Array.from({ length: count }, (_, row) => row + 2) };
  return { dataset, file: { name: "x.csv", sha256: "" }, isTrainedOn: undefined, heldOut: undefined, notes: [] };
}

async function runtimeResults(bytes: Uint8Array, level: "all" | "disabled"): Promise<Float32Array> {
  const session = await onnxruntime.InferenceSession.create(bytes.slice(), { graphOptimizationLevel: level });
  const results = new Float32Array(CALLS * CLASSES);
  for (let call = 0; call < CALLS; call++) {
    const { y } = await session.run({ x: new onnxruntime.Tensor("float32", INPUTS.slice(call * INPUT_SIZE, (call + 1) * INPUT_SIZE), INPUT_SHAPE) });
    if (!(y.data instanceof Float32Array)) throw new Error("the result is of float32");
    results.set(y.data, call * CLASSES);
  }
  return results;
}

const distances = (one: Float32Array, other: Float32Array): Float32Array => one.map((value, place) => Math.abs(value - other[place]));

function computedBy({ loaded: { program } }: QuantisedModel): Float32Array {
  const [results] = interpret(program, [INPUTS], CALLS);
  return Float32Array.from(results);
}

const model: LoadedModel = convolutionalModel("scores");
const floats = await runtimeResults(writeModel(model.model, "0"), "all");

/** Of a layer that stays floats, onnxruntime's default optimisation makes integers by itself, where quantised values are around it. */
test.each<[string, QuantisationChoices, "all" | "disabled"]>([
  ["usually", USUAL, "all"],
  ["with zero points of 0", { ...USUAL, hasSymmetricActivations: true }, "all"],
  ["of all but the outermost values", { ...USUAL, calibration: "percentile" }, "all"],
  ["but for a layer", { ...USUAL, keptFloat: ["each"] }, "disabled"],
])("the written file has onnxruntime's bits, and the loss is that of its results: %s", async (_, choices, level) => {
  const made = await quantisedModel(model, samplesOf(INPUTS), choices);
  const results = await runtimeResults(made.bytes, level);
  expect([...computedBy(made)]).toEqual([...results]);
  expect(Math.abs(Math.max(...distances(results, floats)) - made.loss.maximum)).toBeLessThan(1e-5);
  expect(made.loss.maximum).toBeLessThan(0.3);
  expect(made.loss.samples).toBe(CALLS);
  expect(made.keptFloat).toEqual(choices.keptFloat);
});

test("what is emitted keeps weights and values in integers, and no accumulator can overflow", async () => {
  const { loaded: { program }, layers, sums } = await quantisedModel(model, samplesOf(INPUTS), USUAL);
  const bytesOf = (role: "table" | "scratch", scalar: string): number =>
    program.buffers.filter((buffer) => buffer.role === role && buffer.scalar === scalar).reduce((sum, { size }) => sum + size, 0);
  expect(bytesOf("table", "i8")).toBeGreaterThanOrEqual(layers.reduce((sum, { weights }) => sum + weights, 0));
  expect(bytesOf("scratch", "f32")).toBe(0);
  expect(layers.map(({ name, op }) => [name, op])).toEqual([["normal", "conv"], ["each", "conv"], ["point", "conv"], ["side", "conv"], ["last", "conv"], ["y", "gemm"]]);
  expect(layers.every(({ largestSum }) => largestSum < 2 ** 31)).toBe(true);
  expect(sums).toBeDefined();
});

test("classes are told apart by the largest probability", async () => {
  const { loss: { agreeing, samples } } = await quantisedModel(convolutionalModel("probabilities"), samplesOf(INPUTS), USUAL);
  expect(agreeing).toBeGreaterThan(0.9 * samples);
});
