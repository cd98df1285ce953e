// Builds ONNX files message by message, so that tests can get any of them wrong. A network of one Gemm is the base.

import type { MessageInitShape } from "@bufbuild/protobuf";
import { create, toBinary } from "@bufbuild/protobuf";
import { expect } from "vitest";
import { DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";
import type { Surroundings } from "../../../src/formats/model-format.ts";
import { readModel } from "../../../src/formats/index.ts";
import type { AttributeSchema, GraphSchema, NodeSchema, TensorSchema, ValueInfoSchema } from "./onnx_pb.ts";
import { ModelSchema } from "./onnx_pb.ts";
import type { Told } from "../../diagnostics/thrown.ts";
import { told } from "../../diagnostics/thrown.ts";

/** Parts of a model file but for the graph. */
export type ModelParts = Pick<MessageInitShape<typeof ModelSchema>, "irVersion" | "opsetImport" | "metadataProps" | "functions" | "producerName">;
export type GraphParts = MessageInitShape<typeof GraphSchema>;
export type NodeParts = MessageInitShape<typeof NodeSchema>;
export type TensorParts = MessageInitShape<typeof TensorSchema>;
export type AttributeParts = MessageInitShape<typeof AttributeSchema>;
export type ValueInfoParts = MessageInitShape<typeof ValueInfoSchema>;

export const FILE = "model.onnx";
/** What readModel says where a refusal has no hint of its own. */
const DAMAGED = "the file is damaged or was written wrongly; export the model again";

export function littleEndian(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  values.forEach((value, position) => new DataView(bytes.buffer).setFloat32(4 * position, value, true));
  return bytes;
}

/** A float32 array; all ones where no values are given. */
export function tensor(name: string, shape: readonly number[], values?: readonly number[]): TensorParts {
  const count = shape.reduce((product, extent) => product * extent, 1);
  return { name, dims: shape.map(BigInt), dataType: 1, rawData: littleEndian(values ?? new Array<number>(count).fill(1)) };
}

/** SparseTensorProto: its values alone, of which only the name, one byte of text, is there. */
export function sparse(letter: string): Uint8Array {
  return Uint8Array.of(0x0a, 3, 0x42, 1, letter.charCodeAt(0));
}

/** A text is an open size. */
export function value(name: string, shape: readonly (number | string)[], elemType = 1): ValueInfoParts {
  const dim = shape.map((extent) => (typeof extent === "number" ? { dimValue: BigInt(extent) } : { dimParam: extent }));
  return { name, type: { tensorType: { elemType, shape: { dim } } } };
}

export function node(opType: string, input: readonly string[], output: readonly string[], more: NodeParts = {}): NodeParts {
  return { opType, input: [...input], output: [...output], ...more };
}

export function float(name: string, f: number): AttributeParts {
  return { name, type: 1, f };
}

export function int(name: string, i: number | bigint): AttributeParts {
  return { name, type: 2, i: BigInt(i) };
}

export function ints(name: string, values: readonly (number | bigint)[]): AttributeParts {
  return { name, type: 7, ints: values.map(BigInt) };
}

/** A list of int64. */
export function integers(name: string, values: readonly (number | bigint)[]): TensorParts {
  return { name, dims: [BigInt(values.length)], dataType: 7, rawData: new Uint8Array(BigInt64Array.from(values, BigInt).buffer) };
}

/** y = x·Wᵀ + b with x[N, 2] and y[N, 3]; `changes` replace parts of it. */
function graph(changes: GraphParts = {}): GraphParts {
  return {
    name: "test",
    node: [node("Gemm", ["x", "W", "b"], ["y"], { name: "fc1", attribute: [int("transB", 1)] })],
    initializer: [tensor("W", [3, 2], [1, 2, 3, 4, 5, 6]), tensor("b", [3], [0.5, 0.25, 0.125])],
    input: [value("x", ["N", 2])],
    output: [value("y", ["N", 3])],
    ...changes,
  };
}

export function file(changes: GraphParts = {}, modelChanges: ModelParts = {}): Uint8Array {
  const model = create(ModelSchema, {
    irVersion: 8n,
    producerName: "test",
    opsetImport: [{ domain: "", version: 13n }],
    graph: graph(changes),
    ...modelChanges,
  });
  return toBinary(ModelSchema, model);
}

/** What readModel refuses the bytes with. */
export function diagnosticOf(bytes: Uint8Array, surroundings?: Surroundings): Told {
  try {
    readModel(bytes, FILE, undefined, surroundings);
  } catch (error) {
    if (error instanceof DiagnosticError) return told(error.diagnostic);
    throw error;
  }
  throw new Error("the model was read");
}

/** A file that is whole but for its graph. */
export function withoutGraph(): Uint8Array {
  return toBinary(ModelSchema, create(ModelSchema, { irVersion: 8n, opsetImport: [{ domain: "", version: 13n }] }));
}

/** A diagnostic of category model, but for the file; the hint is the usual one where none is given. */
export interface Expected {
  readonly message: string;
  readonly place?: string;
  readonly note?: string;
  readonly hint?: string;
}

export function expectRefusal(bytes: Uint8Array, { place, hint = DAMAGED, ...rest }: Expected, surroundings?: Surroundings): void {
  expect(diagnosticOf(bytes, surroundings)).toEqual({ category: "model", place: place === undefined ? FILE : `${FILE}: ${place}`, hint, ...rest });
}
