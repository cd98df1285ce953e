// Writes a network as an ONNX file that other tools can run. The same model gives the same bytes. Simplifies nothing.

import type { Model } from "../../network/model.ts";
import { numbersOf, sameAttribute } from "../../network/attributes.ts";
import type { KnownValue, Network, OperationValue, Value } from "../../network/network.ts";
import type { Attribute } from "../../network/attributes.ts";
import type { OnnxAttribute, OnnxAttributeInput, OnnxSpelling, ValueId } from "../../network/op.ts";
import { isKnown, valueOf } from "../../network/network.ts";
import { float32Bytes } from "../../numeric/float32-bytes.ts";
import type { Scalar } from "../../program/scalar.ts";
import { isBatchable } from "./batch.ts";
import { BOOL, FLOAT, INT32, INT64 } from "./element-types.ts";
import { elementTypeOf, integerBytes } from "./written-elements.ts";
import type { MessageParts } from "./message.ts";
import type { ATTRIBUTE, NODE, TENSOR, VALUE_INFO } from "./onnx-messages.ts";
import { MODEL } from "./onnx-messages.ts";
import { writeRecord } from "./training-record.ts";
import { ATTRIBUTE_TYPES } from "./match-node.ts";
import { spellingFor, writable } from "./writable.ts";
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
export function writeOnnx({ network: given, record }: Model, version: string): Uint8Array {
  const network = writable(given);
  const names = writtenNames(network);
  const nameOf = (id: ValueId): string => names.values[id] ?? "";
  const batch = isBatchable(network);
  const operatorSet = operatorSetFor(network);
  const int32 = int32Constants(network);
  const typeOf = (id: ValueId, scalar: Scalar): number => (int32.has(id) ? INT32 : elementTypeOf(scalar));
  const parameters = network.values.flatMap((value, id) => (isKnown(value) ? [tensorOf(value, nameOf(id), typeOf(id, value.scalar))] : []));
  const constants: MessageParts<typeof TENSOR>[] = [];
  const unique = (name: string): string => names.unique(name);
  const constantInput = (tensor: MessageParts<typeof TENSOR>): string => {
    const name = names.unique(tensor.name ?? "");
    constants.push({ ...tensor, name });
    return name;
  };
  const nodes = network.values.flatMap((value, id) => {
    return value.kind === "operation" ? withCasts(nodeOf(value, nameOf(id), { operatorSet, nameOf, unique, constantInput }), spellingOf(value), unique) : [];
  });
  const info = (name: string, id: ValueId): MessageParts<typeof VALUE_INFO> => valueInfo(name, valueOf(network, id), batch);
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

function spellingOf(value: OperationValue): OnnxSpelling {
  const spelling = spellingFor(value);
  if (spelling === undefined) throw new RangeError(`${value.op.name} has no spelling`);
  return spelling;
}

/** Whether an attribute has to be written: it is not the default, or there is none in ONNX. */
function isWritten({ attributes, op }: OperationValue, own: string, { isRequired }: Pick<OnnxAttribute, "isRequired">): boolean {
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
  /** A name that nothing else has. */
  readonly unique: (name: string) => string;
  /** Adds an array to the file; its name there. */
  readonly constantInput: (tensor: MessageParts<typeof TENSOR>) => string;
}

function nodeOf(value: OperationValue, name: string, { operatorSet, nameOf, unique, constantInput }: NodeContext): MessageParts<typeof NODE> {
  const spelling = spellingOf(value);
  const inputs = (spelling.attributeInputs ?? []).filter(({ since }) => since <= operatorSet);
  const constants = inputs.map((input) => {
    if (!isWritten(value, input.attribute, input)) return "";
    return constantInput(attributeTensor(`${name}.${input.name}`, input, value));
  });
  while (constants.at(-1) === "") constants.pop();
  return {
    name,
    opType: spelling.type,
    input: placedInputs(spelling, value, value.arguments.map(nameOf), constants),
    output: [...Array<string>(spelling.output ?? 0).fill(""), name, ...(spelling.hasAllOutputs === true ? (spelling.furtherOutputs ?? []).map((one) => unique(`${name}.${one.name}`)) : [])],
    attribute: [
      ...Object.entries(spelling.namingAttributes ?? {}).map(([own, is]) => namingAttribute(own, is)),
      ...Object.entries(spelling.attributes).flatMap(([own, attribute]) => {
        const isInput = inputs.some((input) => input.attribute === own);
        return !isInput && isWritten(value, own, attribute) ? [attributeOf(attribute, value.attributes[own])] : [];
      }),
    ],
  };
}

/** The node behind others that make int32 of its integers, where it wants that. */
function withCasts(
  node: MessageParts<typeof NODE>,
  { int32Inputs = [] }: OnnxSpelling,
  unique: (name: string) => string,
): readonly MessageParts<typeof NODE>[] {
  const { input: names = [] } = node;
  const casts = new Map(int32Inputs.flatMap((position) => {
    const name = names[position] ?? "";
    return name === "" ? [] : [[position, { given: name, cast: unique(`${name}.int32`) }] as const];
  }));
  const to = { name: "to", type: ATTRIBUTE_TYPES.int, i: BigInt(INT32) };
  return [
    ...[...casts.values()].map(({ given, cast }) => ({ name: cast, opType: "Cast", input: [given], output: [cast], attribute: [to] })),
    { ...node, input: names.map((name, position) => casts.get(position)?.cast ?? name) },
  ];
}

/** The names of arguments and constants at the places that the spelling has for them; none after the last one. */
function placedInputs({ inputs }: OnnxSpelling, { op }: OperationValue, names: readonly string[], constants: readonly string[]): readonly string[] {
  const [arguments_, further] = [names.values(), constants.values()];
  const placed = (inputs ?? op.parameters.map(() => "given" as const)).map((wanted) => {
    if (wanted === "absent") return "";
    return (wanted === "given" ? arguments_ : further).next().value ?? "";
  });
  const all = [...placed, ...arguments_, ...further];
  return all.slice(0, 1 + all.findLastIndex((name) => name !== ""));
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
    case "strings":
      return { ...common, strings: numbers.map((number) => new TextEncoder().encode(nameOf(values, number))) };
    case "string":
      return textAttribute(name, named ?? String.fromCodePoint(...numbers));
  }
}

