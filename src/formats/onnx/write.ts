// Writes a network as an ONNX file that other tools can run. The same model gives the same bytes. Simplifies nothing.

import type { Model } from "../../network/model.ts";
import type { OperationValue, ParameterValue, Shape, ValueId } from "../../network/network.ts";
import { valueOf } from "../../network/network.ts";
import { isBatchable } from "./batch.ts";
import { FLOAT } from "./element-types.ts";
import type { MessageParts } from "./message.ts";
import type { ATTRIBUTE, NODE, TENSOR, VALUE_INFO } from "./messages.ts";
import { MODEL } from "./messages.ts";
import { writeRecord } from "./training-record.ts";
import { writeMessage } from "./write-message.ts";
import { writtenNames } from "./written-names.ts";

/** ONNX IR version 8 with operator set 17: ONNX 1.12 of 2022, and every tool since. */
const IR_VERSION = 8n;
const OPERATOR_SET = 17n;
/** AttributeProto.AttributeType of the ONNX standard. */
const ATTRIBUTE_TYPES = { float: 1, int: 2 } as const;
const BATCH = "N";

/**
 * The bytes of an ONNX file. The first axis of inputs and outputs is an open batch size where every op works row by row.
 *
 * @param version of nnc, which the file names as its producer.
 */
export function writeOnnx({ network, record }: Model, version: string): Uint8Array {
  const names = writtenNames(network);
  const nameOf = (id: ValueId): string => names.values[id] ?? "";
  const batch = isBatchable(network);
  const info = (name: string, id: ValueId): MessageParts<typeof VALUE_INFO> => valueInfo(name, valueOf(network, id).shape, batch);
  return writeMessage(MODEL, {
    irVersion: IR_VERSION,
    producerName: "nnc",
    producerVersion: version,
    graph: {
      name: "network",
      node: [
        ...network.values.flatMap((value, id) => (value.kind === "operation" ? [nodeOf(value, nameOf(id), nameOf)] : [])),
        ...names.outputs.flatMap(({ name, value, isCopy }) => (isCopy ? [copyOf(nameOf(value), name)] : [])),
      ],
      initializer: network.values.flatMap((value, id) => (value.kind === "parameter" ? [tensorOf(value, nameOf(id))] : [])),
      input: network.inputs.map(({ value }) => info(nameOf(value), value)),
      output: names.outputs.map(({ name, value }) => info(name, value)),
    },
    opsetImport: [{ domain: "", version: OPERATOR_SET }],
    metadataProps: (record === undefined ? [] : writeRecord(record, network)).map(([key, value]) => ({ key, value })),
  });
}

function nodeOf(value: OperationValue, name: string, nameOf: (id: ValueId) => string): MessageParts<typeof NODE> {
  const spelling = value.op.onnx;
  if (spelling === undefined) throw new RangeError(`ONNX has no operator for ${value.op.name}`);
  return {
    name,
    opType: spelling.type,
    input: value.arguments.map(nameOf),
    output: [name],
    attribute: Object.entries(spelling.attributes).flatMap(([own, { name: attribute, type }]) => {
      const given = value.attributes[own] ?? 0;
      return given === value.op.attributes[own] ? [] : [attributeOf(attribute, type, given)];
    }),
  };
}

/** The node that gives a value a second name. */
function copyOf(value: string, name: string): MessageParts<typeof NODE> {
  return { name, opType: "Identity", input: [value], output: [name] };
}

function attributeOf(name: string, type: "float" | "int", value: number): MessageParts<typeof ATTRIBUTE> {
  const common = { name, type: ATTRIBUTE_TYPES[type] };
  return type === "float" ? { ...common, f: Math.fround(value) } : { ...common, i: BigInt(value) };
}

function tensorOf({ shape, data }: ParameterValue, name: string): MessageParts<typeof TENSOR> {
  const rawData = new Uint8Array(4 * data.length);
  const view = new DataView(rawData.buffer);
  data.forEach((value, position) => view.setFloat32(4 * position, value, true));
  return { name, dims: shape.map(BigInt), dataType: FLOAT, rawData };
}

function valueInfo(name: string, shape: Shape, batch: boolean): MessageParts<typeof VALUE_INFO> {
  const dim = shape.map((extent, axis) => (batch && axis === 0 ? { dimParam: BATCH } : { dimValue: BigInt(extent) }));
  return { name, type: { tensorType: { elemType: FLOAT, shape: { dim } } } };
}
