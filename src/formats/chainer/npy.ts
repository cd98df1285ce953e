// Reads and writes numpy's .npy format, versions 1.0 to 3.0 (numpy.lib.format): arrays of floating-point numbers become
// float32 in row-major order. Does not know what an array is for.

import { MAXIMUM_ELEMENTS } from "../../network/network-builder.ts";
import { elementCount, showShape } from "../../network/shape.ts";
import type { Shape } from "../../network/shape.ts";
import { latin1Bytes, latin1Text } from "../../numeric/bytes.ts";
import { float32Bytes } from "../../numeric/float32-bytes.ts";
import { beyondFloat32, requireFinite } from "../finite.ts";
import { float32InPlace, IS_LITTLE_ENDIAN } from "../float32-in-place.ts";
import type { Fail } from "../refuse.ts";
import { shown } from "../refuse.ts";
import type { NumberType } from "./number-types.ts";
import { NUMBER_TYPES } from "./number-types.ts";
import type { PythonLiteral } from "./python-literal.ts";
import { parsePythonLiteral } from "./python-literal.ts";

/** An array that has been looked at, but whose numbers have not. */
export interface NpyHeader {
  readonly shape: Shape;
  /** numpy's name of the type of the elements, such as `<f4`; undefined where they are records. */
  readonly type: string | undefined;
  readonly isFortranOrder: boolean;
  /** Where the numbers begin. */
  readonly start: number;
}

const MAGIC = "\x93NUMPY";
const VERSION_BYTES = MAGIC.length + 2;
/** numpy's own limit. */
const MAXIMUM_HEADER_BYTES = 10_000;
/** numpy's limit until version 2. */
const MAXIMUM_AXES = 32;
const WRITTEN_ALIGNMENT = 64;
/** Of numbers that are as memory has them. */
const OWN_TYPE = "<f4";

/** @throws the error of `fail` where the bytes do not begin as an array. */
export function readNpyHeader(bytes: Uint8Array, fail: Fail): NpyHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (latin1Text(bytes.subarray(0, MAGIC.length)) !== MAGIC || bytes.length < VERSION_BYTES + 4) {
    throw fail({ message: "it is no numpy array (.npy)" });
  }
  const [major, minor] = bytes.subarray(MAGIC.length, VERSION_BYTES);
  if (major < 1 || major > 3 || minor !== 0) {
    throw fail({
      kind: "unsupported",
      message: `the array is of version ${major}.${minor} of numpy's format`,
      note: "nnc reads versions 1.0, 2.0 and 3.0",
    });
  }
  const length = major === 1 ? view.getUint16(VERSION_BYTES, true) : view.getUint32(VERSION_BYTES, true);
  const headerStart = VERSION_BYTES + (major === 1 ? 2 : 4);
  if (length > MAXIMUM_HEADER_BYTES) {
    throw fail({
      kind: "unsupported",
      message: `the header of the array has ${length} bytes`,
      note: `at most ${MAXIMUM_HEADER_BYTES} are read, as by numpy`,
    });
  }
  const start = headerStart + length;
  if (start > bytes.length) throw fail({ message: "the array ends within its header" });
  return { ...parseHeader(latin1Text(bytes.subarray(headerStart, start)), fail), start };
}

function parseHeader(text: string, fail: Fail): Omit<NpyHeader, "start"> {
  const header = parsePythonLiteral(text);
  const damaged = () => fail({ message: "the header of the array is damaged", note: shown(text.trimEnd()) });
  if (header === undefined || !isDictionary(header) || header.size !== 3) throw damaged();
  const [type, isFortranOrder, shape] = ["descr", "fortran_order", "shape"].map((key) => header.get(key));
  if (typeof isFortranOrder !== "boolean" || !isShape(shape)) throw damaged();
  if (shape.length > MAXIMUM_AXES) {
    throw fail({
      kind: "unsupported",
      message: `the array has ${shape.length} axes`,
      note: `at most ${MAXIMUM_AXES} are read`,
    });
  }
  return { shape, type: typeof type === "string" ? type : undefined, isFortranOrder };
}

