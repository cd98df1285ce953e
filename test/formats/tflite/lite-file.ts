// Writes small TensorFlow Lite files for the tests, by the numbers of TensorFlow's schema.fbs, version 3. Reads none.

import { Builder, type Offset } from "flatbuffers";
import { CUSTOM, OPERATOR_CODES, OPERATOR_VERSIONS, OPTION_TYPES } from "./schema-numbers.ts";

export const ELEMENT_TYPES = { float32: 0, float16: 1, int32: 2, uint8: 3, int64: 4, bool: 6, int16: 7, int8: 9, float64: 10, int4: 17 } as const;
const BYTES = { float32: 4, float16: 2, int32: 4, uint8: 1, int64: 8, bool: 1, int16: 2, int8: 1, float64: 8, int4: 0.5 } as const;

export type ElementName = keyof typeof ELEMENT_TYPES;

export interface WrittenTensor {
  readonly name?: string;
  readonly shape: readonly number[];
  /** float32 where it is left out. */
  readonly type?: ElementName;
  /** Of a constant. */
  readonly data?: readonly number[];
  readonly scales?: readonly number[];
  readonly zeroPoints?: readonly number[];
  readonly axis?: number;
  readonly signature?: readonly number[];
  readonly isVariable?: boolean;
}

/** A field of an operator's options, by its number. */
export type OptionField = readonly [field: number, kind: "byte" | "integer" | "float" | "integers", value: number | readonly number[]];

export interface WrittenOperator {
  /** As TensorFlow Lite calls it; another name is one of a custom operator. */
  readonly type: string;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly options?: readonly OptionField[];
}

