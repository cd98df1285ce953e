// Runs a program at points that hold the elements of all its inputs. Compares nothing.

import { runProgram } from "../assemble/run-program.ts";
import type { Program } from "../program/program.ts";
import { callingConvention } from "../program/program.ts";
import type { Points } from "./points.ts";

/**
 * The results of a program at all points: count × (elements of all outputs, in order).
 * A point holds the elements of all inputs, in order.
 */
export function evaluate(program: Program, points: Points): Float32Array {
  const { inputs, outputs } = callingConvention(program);
  let first = 0;
  const columns = inputs.map(({ buffer }) => {
    const column = selectColumns(points.values, points.width, first, buffer.size);
    first += buffer.size;
    return column;
  });
  const results = runProgram(program, columns, points.count);
  // What there is one of needs no joining, which takes longer than many a program.
  if (results.length === 1) return results[0];
  const width = outputs.reduce((sum, { buffer }) => sum + buffer.size, 0);
  const joined = new Float32Array(points.count * width);
  let offset = 0;
  outputs.forEach(({ buffer }, position) => {
    const result = results[position] ?? new Float32Array();
    for (let i = 0; i < points.count; i++) {
      joined.set(result.subarray(i * buffer.size, (i + 1) * buffer.size), i * width + offset);
    }
    offset += buffer.size;
  });
  return joined;
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
