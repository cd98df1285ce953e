// Safetensors files for tests: well-formed ones from parts, and a small checkpoint with a network in it.

import { identity } from "../../../src/network/ops/identity.ts";
import { leakyRelu } from "../../../src/network/ops/leaky-relu.ts";
import { writeDenseModel } from "../../../src/formats/safetensors/checkpoint-model.ts";
import type { Tensor } from "../../../src/formats/safetensors/tensor.ts";
import { writeSafetensors } from "../../../src/formats/safetensors/write.ts";
import { EXP_RECORD } from "../../fixtures.ts";

export const f32 = (shape: readonly number[], ...values: readonly number[]): Tensor => ({ shape, data: Float32Array.from(values) });

/** 1-2-1 with leaky_relu(0.2) and nothing after the last layer. */
export const PARAMETERS: readonly Tensor[] = [f32([2, 1], 1, -2), f32([2], 0.5, 0.25), f32([1, 2], 3, -1), f32([1], 0.125)];
export const ACTIVATIONS = [
  { op: leakyRelu, attributes: { slope: Math.fround(0.2) } },
  { op: identity, attributes: {} },
];

/** A checkpoint without a state: enough for a model. */
export function checkpointFile(metadata: Readonly<Record<string, string>> = {}, tensors: Readonly<Record<string, Tensor>> = {}): Uint8Array {
  const model = writeDenseModel(PARAMETERS, ACTIVATIONS, EXP_RECORD);
  return writeSafetensors({
    metadata: new Map([...model.metadata, ...Object.entries(metadata)]),
    tensors: new Map([...model.tensors, ...Object.entries(tensors)]),
  });
}

/** A file of a header as it is written and bytes after it. */
export function rawFile(header: string | Uint8Array, size = 0, length?: bigint): Uint8Array {
  const text = typeof header === "string" ? new TextEncoder().encode(header) : header;
  const bytes = new Uint8Array(8 + text.length + size);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}
