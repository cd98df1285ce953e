// Writes a network as an ONNX file that other tools can run. The same model gives the same bytes. Simplifies nothing.

import type { Model } from "../../network/model.ts";
import { numbersOf, sameAttribute } from "../../network/attributes.ts";
import type { Network, OperationValue, ParameterValue } from "../../network/network.ts";
import type { Attribute } from "../../network/attributes.ts";
import type { Shape } from "../../network/shape.ts";
import type { OnnxAttribute, OnnxSpelling, ValueId } from "../../network/op.ts";
import { spellingsOf } from "../../network/onnx-spellings.ts";
import { valueOf } from "../../network/network.ts";
import { float32Bytes } from "../../numeric/float32-bytes.ts";
import { isBatchable } from "./batch.ts";
import { FLOAT, INT64 } from "./element-types.ts";
import type { MessageParts } from "./message.ts";
import type { ATTRIBUTE, NODE, TENSOR, VALUE_INFO } from "./onnx-messages.ts";
import { MODEL } from "./onnx-messages.ts";
import { writeRecord } from "./training-record.ts";
import { ATTRIBUTE_TYPES } from "./match-node.ts";
import { writeMessage } from "./write-message.ts";
import { writtenNames } from "./written-names.ts";

/** ONNX IR version 8 with operator set 17: ONNX 1.12 of 2022, and every tool since. */
const IR_VERSION = 8n;
const OPERATOR_SET = 17;
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
  const operatorSet = operatorSetFor(network);
  const parameters = network.values.flatMap((value, id) => (value.kind === "parameter" ? [tensorOf(value, nameOf(id))] : []));
  const constants: MessageParts<typeof TENSOR>[] = [];
  const constantInput = (tensor: MessageParts<typeof TENSOR>): string => {
    const name = names.unique(tensor.name ?? "");
    constants.push({ ...tensor, name });
    return name;
  };
  const nodes = network.values.flatMap((value, id) => {
    return value.kind === "operation" ? [nodeOf(value, nameOf(id), { operatorSet, nameOf, constantInput })] : [];
  });
  const info = (name: string, id: ValueId): MessageParts<typeof VALUE_INFO> => valueInfo(name, valueOf(network, id).shape, batch);
  return writeMessage(MODEL, {
    irVersion: IR_VERSION,
    producerName: "nnc",
    producerVersion: version,
    graph: {
      name: "network",
      node: [
        ...nodes,
        ...names.outputs.flatMap(({ name, value, isCopy }) => (isCopy ? [copyOf(nameOf(value), name)] : [])),
      ],
      initializer: [...parameters, ...constants],
      input: network.inputs.map(({ value }) => info(nameOf(value), value)),
      output: names.outputs.map(({ name, value }) => info(name, value)),
    },
    opsetImport: [{ domain: "", version: BigInt(operatorSet) }],
    metadataProps: (record === undefined ? [] : writeRecord(record, network)).map(([key, value]) => ({ key, value })),
  });
}

function spellingOf({ op }: OperationValue): OnnxSpelling {
  const [newest] = spellingsOf(op);
  if (newest === undefined) throw new RangeError(`ONNX has no operator for ${op.name}`);
  return newest;
}

/** Whether an attribute has to be written: it is not the default, or there is none in ONNX. */
function isWritten({ attributes, op }: OperationValue, own: string, { isRequired }: OnnxAttribute): boolean {
  return isRequired === true || !sameAttribute(attributes[own], op.attributes[own]);
}

/** The oldest operator set, from the usual one on, that has all that is to be written. */
function operatorSetFor({ values }: Network): number {
  const needed = values.flatMap((value) => {
    if (value.kind !== "operation") return [];
    const { attributes, attributeInputs = [], since = OPERATOR_SET } = spellingOf(value);
    const inputs = attributeInputs.filter(({ attribute }) => !(attribute in attributes));
    return [since, ...[...Object.entries(attributes), ...inputs.map((input) => [input.attribute, input] as const)].flatMap(([own, spelled]) => {
      return isWritten(value, own, spelled) ? [spelled.since ?? OPERATOR_SET] : [];
    })];
  });
  return Math.max(OPERATOR_SET, ...needed);
}

interface NodeContext {
  readonly operatorSet: number;
  readonly nameOf: (id: ValueId) => string;
  /** Adds an array to the file; its name there. */
  readonly constantInput: (tensor: MessageParts<typeof TENSOR>) => string;
}

