// Calls of a Program with arguments of all its types, as arrays and as a driver's records, and where results are others than they must be.

import { expect } from "vitest";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { callingConvention, type Program } from "../../src/program/program.ts";
import { SCALARS, type Values } from "../../src/program/scalar.ts";
import { drawValue } from "../program/scalar-values.ts";

/** The arguments of `count` calls, an array for each input. */
export function drawInputs(program: Program, count: number): readonly Values[] {
  const random = new RandomGenerator(11);
  return callingConvention(program).inputs.map(({ buffer: { scalar, size } }) => {
    const values = SCALARS[scalar].newValues(count * size);
    for (let i = 0; i < values.length; i++) values[i] = drawValue(scalar, random);
    return values;
  });
}

/** The bytes of a driver's records: the elements of all arrays for the first call, for the second … */
export function recordsOf(arrays: readonly Values[], count: number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let call = 0; call < count; call++) {
    for (const { buffer, byteOffset, byteLength } of arrays) {
      const size = byteLength / count;
      parts.push(new Uint8Array(buffer, byteOffset + call * size, size));
    }
  }
  return Buffer.concat(parts);
}

/** The reverse of `recordsOf`. */
export function arraysOf(records: Uint8Array, program: Program, count: number): readonly Values[] {
  const outputs = callingConvention(program).outputs.map(({ buffer: { scalar, size } }) => ({ size, values: SCALARS[scalar].newValues(count * size) }));
  let offset = 0;
  for (let call = 0; call < count; call++) {
    for (const { size, values } of outputs) {
      const bytes = size * values.BYTES_PER_ELEMENT;
      new Uint8Array(values.buffer).set(records.subarray(offset, offset + bytes), call * bytes);
      offset += bytes;
    }
  }
  expect(offset).toBe(records.length);
  return outputs.map(({ values }) => values);
}

/** Which outputs differ, as `label: computed instead of expected of call`; −0 is not +0, NaN is NaN. */
export function differences(expected: readonly Values[], computed: readonly Values[], count: number, labelOf: (output: number, place: number) => string): readonly string[] {
  const found = new Map<string, string>();
  expected.forEach((values, output) => {
    const size = values.length / count;
    values.forEach((value: number, i: number) => {
      const label = labelOf(output, i % size);
      if (!Object.is(value, computed[output][i]) && !found.has(label)) {
        found.set(label, `${label}: ${computed[output][i]} instead of ${value} in call ${Math.floor(i / size)}`);
      }
    });
  });
  return [...found.values()];
}
