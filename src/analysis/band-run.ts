// Proves where every result of a program is, roundings included, while its only input goes from one float32 number to another: by bands around lines.

import { BANDS, between, roundedBand, steady, type Band } from "../program/domains/band.ts";
import { interpret } from "../program/interpret.ts";
import type { Program } from "../program/program.ts";
import { runOfForms, type Arithmetic, type SmoothFunctions } from "./form-run.ts";
import { functionsInPlace } from "./regions/functions-in-place.ts";

/** Where each element of the outputs is for every float32 of an interval; undefined where the input picks numbers and it is not known which. */
export type BandsOn = (low: number, high: number) => readonly Band[] | undefined;

/**
 * @param program one input of one element; its calls are in place.
 * @returns for `low` and `high`, float32 numbers in this order; bands are of t = −1 at low and 1 at high.
 */
export function bandsOf(program: Program, functions: SmoothFunctions, arithmetic: Arithmetic): BandsOn {
  const run = runOfForms(BANDS, program, functions, arithmetic, functionsInPlace(BANDS, program, functions, arithmetic));
  return (low, high) => {
    if (low === high && arithmetic === "float32") return resultsAt(program, low);
    const [centre, rise] = [low / 2 + high / 2, high / 2 - low / 2];
    return run([{ form: low === high ? steady(low) : roundedBand({ centre, rise, radius: 0 }, "f64"), low, high }]);
  };
}

/** What is computed of a single number, of 0 with either sign. */
function resultsAt(program: Program, x: number): readonly Band[] {
  const [first, second] = [x, -x].map((one) => interpret(program, [Float32Array.of(x === 0 ? one : x)], 1).flatMap((values) => [...values]));
  return first.map((one, place) => between(Math.min(one, second[place]), Math.max(one, second[place])));
}
