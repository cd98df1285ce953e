// Points and results are float32 while they are chosen and compared; functions have arguments and results of other types, too. Goes
// from the one to the other.

import { joinedBytes } from "../numeric/bytes.ts";
import type { Buffer, Program } from "../program/program.ts";
import { callingConvention } from "../program/program.ts";
import { convertLanes } from "../program/convert.ts";
import { SCALARS, type Scalar, type Values } from "../program/scalar.ts";
import type { Points } from "./points.ts";

/** For each input of the program its elements at all points: of integers the nearest ones, of truth values whether a number is not 0. */
export function argumentsAt(program: Program, points: Points): readonly Values[] {
  let first = 0;
  return callingConvention(program).inputs.map(({ buffer: { size, scalar } }) => {
    const column = selectColumns(points.values, points.width, first, size);
    first += size;
    return typed(column, scalar);
  });
}

/** The points as the records of a driver: the elements of all inputs in order, each as the bytes of its type. */
export function recordsOf(program: Program, points: Points): Uint8Array {
  const buffers = callingConvention(program).inputs.map(({ buffer }) => buffer);
  if (buffers.length === 0) return new Uint8Array(points.count);
  if (buffers.every(isFloat32)) return bytesOf(points.values);
  return interleaved(buffers, argumentsAt(program, points), points.count);
}

/** The results in a driver's records, as float32: count × (elements of all outputs, in order). */
export function resultsIn(program: Program, bytes: Uint8Array): Float32Array {
  return resultsOf(outputsOf(program), bytes);
}

/** As `resultsIn`, of a driver that writes the results of each record twice: by a single call, and by that of the function for many arguments. */
export function resultsOfBothIn(program: Program, bytes: Uint8Array): readonly [single: Float32Array, many: Float32Array] {
  const outputs = outputsOf(program);
  const both = resultsOf([...outputs, ...outputs], bytes);
  const width = outputs.reduce((sum, { size }) => sum + size, 0);
  const whole = both.subarray(0, both.length - (both.length % (2 * width)));
  return [selectColumns(whole, 2 * width, 0, width), selectColumns(whole, 2 * width, width, width)];
}

function outputsOf(program: Program): readonly Buffer[] {
  return callingConvention(program).outputs.map(({ buffer }) => buffer);
}

function resultsOf(buffers: readonly Buffer[], bytes: Uint8Array): Float32Array {
  const own = bytes.slice();
  if (buffers.every(isFloat32)) return new Float32Array(own.buffer, 0, Math.floor(own.length / Float32Array.BYTES_PER_ELEMENT));
  const record = buffers.reduce((sum, { scalar, size }) => sum + size * SCALARS[scalar].bytes, 0);
  const count = Math.floor(own.length / record);
  const arrays = buffers.map(({ scalar, size }) => SCALARS[scalar].newValues(count * size));
  let at = 0;
  for (let call = 0; call < count; call++) {
    buffers.forEach(({ scalar, size }, position) => {
      const width = size * SCALARS[scalar].bytes;
      bytesOf(arrays[position]).set(own.subarray(at, at + width), call * width);
      at += width;
    });
  }
  return joinedResults(buffers, arrays, count);
}

/** Results of each output as one array: count × (elements of all outputs, in order). */
export function joinedResults(buffers: readonly Buffer[], results: readonly Values[], count: number): Float32Array {
  const [only] = results;
  // What there is one of needs no joining, which takes longer than many a program.
  if (results.length === 1 && only instanceof Float32Array) return only;
  const width = buffers.reduce((sum, { size }) => sum + size, 0);
  const all = new Float32Array(count * width);
  let offset = 0;
  buffers.forEach(({ size }, position) => {
    for (let i = 0; i < count; i++) all.set(results[position].subarray(i * size, (i + 1) * size), i * width + offset);
    offset += size;
  });
  return all;
}

function interleaved(buffers: readonly Buffer[], arrays: readonly Values[], count: number): Uint8Array {
  const parts = Array.from({ length: count }, (_, call) =>
    buffers.map(({ size }, position) => bytesOf(arrays[position].subarray(call * size, (call + 1) * size))),
  ).flat();
  return joinedBytes(parts);
}

function typed(column: Float32Array, scalar: Scalar): Values {
  if (scalar === "f32") return column;
  if (scalar === "bool") return Uint8Array.from(column, (value) => (value === 0 || Number.isNaN(value) ? 0 : 1));
  const data = SCALARS[scalar].newValues(column.length);
  convertLanes("round", "f32", scalar, { data: column, offset: 0, step: 1 }, { data, offset: 0, count: column.length });
  return data;
}

/** Columns first … first + size − 1 of a row-major array of rows of `width`. */
function selectColumns(values: Float32Array, width: number, first: number, size: number): Float32Array {
  if (size === width) return values;
  const count = values.length / width;
  const selected = new Float32Array(count * size);
  for (let row = 0; row < count; row++) {
    selected.set(values.subarray(row * width + first, row * width + first + size), row * size);
  }
  return selected;
}

function isFloat32({ scalar }: Buffer): boolean {
  return scalar === "f32";
}

function bytesOf({ buffer, byteOffset, byteLength }: Values): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