function isDictionary(value: PythonLiteral): value is ReadonlyMap<string, PythonLiteral> {
  return value instanceof Map;
}

function isShape(value: unknown): value is Shape {
  return Array.isArray(value) && value.every((extent) => Number.isSafeInteger(extent) && extent >= 0);
}

/**
 * The numbers in row-major order, those of float64 rounded to the nearest float32. Large arrays of float32 stay where they are in the bytes,
 * which must not be read again.
 *
 * @param bytes the whole array, header included.
 * @param header of an array of at most two axes.
 * @throws the error of `fail` where they are of another type, fewer or more than the shape asks for, NaN, infinite or beyond
 * float32. Nothing is allocated before their number is known to be right.
 */
export function readNpyNumbers(bytes: Uint8Array, { shape, type, isFortranOrder, start }: NpyHeader, fail: Fail): Float32Array {
  const numbers = type === undefined ? undefined : NUMBER_TYPES.get(type);
  if (numbers === undefined) throw wrongType(type, fail);
  const count = elementCount(shape);
  if (count > MAXIMUM_ELEMENTS) {
    throw fail({
      kind: "unsupported",
      message: `the shape ${showShape(shape)} has more than ${MAXIMUM_ELEMENTS} elements`,
    });
  }
  const length = bytes.length - start;
  if (length !== count * numbers.bytes) {
    throw fail({ message: `the data has ${length} bytes`, note: `its type ${type} and shape ${showShape(shape)} ask for ${count * numbers.bytes}` });
  }
  const values =
    type === OWN_TYPE && IS_LITTLE_ENDIAN
      ? requireFinite(float32InPlace(bytes.subarray(start)), fail)
      : decoded(new DataView(bytes.buffer, bytes.byteOffset + start, length), numbers, count, fail);
  return isFortranOrder && shape.length === 2 ? toRowMajor(values, shape) : values;
}

function wrongType(type: string | undefined, fail: Fail): Error {
  if (type?.endsWith("O") === true) {
    return fail({
      kind: "unsupported",
      message: "the elements are Python objects",
      note: "Chainer saves a parameter so while its shape is not known: the network has never been called",
      hint: "call the network once, as training does, and save it again",
    });
  }
  return fail({
    kind: "unsupported",
    message: `the elements are of type ${type === undefined ? "record" : shown(type)}`,
    note: "nnc computes in float32; it reads parameters of type float32, float64 and float16",
    hint: "save the parameters as float32: array.astype(numpy.float32)",
  });
}

function decoded(view: DataView, type: NumberType, count: number, fail: Fail): Float32Array {
  const values = new Float32Array(count);
  for (let position = 0; position < count; position++) {
    const value = type.read(view, position * type.bytes);
    values[position] = value;
    if (Number.isFinite(value) && !Number.isFinite(values[position])) throw beyondFloat32(position, value, type.name, fail);
  }
  return requireFinite(values, fail);
}

/** A matrix from Fortran's order, in which the first index changes fastest; of one axis or none both orders are the same. */
function toRowMajor(values: Float32Array, [rows, columns]: Shape): Float32Array {
  const result = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) result[row * columns + column] = values[column * rows + row];
  }
  return result;
}

/** A whole .npy file of version 1.0: little-endian float32 in row-major order, aligned as numpy does. */
export function writeNpy(data: Float32Array, shape: Shape): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': ${tuple}, }`;
  const headerStart = VERSION_BYTES + 2;
  const start = Math.ceil((headerStart + header.length + 1) / WRITTEN_ALIGNMENT) * WRITTEN_ALIGNMENT;
  const bytes = new Uint8Array(start + data.byteLength);
  const view = new DataView(bytes.buffer);
  bytes.set(latin1Bytes(`${MAGIC}\x01\0`));
  view.setUint16(VERSION_BYTES, start - headerStart, true);
  bytes.set(latin1Bytes(`${header.padEnd(start - headerStart - 1)}\n`), headerStart);
  bytes.set(float32Bytes(data), start);
  return bytes;
}
