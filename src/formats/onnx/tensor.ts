// Reads the arrays in an ONNX file: parameters and other constants. Does not know what they are for.

import { BinaryReader } from "@bufbuild/protobuf/wire";
import { MAXIMUM_ELEMENTS } from "../../network/network-builder.ts";
import { elementCount, showShape } from "../../network/shape.ts";
import type { Shape } from "../../network/shape.ts";
import { nameOfElementType, READABLE_TYPES, TYPED_FIELDS } from "./element-types.ts";
import type { ReadableType } from "./element-types.ts";
import { float32InPlace } from "./float32-in-place.ts";
import type { Tensor } from "./onnx-messages.ts";
import { beyondFloat32, requireFinite } from "../finite.ts";
import type { Fail } from "../refuse.ts";
import { refused } from "../refuse.ts";

/** numpy's limit until version 2; no tool that writes ONNX needs more axes. */
export const MAXIMUM_AXES = 32;

/** Of one array of integers: those are sizes, axes and flags. */
const MAXIMUM_INTEGERS = 2 ** 16;

/** A constant array of the file. */
export interface Constant {
  /** `float`, `double`, `int32`, `int64` or `bool`. */
  readonly type: string;
  readonly shape: Shape;
  /**
   * Row-major. Of float and double float32, double rounded to nearest; of the other types float64, exact to 2^53, with
   * 0 and 1 for bool.
   */
  readonly values: Float32Array | Float64Array;
}

const DATA_LOCATION_EXTERNAL = 1;
const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * A large array of float32 stays where it is in the file's bytes. Nothing is allocated before the size of the data is known to fit the shape.
 *
 * @param place where the array is, for messages: `parameter "W"`.
 * @throws DiagnosticError of category model where the array is of a type that cannot be read, is kept outside the file, is
 * in segments, has its data twice or not as much as the shape asks for, or holds NaN, an infinity or a double beyond float32.
 */
export function readTensor(tensor: Tensor, file: string, place: string): Constant {
  const fail: Fail = (refusal) => refused(file, { place, ...refusal });
  if (tensor.dataLocation === DATA_LOCATION_EXTERNAL || tensor.externalData.length > 0) {
    throw fail({
      kind: "unsupported",
      message: "the data of a parameter is kept in another file",
      note: "nnc reads models of one file",
      hint: "load the model with onnx.load and save it with onnx.save, which puts the data into the model",
    });
  }
  if (tensor.segment !== undefined) throw fail({ kind: "unsupported", message: "the data of a parameter is split into segments" });
  const type = READABLE_TYPES.get(tensor.dataType ?? 0);
  if (type === undefined) {
    throw fail({
      kind: "unsupported",
      message: `the elements are of type ${nameOfElementType(tensor.dataType)}`,
      note: "nnc computes in float32; it reads parameters of type float and double",
      hint: "export the model in float32, without quantisation",
    });
  }
  const shape = readDimensions(tensor.dims, type, fail);
  return { type: type.name, shape, values: readElements(tensor, type, shape, fail) };
}

function readDimensions(dimensions: readonly bigint[], type: ReadableType, fail: Fail): Shape {
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

function readElements(tensor: Tensor, type: ReadableType, shape: Shape, fail: Fail): Float32Array | Float64Array {
  const given = TYPED_FIELDS.filter((field) => tensor[field].length > 0);
  if (given.length + (tensor.rawData === undefined ? 0 : 1) > 1) throw fail({ message: "the data of an array is given twice" });
  if (given.some((field) => field !== type.field)) {
    throw fail({ message: `an array of type ${type.name} has its data in ${given.join(", ")}` });
  }
  const chunks = tensor.rawData === undefined ? tensor[type.field] : [tensor.rawData];
  const count = elementCount(shape);
  if (tensor.rawData !== undefined || type.readVarint === "packed") return readFixed(chunks, type, count, shape, fail);
  return readVarints(chunks, type.readVarint, count, shape, fail);
}

/** Elements of fixed size, little-endian; a chunk holds whole elements. */
function readFixed(
  chunks: readonly Uint8Array[],
  type: ReadableType,
  count: number,
  shape: Shape,
  fail: Fail,
): Float32Array | Float64Array {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  if (length !== count * type.bytes || chunks.some((chunk) => chunk.length % type.bytes !== 0)) {
    throw fail({
      message: `the data has ${length} bytes`,
      note: `its type ${type.name} and shape ${showShape(shape)} ask for ${count * type.bytes}`,
    });
  }
  // The bytes are in the order of the machine's own float32 numbers: many times faster than one by one.
  const [only] = chunks;
  if (type.name === "float" && IS_LITTLE_ENDIAN && chunks.length === 1) return requireFinite(float32InPlace(only), fail);
  const values = type.isFloat ? new Float32Array(count) : new Float64Array(count);
  let position = 0;
  for (const chunk of chunks) {
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let offset = 0; offset < chunk.length; offset += type.bytes, position++) {
      const value = type.read(view, offset);
      values[position] = value;
      if (Number.isFinite(value) && !Number.isFinite(values[position])) {
        throw beyondFloat32(position, value, type.name, fail);
      }
    }
  }
  return requireFinite(values, fail);
}

function readVarints(
  chunks: readonly Uint8Array[],
  read: (reader: BinaryReader) => number,
  count: number,
  shape: Shape,
  fail: Fail,
): Float64Array {
  const wrongCount = (): Error => fail({ message: "the number of elements is wrong", note: `the shape ${showShape(shape)} asks for ${count}` });
  // An element has at least one byte.
  if (count > chunks.reduce((sum, chunk) => sum + chunk.length, 0)) throw wrongCount();
  const values = new Float64Array(count);
  let position = 0;
  for (const chunk of chunks) {
    const reader = new BinaryReader(chunk);
    while (reader.pos < reader.len) {
      if (position === count) throw wrongCount();
      try {
        values[position++] = read(reader);
      } catch {
        throw fail({ message: "the data ends in the middle of an element" });
      }
    }
  }
  if (position < count) throw wrongCount();
  return values;
}
