// The networks whose emitted code is measured, with inputs and the outputs nnc's interpreter gives for them. Emits nothing.

import { lower } from "../../src/codegen/lower/lower.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import { denseModel, type DenseModel } from "../dense-model.ts";

/** Inputs whose outputs are compared; the first one is timed. */
const COMPARED = 16;

export interface MeasuredNetwork {
  readonly model: DenseModel;
  /** What follows every layer but the last, in C, of `value`. */
  readonly activation: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly multiplyAdds: number;
  /** COMPARED of them, one after the other. */
  readonly x: Float32Array;
  /** What must come out, by the interpreter. */
  readonly y: Float32Array;
}

/** One number in, one out: passed by value. */
export function isScalar({ inputs, outputs }: MeasuredNetwork): boolean {
  return inputs === 1 && outputs === 1;
}

export function measuredNetworks(): readonly MeasuredNetwork[] {
  const relu = "value < 0.0f ? 0.0f : value";
  return [
    measured(denseModel([784, 128, 64, 10], "relu"), relu),
    measured(denseModel([1, 16, 32, 1], "leaky_relu:0.2"), "value < 0.0f ? 0.2f * value : value"),
    measured(denseModel([1, 16, 16, 1], "relu"), relu),
  ];
}

function measured(model: DenseModel, activation: string): MeasuredNetwork {
  const { layers, network } = model;
  const [{ inputs }] = layers;
  const { outputs } = layers[layers.length - 1];
  const random = new RandomGenerator(2);
  const x = Float32Array.from({ length: COMPARED * inputs }, () => random.uniform());
  const [y] = interpret(lower(runPasses(network)), [x], COMPARED);
  if (!(y instanceof Float32Array)) throw new TypeError("the network's output is not float32");
  const multiplyAdds = layers.reduce((sum, layer) => sum + layer.inputs * layer.outputs, 0);
  return { model, activation, inputs, outputs, multiplyAdds, x, y };
}

/** The same bits for every input. */
export function isExact(wanted: Float32Array, bytes: Uint8Array): boolean {
  return Buffer.from(wanted.buffer, wanted.byteOffset, wanted.byteLength).equals(bytes);
}

/** Close as another order of the same sums is, relative to the largest output. */
export function isClose(wanted: Float32Array, bytes: Uint8Array): boolean {
  const got = new Float32Array(Uint8Array.from(bytes).buffer);
  const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return got.length === wanted.length && wanted.every((value, place) => Math.abs(value - got[place]) <= 1e-5 * largest);
}