function nodeOf(value: OperationValue, name: string, { operatorSet, nameOf, constantInput }: NodeContext): MessageParts<typeof NODE> {
  const spelling = spellingOf(value);
  const inputs = (spelling.attributeInputs ?? []).filter(({ since }) => since <= operatorSet);
  const constants = inputs.map((input) => {
    if (!isWritten(value, input.attribute, input)) return "";
    return constantInput(attributeTensor(`${name}.${input.name}`, input.type, value.attributes[input.attribute]));
  });
  while (constants.at(-1) === "") constants.pop();
  return {
    name,
    opType: spelling.type,
    input: [...placedInputs(spelling, value.arguments.map(nameOf)), ...(constants.length === 0 ? [] : skippedArguments(value)), ...constants],
    output: [name],
    attribute: [
      ...Object.entries(spelling.namingAttributes ?? {}).map(([own, text]) => textAttribute(own, text)),
      ...Object.entries(spelling.attributes).flatMap(([own, attribute]) => {
        const isInput = inputs.some((input) => input.attribute === own);
        return !isInput && isWritten(value, own, attribute) ? [attributeOf(attribute, value.attributes[own])] : [];
      }),
    ],
  };
}

/** The names at the places that the spelling has for them. */
function placedInputs({ inputs }: OnnxSpelling, names: readonly string[]): readonly string[] {
  if (inputs === undefined) return names;
  const given = inputs.flatMap((wanted, position) => (wanted === "given" ? [position] : []));
  return inputs.map((_, position) => names[given.indexOf(position)] ?? "");
}

/** The places of the op's arguments that are left out before its other inputs. */
function skippedArguments({ op, arguments: given }: OperationValue): readonly string[] {
  return op.parameters.slice(given.length).map(() => "");
}

/** The node that gives a value a second name. */
function copyOf(value: string, name: string): MessageParts<typeof NODE> {
  return { name, opType: "Identity", input: [value], output: [name] };
}

function attributeOf({ name, type, values }: OnnxAttribute, value: Attribute): MessageParts<typeof ATTRIBUTE> {
  const common = { name, type: ATTRIBUTE_TYPES[type] };
  const numbers = numbersOf(value);
  const named = Object.entries(values ?? {}).find(([, number]) => number === value)?.[0];
  switch (type) {
    case "float":
      return { ...common, f: Math.fround(numbers[0]) };
    case "int":
      return { ...common, i: BigInt(named ?? numbers[0]) };
    case "ints":
      return { ...common, ints: numbers.map(BigInt) };
    case "floats":
      return { ...common, floats: numbers };
    case "string":
      return textAttribute(name, named ?? String.fromCodePoint(...numbers));
  }
}

function textAttribute(name: string, text: string): MessageParts<typeof ATTRIBUTE> {
  return { name, type: ATTRIBUTE_TYPES.string, s: new TextEncoder().encode(text) };
}

/** An attribute as an array: one of lists, a scalar of numbers. */
function attributeTensor(name: string, type: OnnxAttribute["type"], value: Attribute): MessageParts<typeof TENSOR> {
  const numbers = numbersOf(value);
  const dims = typeof value === "number" ? [] : [BigInt(numbers.length)];
  if (type === "float") return { name, dims, dataType: FLOAT, rawData: float32Bytes(Float32Array.from(numbers)) };
  const rawData = new Uint8Array(BigInt64Array.BYTES_PER_ELEMENT * numbers.length);
  const view = new DataView(rawData.buffer);
  numbers.forEach((number, position) => view.setBigInt64(BigInt64Array.BYTES_PER_ELEMENT * position, BigInt(number), true));
  return { name, dims, dataType: INT64, rawData };
}

function tensorOf({ shape, data }: ParameterValue, name: string): MessageParts<typeof TENSOR> {
  return { name, dims: shape.map(BigInt), dataType: FLOAT, rawData: float32Bytes(data) };
}

function valueInfo(name: string, shape: Shape, batch: boolean): MessageParts<typeof VALUE_INFO> {
  const dim = shape.map((extent, axis) => (batch && axis === 0 ? { dimParam: BATCH } : { dimValue: BigInt(extent) }));
  return { name, type: { tensorType: { elemType: FLOAT, shape: { dim } } } };
}
