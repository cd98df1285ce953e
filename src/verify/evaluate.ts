// Runs a program at points that hold the elements of all its inputs. Compares nothing.

import { prepare } from "../assemble/run-program.ts";
import { SEQUENCE } from "../codegen/sequence.ts";
import { operationsOfCall } from "../program/operation-count.ts";
import type { Program } from "../program/program.ts";
import { remembers } from "../program/unit.ts";
import { callingConvention } from "../program/program.ts";
import type { Pausing } from "../train/pausing.ts";
import type { Points } from "./points.ts";
import { argumentsAt, joinedResults } from "./typed-records.ts";

/** Operations between two pauses, and calls, however few each takes. */
const OPERATIONS_AT_ONCE = 2 ** 21;
const MOST_CALLS_AT_ONCE = 1024;

/**
 * The results of a program at all points, as float32: count × (elements of all outputs, in order).
 * A point holds the elements of all inputs, in order.
 */
export function evaluate(program: Program, points: Points): Float32Array {
  const buffers = callingConvention(program).outputs.map(({ buffer }) => buffer);
  return joinedResults(buffers, prepare(program)(argumentsAt(program, points), points.count), points.count);
}

/** As `evaluate`, of some points at a time; a program that remembers its calls begins anew before every `SEQUENCE` of them, as drivers have it. */
export function* evaluatePausing(program: Program, { width, count, values }: Points): Pausing<Float32Array> {
  const outputs = callingConvention(program).outputs.reduce((sum, { buffer }) => sum + buffer.size, 0);
  const results = new Float32Array(count * outputs);
  const most = remembers(program) ? SEQUENCE : callsAtOnce(program);
  for (let first = 0; first < count; first += most) {
    const end = Math.min(count, first + most);
    results.set(evaluate(program, { width, count: end - first, values: values.subarray(first * width, end * width) }), first * outputs);
    yield;
  }
  return results;
}

/** Calls that end before anyone who waits for a pause notices. */
export function callsAtOnce(program: Program): number {
  return Math.max(1, Math.min(MOST_CALLS_AT_ONCE, Math.floor(OPERATIONS_AT_ONCE / Math.max(1, operationsOfCall(program)))));
}
