// The search of seek-largest-error.ts over several variables: corners and random inputs, then boxes around the worst of them,
// smaller and smaller. Finds one top of each hill it begins on.

import type { DomainVariable } from "../../network/model.ts";
import { RandomGenerator } from "../../numeric/random.ts";
import type { Pausing } from "../../train/pausing.ts";
import { sweep, within } from "../points.ts";
import type { Evaluations, FirstTried, Tried } from "./evaluations.ts";
import type { Effort } from "./effort.ts";

/** Inputs that boxes are drawn around, no two of them nearer to each other in every variable than this share of the domain. */
const STARTS = 48;
const APART = 1 / 32;
/** Of the worst inputs, those that may be a start. */
const CANDIDATES = 4096;
/** Inputs of a box. */
const PER_BOX = 32;
/** In which a variable keeps its value so often: the worst places lie on edges, of the domain and of the program. */
const KEPT = 1 / 4;
/** After so many rounds the better half of the starts goes on, with twice as many inputs each. */
const HALVED_AFTER = 8;
/** The share of the domain a box has at first and at last. */
const LARGEST = 1 / 32;
const SMALLEST = 2 ** -24;

interface Start {
  readonly at: Float32Array;
  readonly error: number;
  /** Half of the box, as a share of the domain. */
  readonly reach: number;
}

export function* seekInBox(evaluations: Evaluations, domain: readonly DomainVariable[], { spread, finer, closer }: Effort): Pausing<FirstTried> {
  const random = new RandomGenerator(3);
  const first = yield* evaluations.try(sweep(domain, spread + finer).values);
  let starts = startsOf(first, domain);
  let perBox = PER_BOX;
  let spent = 0;
  for (let round = 1; starts.length > 0 && spent + starts.length * perBox <= closer; round++) {
    const tried = yield* evaluations.try(Float32Array.from(starts.flatMap((start) => box(start, domain, perBox, random))));
    spent += tried.count;
    starts = starts.map((start, place) => moved(start, tried, place * perBox, perBox)).filter(({ reach }) => reach > SMALLEST);
    if (round % HALVED_AFTER !== 0 || starts.length < 4) continue;
    starts = starts.toSorted((one, other) => other.error - one.error).slice(0, Math.ceil(starts.length / 2));
    perBox *= 2;
  }
  return { spread: [first], notable: [] };
}

function startsOf({ width, values, errors }: Tried, domain: readonly DomainVariable[]): readonly Start[] {
  const starts: Start[] = [];
  const isApart = (at: Float32Array, other: Float32Array): boolean =>
    domain.some(({ low, high }, axis) => Math.abs(at[axis] - other[axis]) > APART * (high - low));
  const worst = Array.from(errors.keys()).sort((one, other) => errors[other] - errors[one]);
  for (const place of worst.slice(0, CANDIDATES)) {
    const at = values.slice(place * width, (place + 1) * width);
    if (starts.every((start) => isApart(at, start.at))) starts.push({ at, error: errors[place], reach: LARGEST });
    if (starts.length === STARTS) break;
  }
  return starts;
}

/** Inputs of the box around a start, one after the other. */
function box({ at, reach }: Start, domain: readonly DomainVariable[], count: number, random: RandomGenerator): readonly number[] {
  return Array.from({ length: count }, () =>
    domain.map((variable, axis) => {
      if (random.uniformIn(0, 1) < KEPT) return at[axis];
      const { low, high } = variable;
      const place = at[axis] + random.uniformIn(-reach, reach) * (high - low);
      return within(Math.min(high, Math.max(low, place)), variable);
    }),
  ).flat();
}

/** To the worst input of the box; where none is worse, the box was too large. */
function moved(start: Start, { width, values, errors }: Tried, first: number, count: number): Start {
  let [worst, error] = [-1, start.error];
  for (let place = first; place < first + count; place++) {
    if (errors[place] > error) [worst, error] = [place, errors[place]];
  }
  if (worst < 0) return { ...start, reach: start.reach / 2 };
  return { at: values.slice(worst * width, (worst + 1) * width), error, reach: start.reach };
}
