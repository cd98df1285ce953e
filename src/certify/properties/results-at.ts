// What is emitted at points, by the interpreter.

import { interpret } from "../../program/interpret.ts";
import { callingConvention, type Program } from "../../program/program.ts";

/** @param points elements of the inputs in order, float32. @returns of each the elements of the outputs in order. */
export function resultsAt(program: Program, points: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const { inputs, outputs } = callingConvention(program);
  let first = 0;
  const given = inputs.map(({ buffer: { size } }) => {
    const from = first;
    first += size;
    return Float32Array.from(points.flatMap((point) => point.slice(from, from + size)));
  });
  const results = interpret(program, given, points.length);
  return points.map((_, place) => outputs.flatMap(({ buffer: { size } }, output) => [...results[output].subarray(place * size, (place + 1) * size)]));
}
