// Lists the inputs of one variable at which a program or its target may do something of its own. Evaluates nothing.

import { breakpointsPausing } from "../../analysis/breakpoints.ts";
import type { DomainVariable } from "../../network/model.ts";
import { nextFloat32Down, nextFloat32Up } from "../../numeric/float32.ts";
import type { Program } from "../../program/program.ts";
import type { Pausing } from "../../train/pausing.ts";
import { within } from "../points.ts";

/** Halvings of the distance to a place: down to the smallest float32. */
const APPROACH = 150;
/** Inputs between breakpoints, together, and in each stretch between two: some are narrow. */
const BETWEEN = 1024;
const LEAST_BETWEEN = 3;

/**
 * float32 numbers of the domain, ascending, each once: both ends and zero, with their neighbours and ever nearer to them;
 * the breakpoints of the program, where they are known, and `breaks` of the target, with both neighbours; some between each two of
 * those.
 */
export function* notableInputs(program: Program, domain: DomainVariable, breaks: readonly number[]): Pausing<Float32Array> {
  const [low, high] = [within(domain.low, domain), within(domain.high, domain)];
  const found = low < high ? yield* breakpointsPausing(program, low, high) : undefined;
  yield;
  const breakpoints = found?.kind === "known" ? found.outputs.flat().map(({ value }) => value) : [];
  const places = [low, high, 0].flatMap((place) => [place, ...approach(place, high - low)]);
  const bends = [low, ...[...breakpoints, ...breaks].sort((one, other) => one - other), high];
  const around = [0, ...bends].flatMap(neighbours);
  yield;
  const all = [...places, ...around, ...between(bends)].map(Math.fround).filter((place) => place >= low && place <= high);
  yield;
  return Float32Array.from(new Set(all)).sort();
}

/** Evenly between each two of ascending numbers. */
function between(ends: readonly number[]): readonly number[] {
  const each = Math.max(LEAST_BETWEEN, Math.ceil(BETWEEN / (ends.length - 1)));
  return ends.slice(1).flatMap((end, index) => Array.from(
    { length: each },
    (_, place) => ends[index] + ((end - ends[index]) * (place + 1)) / (each + 1),
  ));
}

/** The nearest float32 and those on both sides of it: whatever was rounded, one on each side of the place is among them. */
function neighbours(place: number): readonly number[] {
  const nearest = Math.fround(place);
  return [nextFloat32Down(nearest), nearest, nextFloat32Up(nearest)];
}

/** Places on both sides, each half as far away as the one before: slopes may be infinite at an end or at zero. */
function approach(place: number, width: number): readonly number[] {
  return Array.from(
    { length: APPROACH },
    (_, index) => width * 2 ** -(index + 1),
  ).flatMap((distance) => [place - distance, place + distance]);
}
