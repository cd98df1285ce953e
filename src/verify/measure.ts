// Measures how far a function is from its target. Judges nothing.

import { runProgram } from "../assemble/run-program.ts";
import type { DomainVariable, MeasuredError } from "../network/model.ts";
import { ulpDistance } from "../numeric/float32.ts";
import type { Program } from "../program/program.ts";
import { callingConvention } from "../program/program.ts";
import type { Target } from "../train/target/target.ts";
import type { Points } from "./points.ts";
import { sweep } from "./points.ts";

/** Inputs a sweep takes where nothing else is asked for. */
export const DEFAULT_SAMPLES = 65_537;

export interface ErrorReport extends MeasuredError {
  /** The largest distance from the target rounded to float32, in units in the last place: float32 values between. */
  readonly maximumUlp: number;
  readonly ulpAt: readonly number[];
}

/** The error of a program against its targets, one per output element, over a sweep of the domain. */
export function measureError(
  program: Program,
  targets: readonly Target[],
  domain: readonly DomainVariable[],
  samples: number = DEFAULT_SAMPLES,
): ErrorReport {
  const points = sweep(domain, samples);
  return compareWithTargets(points, evaluate(program, points), targets);
}

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

/**
 * The error of results at points. A result that is NaN has an infinite error. The target is evaluated in float64 at
 * the float32 input the function was given.
 */
export function compareWithTargets(points: Points, results: Float32Array, targets: readonly Target[]): ErrorReport {
  let maximum = -1;
  let at = 0;
  let maximumUlp = -1;
  let ulpAt = 0;
  let sumOfSquares = 0;
  const byOutput = targets.map(() => 0);
  // One array for all points: a view of each takes longer than most targets.
  const point = new Float64Array(points.width);
  for (let i = 0; i < points.count; i++) {
    for (let column = 0; column < point.length; column++) point[column] = points.values[i * point.length + column];
    for (let output = 0; output < targets.length; output++) {
      const expected = targets[output]?.evaluate(point) ?? NaN;
      const computed = results[i * targets.length + output];
      const difference = Math.abs(computed - expected);
      const error = Number.isNaN(difference) ? Infinity : difference;
      const ulp = ulpDistance(computed, Math.fround(expected));
      sumOfSquares += error * error;
      byOutput[output] = Math.max(byOutput[output], error);
      if (error > maximum) {
        maximum = error;
        at = i;
      }
      if (ulp > maximumUlp) {
        maximumUlp = ulp;
        ulpAt = i;
      }
    }
  }
  const pointAt = (i: number): readonly number[] => [...points.values.subarray(i * points.width, (i + 1) * points.width)];
  const rootMeanSquare = Math.sqrt(sumOfSquares / (points.count * targets.length));
  const measured = { maximum, at: pointAt(at), rootMeanSquare, samples: points.count, maximumUlp, ulpAt: pointAt(ulpAt) };
  return targets.length > 1 ? { ...measured, byOutput } : measured;
}
