// Proves where every result of a program is, roundings included, while its only input goes from one float32 number to another: by bands around lines.

import type { Bounds } from "../program/domains/affine-algebra.ts";
import { BANDS, between, roundedBand, steady, type Band } from "../program/domains/band.ts";
import { interpret } from "../program/interpret.ts";
import type { Program } from "../program/program.ts";
import { bandsSideBySide } from "./band-lanes.ts";
import { runOfForms, type Arithmetic, type SmoothFunctions } from "./form-run.ts";
import { functionsInPlace } from "./regions/functions-in-place.ts";

/** Where each element of the outputs is for every float32 of each interval; undefined where the input picks numbers and it is not known which. */
export type BandsOn = (intervals: readonly Bounds[]) => readonly (readonly Band[] | undefined)[];

/**
 * @param program one input of one element; its calls are in place.
 * @returns for intervals from one float32 number to another one; bands are of t = −1 at low and 1 at high.
 */
export function bandsOf(program: Program, functions: SmoothFunctions, arithmetic: Arithmetic): BandsOn {
  const replaced = functionsInPlace(BANDS, program, functions, arithmetic);
  const together = arithmetic === "float32" && replaced.size === 0 ? bandsSideBySide(program, bandOver) : undefined;
  const run = runOfForms(BANDS, program, functions, arithmetic, replaced);
  const over = ({ low, high }: Bounds): readonly Band[] | undefined => run([{ form: bandOver({ low, high }), low, high }]);
  const overEach = together ?? ((intervals) => intervals.map(over));
  if (arithmetic === "real") return overEach;
  return (intervals) => {
    const wide = overEach(intervals.filter(({ low, high }) => low < high)).values();
    return intervals.map(({ low, high }) => (low === high ? resultsAt(program, low) : wide.next().value));
  };
}

/** Of the input itself. */
function bandOver({ low, high }: Bounds): Band {
  return low === high ? steady(low) : roundedBand({ centre: low / 2 + high / 2, rise: high / 2 - low / 2, radius: 0 }, "f64");
}

/** What is computed of a single number, of 0 with either sign. */
function resultsAt(program: Program, x: number): readonly Band[] {
  const [first, second] = [x, -x].map((one) => interpret(program, [Float32Array.of(x === 0 ? one : x)], 1).flatMap((values) => [...values]));
  return first.map((one, place) => between(Math.min(one, second[place]), Math.max(one, second[place])));
}