export interface WrittenModel {
  readonly tensors: readonly WrittenTensor[];
  readonly operators: readonly WrittenOperator[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** What callers know inputs and outputs by, where a signature says so. */
  readonly signature?: { readonly inputs: readonly string[]; readonly outputs: readonly string[] };
  readonly version?: number;
}

/** The same model gives the same bytes. */
export function liteFile({ tensors, operators, inputs, outputs, signature, version = 3 }: WrittenModel): Uint8Array {
  const builder = new Builder(1024);
  const integers = (values: readonly number[]): Offset => scalars(builder, 4, values, (value) => builder.addInt32(value));
  const texts = (text: string): Offset => builder.createString(text);
  const codes = tables(builder, operators.map(({ type }) => {
    const own = OPERATOR_CODES[type];
    const code = own ?? CUSTOM;
    const custom = own === undefined ? texts(type) : undefined;
    return table(builder, [["byte", 0, Math.min(code, 127)], ["offset", 1, custom], ["integer", 2, OPERATOR_VERSIONS[type] ?? 1], ["integer", 3, code]]);
  }));
  const buffers = tables(builder, [
    table(builder, []),
    ...tensors.map(({ data, type = "float32" }) => table(builder, [["offset", 0, data === undefined ? undefined : bytes(builder, encoded(type, data))]])),
  ]);
  const ownTensors = tables(builder, tensors.map(({ name, shape, type = "float32", scales, zeroPoints = [], axis = 0, signature: open, isVariable }, number) => {
    const quantisation = scales === undefined ? undefined : table(builder, [
      ["offset", 2, scalars(builder, 4, scales, (value) => builder.addFloat32(value))],
      ["offset", 3, scalars(builder, 8, zeroPoints, (value) => builder.addInt64(BigInt(value)))],
      ["integer", 6, axis],
    ]);
    return table(builder, [
      ["offset", 0, integers(shape)],
      ["byte", 1, ELEMENT_TYPES[type]],
      ["integer", 2, number + 1],
      ["offset", 3, texts(name ?? `t${number}`)],
      ["offset", 4, quantisation],
      ["byte", 5, isVariable === true ? 1 : 0],
      ["offset", 7, open === undefined ? undefined : integers(open)],
    ]);
  }));
  const ownOperators = tables(builder, operators.map(({ type, inputs: from, outputs: to, options }, number) => {
    const given = options === undefined ? undefined : table(builder, options.map(([field, kind, value]) => {
      return typeof value === "number" ? [kind, field, value] : ["offset", field, integers(value)];
    }));
    return table(builder, [
      ["integer", 0, number],
      ["offset", 1, integers(from)],
      ["offset", 2, integers(to)],
      ["byte", 3, given === undefined ? 0 : (OPTION_TYPES[type] ?? 0)],
      ["offset", 4, given],
    ]);
  }));
  const graph = table(builder, [["offset", 0, ownTensors], ["offset", 1, integers(inputs)], ["offset", 2, integers(outputs)], ["offset", 3, ownOperators]]);
  const ports = (names: readonly string[], of: readonly number[]): Offset => tables(builder, names.map((name, position) => {
    return table(builder, [["offset", 0, texts(name)], ["integer", 1, of[position]]]);
  }));
  const signatures = signature === undefined ? undefined : tables(builder, [
    table(builder, [["offset", 0, ports(signature.inputs, inputs)], ["offset", 1, ports(signature.outputs, outputs)], ["offset", 2, texts("serving_default")]]),
  ]);
  const graphs = tables(builder, [graph]);
  builder.finish(table(builder, [["integer", 0, version], ["offset", 1, codes], ["offset", 2, graphs], ["offset", 4, buffers], ["offset", 7, signatures]]), "TFL3");
  return builder.asUint8Array();
}

type Field = readonly [kind: string, field: number, value: number | undefined];

function table(builder: Builder, fields: readonly (readonly unknown[])[]): Offset {
  const given = fields.filter((field): field is Field => typeof field[2] === "number");
  builder.startObject(1 + Math.max(-1, ...given.map(([, field]) => field)));
  for (const [kind, field, value = 0] of given) {
    // No number has its default here, so that it is written.
    if (kind === "byte") builder.addFieldInt8(field, value, -1);
    if (kind === "integer") builder.addFieldInt32(field, value, -123456);
    if (kind === "float") builder.addFieldFloat32(field, value, -123456);
    if (kind === "offset") builder.addFieldOffset(field, value, 0);
  }
  return builder.endObject();
}

function tables(builder: Builder, offsets: readonly Offset[]): Offset {
  return scalars(builder, 4, offsets, (offset) => builder.addOffset(offset));
}

function scalars(builder: Builder, width: number, values: readonly number[], add: (value: number) => void): Offset {
  builder.startVector(width, values.length, width);
  for (const value of values.toReversed()) add(value);
  return builder.endVector();
}

function bytes(builder: Builder, values: Uint8Array): Offset {
  builder.startVector(1, values.length, 16);
  for (const value of values.toReversed()) builder.addInt8(value);
  return builder.endVector();
}

/** Little-endian; int4 two to a byte. */
function encoded(type: ElementName, data: readonly number[]): Uint8Array {
  const result = new Uint8Array(Math.ceil(data.length * BYTES[type]));
  const view = new DataView(result.buffer);
  data.forEach((value, place) => {
    put(view, type, place, value);
  });
  return result;
}

function put(view: DataView, type: ElementName, place: number, value: number): void {
  switch (type) {
    case "float32":
      view.setFloat32(4 * place, value, true);
      break;
    case "float64":
      view.setFloat64(8 * place, value, true);
      break;
    case "int32":
      view.setInt32(4 * place, value, true);
      break;
    case "int64":
      view.setBigInt64(8 * place, BigInt(value), true);
      break;
    case "int16":
    case "float16":
      view.setUint16(2 * place, value, true);
      break;
    case "int4":
      view.setUint8(place >> 1, view.getUint8(place >> 1) | ((value & 15) << (place % 2 === 0 ? 0 : 4)));
      break;
    case "bool":
    case "int8":
    case "uint8":
      view.setUint8(place, value);
  }
}
