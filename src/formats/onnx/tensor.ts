// Reads the arrays in an ONNX file: parameters and other constants. Does not know what they are for.

import { BinaryReader } from "@bufbuild/protobuf/wire";
import { MAXIMUM_ELEMENTS } from "../../network/network-builder.ts";
import { elementCount, showShape } from "../../network/shape.ts";
import type { Shape } from "../../network/shape.ts";
import { nameOfElementType, READABLE_TYPES, TYPED_FIELDS } from "./element-types.ts";
import type { ReadableType, TypedField } from "./element-types.ts";
import type { Tensor } from "./onnx-messages.ts";
import { PACKED_TYPES, readPacked } from "./packed-elements.ts";
import type { Rounding } from "./converted-elements.ts";
import { ConvertedElements } from "./converted-elements.ts";
import { float32InPlace, IS_LITTLE_ENDIAN } from "../float32-in-place.ts";
import type { Fail } from "../refuse.ts";
import { refused } from "../refuse.ts";

/** numpy's limit until version 2; no tool that writes ONNX needs more axes. */
export const MAXIMUM_AXES = 32;

/** Of one array of integers, which become float64: sizes, axes, flags and quantised parameters. */
const MAXIMUM_INTEGERS = 2 ** 24;

/** A constant array of the file. */
export interface Constant {
  /** `float`, `double`, `float16`, `bfloat16`, `int2` to `int64`, `uint2` to `uint64` or `bool`. */
  readonly type: string;
  readonly shape: Shape;
  /**
   * Row-major. Of floating-point types float32: double is rounded to nearest, float16 and bfloat16 are exact. Of the other types
   * float64, exact, with 0 and 1 for bool; only of ±(2^63 - 1), which stand for the end of an axis, the nearest float64.
   */
  readonly values: Float32Array | Float64Array;
  /** Of double: what rounding did. */
  readonly rounding?: Rounding;
}

/**
 * A large array of float32 stays where it is in the file's bytes. Nothing is allocated before the size of the data is known to fit the shape.
 *
 * @param tensor with its data in it, as withExternalData leaves it.
 * @param place where the array is, for messages: `parameter "W"`.
 * @throws DiagnosticError of category model where the array is of a type that cannot be read, is
 * in segments, has its data twice or not as much as the shape asks for, or holds a double beyond float32, an integer beyond its type or one
 * that float64 does not hold.
 */
export function readTensor(tensor: Tensor, file: string, place: string): Constant {
  const fail: Fail = (refusal) => refused(file, { place, ...refusal });
  if (tensor.segment !== undefined) throw fail({ kind: "unsupported", message: "the data of a parameter is split into segments" });
  const packed = PACKED_TYPES.get(tensor.dataType ?? 0);
  if (packed !== undefined) {
    const shape = readDimensions(tensor.dims, { name: packed.name, isFloat: false }, fail);
    requireField(tensor, "int32Data", packed.name, fail);
    return { type: packed.name, shape, values: readPacked(tensor, packed, shape, fail) };
  }
  const type = READABLE_TYPES.get(tensor.dataType ?? 0);
  if (type === undefined) {
    throw fail({
      kind: "unsupported",
      message: `the elements are of type ${nameOfElementType(tensor.dataType)}`,
      note: `nnc reads arrays of type ${[...READABLE_TYPES.values(), ...PACKED_TYPES.values()].map(({ name }) => name).join(", ")}`,
      hint: "export the model in float32, without quantisation",
    });
  }
  const shape = readDimensions(tensor.dims, type, fail);
  return { type: type.name, shape, ...readElements(tensor, type, shape, fail) };
}

function readDimensions(dimensions: readonly bigint[], type: Pick<ReadableType, "name" | "isFloat">, fail: Fail): Shape {
  if (dimensions.length > MAXIMUM_AXES) {
    throw fail({ kind: "unsupported", message: `the array has ${dimensions.length} axes`, note: `at most ${MAXIMUM_AXES} are read` });
  }
  const shape = dimensions.map(Number);
  if (dimensions.some((extent) => extent < 0n)) {
    throw fail({ message: `the shape ${showShape(shape)} has a negative extent` });
  }
  const most = type.isFloat ? MAXIMUM_ELEMENTS : MAXIMUM_INTEGERS;
  if (elementCount(shape) > most) {
    throw fail({
      kind: "unsupported",
      message: `the shape ${showShape(shape)} has more than ${most} elements`,
      note: `more are not read of type ${type.name}`,
    });
  }
  return shape;
}

type Elements = Pick<Constant, "values" | "rounding">;

function readElements(tensor: Tensor, type: ReadableType, shape: Shape, fail: Fail): Elements {
  requireField(tensor, type.field, type.name, fail);
  const chunks = tensor.rawData === undefined ? tensor[type.field] : [tensor.rawData];
  const count = elementCount(shape);
  const { readVarint } = type;
  if (tensor.rawData !== undefined || readVarint === "packed") return readFixed(chunks, type, count, shape, fail);
  return readVarints(chunks, { ...type, readVarint }, count, shape, fail);
}

/** @throws what `fail` makes where the data is there twice, or in a field of another type. */
function requireField(tensor: Tensor, own: TypedField, type: string, fail: Fail): void {
  const given = TYPED_FIELDS.filter((field) => tensor[field].length > 0);
  if (given.length + (tensor.rawData === undefined ? 0 : 1) > 1) throw fail({ message: "the data of an array is given twice" });
  if (given.some((field) => field !== own)) throw fail({ message: `an array of type ${type} has its data in ${given.join(", ")}` });
}

/** Elements of fixed size, little-endian; a chunk holds whole elements. */
function readFixed(chunks: readonly Uint8Array[], type: ReadableType, count: number, shape: Shape, fail: Fail): Elements {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  if (length !== count * type.bytes || chunks.some((chunk) => chunk.length % type.bytes !== 0)) {
    throw fail({
      message: `the data has ${length} bytes`,
      note: `its type ${type.name} and shape ${showShape(shape)} ask for ${count * type.bytes}`,
    });
  }
  // The bytes are in the order of the machine's own float32 numbers: many times faster than one by one.
  const [only] = chunks;
  if (type.name === "float" && IS_LITTLE_ENDIAN && chunks.length === 1) return { values: float32InPlace(only) };
  const elements = new ConvertedElements(type, count, fail);
  for (const chunk of chunks) {
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let offset = 0; offset < chunk.length; offset += type.bytes) elements.add(type.read(view, offset));
  }
  return elements.finish();
}

function readVarints(
  chunks: readonly Uint8Array[],
  type: ReadableType & { readonly readVarint: (reader: BinaryReader) => number | bigint | string },
  count: number,
  shape: Shape,
  fail: Fail,
): Elements {
  const wrongCount = (): Error => fail({ message: "the number of elements is wrong", note: `the shape ${showShape(shape)} asks for ${count}` });
  // An element has at least one byte.
  if (count > chunks.reduce((sum, chunk) => sum + chunk.length, 0)) throw wrongCount();
  const elements = new ConvertedElements(type, count, fail);
  for (const chunk of chunks) {
    const reader = new BinaryReader(chunk);
    while (reader.pos < reader.len) {
      if (elements.added === count) throw wrongCount();
      elements.add(elementOf(reader, type.readVarint, fail));
    }
  }
  if (elements.added < count) throw wrongCount();
  return elements.finish();
}

function elementOf<Element>(reader: BinaryReader, read: (reader: BinaryReader) => Element, fail: Fail): Element {
  try {
    return read(reader);
  } catch {
    throw fail({ message: "the data ends in the middle of an element" });
  }
}
