// The arguments that a self-test may call with: numbers of a domain, of the types of the inputs, the same ones every time. Chooses none of them.

import type { DomainVariable } from "../../network/model.ts";
import { nearestFloat32Within } from "../../numeric/float32.ts";
import { RandomGenerator } from "../../numeric/random.ts";
import type { InputBuffer, Program } from "../../program/program.ts";
import { isFloat, SCALARS, type Scalar, type Values } from "../../program/scalar.ts";
import { generatedSteps, numberOfGrid, type Grid } from "./golden.ts";

/** Both possible. */
type Range = Pick<DomainVariable, "low" | "high">;

/** Of what a domain is not known: all that integers of 8 and 16 bits hold, of 32 bits as many numbers as of 16. */
const RANGES: Readonly<Record<Scalar, Range>> = {
  f32: { low: -1, high: 1 },
  f64: { low: -1, high: 1 },
  i8: { low: SCALARS.i8.least, high: SCALARS.i8.greatest },
  u8: { low: 0, high: SCALARS.u8.greatest },
  i16: { low: SCALARS.i16.least, high: SCALARS.i16.greatest },
  u16: { low: 0, high: SCALARS.u16.greatest },
  i32: { low: SCALARS.i16.least, high: SCALARS.i16.greatest },
  u32: { low: 0, high: SCALARS.u16.greatest },
  bool: { low: 0, high: 1 },
};

export function inputsOf({ buffers }: Program): readonly InputBuffer[] {
  return buffers.filter((buffer) => buffer.role === "input");
}

/** Of each input, in order, the range of each element. @param domain one variable for each element of all inputs, or not known. */
export function rangesOf(program: Program, domain: readonly DomainVariable[] | undefined): readonly (readonly Range[])[] {
  let first = 0;
  return inputsOf(program).map(({ scalar, size }) => {
    const ranges = domain?.slice(first, first + size).map((range) => (isFloat(scalar) ? range : wholeWithin(range, scalar)));
    first += size;
    return ranges ?? Array.from({ length: size }, () => RANGES[scalar]);
  });
}

/** All that the type holds where that has no part in the range. */
function wholeWithin({ low, high }: Range, scalar: Scalar): Range {
  const { least, greatest } = SCALARS[scalar];
  const whole = { low: Math.max(least, Math.ceil(low)), high: Math.min(greatest, Math.floor(high)) };
  return whole.low <= whole.high ? whole : RANGES[scalar];
}

/** Arguments of so many calls, each element anywhere in its range. */
export function randomArguments(program: Program, ranges: readonly (readonly Range[])[], calls: number, seed: number): readonly Values[] {
  const random = new RandomGenerator(seed);
  const values = inputsOf(program).map(({ scalar, size }) => SCALARS[scalar].newValues(calls * size));
  for (let call = 0; call < calls; call++) {
    inputsOf(program).forEach(({ scalar, size }, input) => {
      ranges[input].forEach(({ low, high }, i) => {
        values[input][call * size + i] = isFloat(scalar)
          ? nearestFloat32Within(random.uniformIn(low, high), low, high)
          : Math.min(high, Math.floor(random.uniformIn(low, high + 1)));
      });
    });
  }
  return values;
}

/** Arguments of so many calls as the Program of a self-test makes them. @param grids of each input. */
export function generatedArguments(program: Program, grids: readonly Grid[], calls: number, seed: number): readonly Values[] {
  const nextStep = generatedSteps(seed);
  const values = inputsOf(program).map(({ scalar, size }) => SCALARS[scalar].newValues(calls * size));
  for (let call = 0; call < calls; call++) {
    inputsOf(program).forEach(({ scalar, size }, input) => {
      for (let i = 0; i < size; i++) values[input][call * size + i] = numberOfGrid(grids[input], nextStep(), scalar);
    });
  }
  return values;
}

/** A grid within all of the ranges where they have a part in common that is wide enough, else that of an input whose domain is not known. */
export function gridOf(ranges: readonly Range[], scalar: Scalar): Grid {
  const [low, high] = [Math.max(...ranges.map((one) => one.low)), Math.min(...ranges.map((one) => one.high))];
  return (isFloat(scalar) ? gridOfFloats(low, high) : gridOfIntegers(low, high)) ?? gridOf([RANGES[scalar]], scalar);
}

function gridOfFloats(low: number, high: number): Grid | undefined {
  const step = 2 ** Math.floor(Math.log2((high - low) / 256));
  const first = Math.ceil(low / step);
  // 24 bits hold every number of the grid.
  const isExact = Number.isFinite(first) && Math.abs(first) < 2 ** 23 && step >= 2 ** -100 && step <= 2 ** 100;
  return isExact ? { low: first * step, step } : undefined;
}

function gridOfIntegers(low: number, high: number): Grid | undefined {
  return low <= high ? { low, step: Math.min(high - low + 1, 2 ** 24) / 256 } : undefined;
}
