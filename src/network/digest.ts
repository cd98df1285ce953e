// A name for what a network computes: by it a record tells whether it is about this network or about one that was changed
// afterwards. Equal functions written in different ways have different digests.

import { sha256Hex } from "#sha256";
import { float32Bytes } from "../numeric/float32-bytes.ts";
import { numbersOf } from "./attributes.ts";
import { identity } from "./ops/identity.ts";
import type { Network, OperationValue, Value } from "./network.ts";
import type { Scanning } from "./op.ts";

/**
 * sha256, hexadecimal, over ops, attributes as float32, shapes and the float32 bits of the parameters. What values are called, in
 * which order independent ones stand, copies and values nobody uses do not matter: other tools change them at will.
 */
export function networkDigest({ values, inputs, outputs, carried }: Network): string {
  const digests: string[] = [];
  const positions = new Map(inputs.map(({ value }, position) => [value, position]));
  values.forEach((value, id) => digests.push(digestOf(value, positions.get(id) ?? 0, digests)));
  return sha256(["network", ...outputs.map(({ value }) => digests[value]), ...carried.map(({ next }) => digests[next])]);
}

/** @param digests of the values before it. */
function digestOf(value: Value, position: number, digests: readonly string[]): string {
  switch (value.kind) {
    case "input":
      return sha256(["input", String(position), ...typed(value), value.shape.join(",")]);
    case "state":
      return sha256(["state", value.name, value.scalar, value.shape.join(","), value.initial.join(",")]);
    case "parameter":
      return sha256(["parameter", value.shape.join(",")], float32Bytes(value.data));
    case "constant":
      return sha256(["constant", value.scalar, value.shape.join(","), value.data.join(",")]);
    case "operation": {
      const { op, attributes, shape } = value;
      const given = value.arguments.map((id) => digests[id]);
      if (op === identity) return given[0];
      const spelled = Object.keys(attributes).sort().map((name) => `${name}=${numbersOf(attributes[name]).map(Math.fround).join(",")}`);
      return sha256([op.name, ...spelled, ...scanned(value), shape.join(","), ...given]);
    }
  }
}

/** What is computed at each step, and how often. */
function scanned({ op: { computation } }: OperationValue): readonly string[] {
  return computation.kind === "scan" ? [scanDigest(computation.scanning)] : [];
}

/** A name for what a scan does with its arguments, as `networkDigest` of networks. */
export function scanDigest({ step, ...description }: Scanning): string {
  return sha256([JSON.stringify(description), networkDigest(step)]);
}

/** Records of models of float32 alone name no type. */
function typed({ scalar }: Value): readonly string[] {
  return scalar === "f32" ? [] : [scalar];
}

function sha256(words: readonly string[], bytes: Uint8Array = new Uint8Array()): string {
  return sha256Hex(`${words.join("\n")}\n`, bytes);
}