/** What ONNX calls a value. */
function nameOf(values: OnnxAttribute["values"], value: Attribute): string {
  const found = Object.entries(values ?? {}).find(([, number]) => number === value);
  if (found === undefined) throw new RangeError(`${String(value)} has no name`);
  return found[0];
}

function namingAttribute(name: string, is: string | number): MessageParts<typeof ATTRIBUTE> {
  return typeof is === "string" ? textAttribute(name, is) : { name, type: ATTRIBUTE_TYPES.int, i: BigInt(is) };
}

function textAttribute(name: string, text: string): MessageParts<typeof ATTRIBUTE> {
  return { name, type: ATTRIBUTE_TYPES.string, s: new TextEncoder().encode(text) };
}

/** An attribute as an array: one of lists, a scalar of numbers. */
function attributeTensor(name: string, { attribute, type, isArray }: OnnxAttributeInput, { attributes, scalar }: OperationValue): MessageParts<typeof TENSOR> {
  const value = attributes[attribute];
  const numbers = numbersOf(value);
  const elementType = type === "number" ? elementTypeOf(scalar) : type === "bools" ? BOOL : type === "float" || type === "floats" ? FLOAT : INT64;
  const dims = typeof value === "number" && isArray !== true ? [] : [BigInt(numbers.length)];
  if (elementType === FLOAT) return { name, dims, dataType: FLOAT, rawData: float32Bytes(Float32Array.from(numbers)) };
  if (elementType === BOOL) return { name, dims, dataType: BOOL, rawData: Uint8Array.from(numbers) };
  return { name, dims, dataType: elementType, rawData: integerBytes(numbers, elementType) };
}

/** Constants of i32 that are int32 in ONNX: all that use them want that. */
function int32Constants({ values }: Network): ReadonlySet<ValueId> {
  const [int32, others] = [new Set<ValueId>(), new Set<ValueId>()];
  for (const value of values) {
    if (value.kind !== "operation") continue;
    const users = spellingOf(value).hasInt32 === true ? int32 : others;
    value.arguments.filter((id) => values[id].kind === "constant" && values[id].scalar === "i32").forEach((id) => users.add(id));
  }
  return new Set([...int32].filter((id) => !others.has(id)));
}

function tensorOf({ shape, data }: KnownValue, name: string, dataType: number): MessageParts<typeof TENSOR> {
  const rawData = data instanceof Float32Array ? float32Bytes(data) : integerBytes(data, dataType);
  return { name, dims: shape.map(BigInt), dataType, rawData };
}

function valueInfo(name: string, { shape, scalar }: Value, batch: boolean): MessageParts<typeof VALUE_INFO> {
  const dim = shape.map((extent, axis) => (batch && axis === 0 ? { dimParam: BATCH } : { dimValue: BigInt(extent) }));
  return { name, type: { tensorType: { elemType: elementTypeOf(scalar), shape: { dim } } } };
}
