// Runs a program at points that hold the elements of all its inputs. Compares nothing.

import { prepare } from "../assemble/run-program.ts";
import type { Program } from "../program/program.ts";
import { callingConvention } from "../program/program.ts";
import type { Points } from "./points.ts";
import { argumentsAt, joinedResults } from "./typed-records.ts";

/**
 * The results of a program at all points, as float32: count × (elements of all outputs, in order).
 * A point holds the elements of all inputs, in order.
 */
export function evaluate(program: Program, points: Points): Float32Array {
  const buffers = callingConvention(program).outputs.map(({ buffer }) => buffer);
  return joinedResults(buffers, prepare(program)(argumentsAt(program, points), points.count), points.count);
}
