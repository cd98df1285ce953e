// What programs that time a function read and write, as bytes: `emitTimer` says what they are. Runs none.

import { joinedBytes } from "../numeric/bytes.ts";
import { callingConvention, type Program } from "../program/program.ts";
import type { Points } from "../verify/points.ts";
import { argumentsAt, joinedResults } from "../verify/typed-records.ts";

/** How often calls are made. */
export interface Turns {
  readonly rounds: number;
  readonly turns: number;
}

/** Nanoseconds of a call in each round. */
export interface Times {
  readonly independent: readonly number[];
  readonly dependent: readonly number[];
  readonly between: readonly number[];
}

export interface Timed extends Times {
  /** Count × the elements of all outputs, in order. */
  readonly results: Float32Array;
}

export function asked(program: Program, points: Points, { rounds, turns }: Turns): Uint8Array {
  const numbers = argumentsAt(program, points).map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength));
  return joinedBytes([new Uint8Array(Uint32Array.of(rounds, turns, points.count).buffer), ...numbers]);
}

/** Undefined where there is more or less than was asked for. */
export function answered(program: Program, { count }: Points, { rounds }: Turns, bytes: Uint8Array): Timed | undefined {
  const buffers = callingConvention(program).outputs.map(({ buffer }) => buffer);
  const width = buffers.reduce((sum, { size }) => sum + size, 0);
  const length = width * count * Float32Array.BYTES_PER_ELEMENT;
  if (bytes.length !== length + 3 * rounds * Float64Array.BYTES_PER_ELEMENT) return undefined;
  const own = bytes.slice().buffer;
  let from = 0;
  const results = buffers.map(({ size }) => {
    const array = new Float32Array(own, from, size * count);
    from += array.byteLength;
    return array;
  });
  const times = new Float64Array(own.slice(length));
  const column = (first: number): readonly number[] => Array.from({ length: rounds }, (_, round) => times[3 * round + first]);
  return { results: joinedResults(buffers, results, count), independent: column(0), dependent: column(1), between: column(2) };
}
