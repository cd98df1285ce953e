// Covers the float32 numbers of a domain with intervals on which it is known near a line what is computed.

import type { BandsOn } from "../analysis/band-run.ts";
import { nextFloat32Down, nextFloat32Up } from "../numeric/float32.ts";
import type { Band } from "../program/domains/band.ts";

/** Float32 numbers from `low` to `high`, and a band for each element of the outputs. */
export interface Stretch {
  readonly low: number;
  readonly high: number;
  readonly bands: readonly Band[];
}

/**
 * Intervals that are looked at before it is given up: some seconds. Sooner where nothing but single numbers is known, for these are evaluated; at a border
 * of cells there are two of them at the most.
 */
const [MOST_RUNS, MOST_SINGLE] = [200_000, 1000];

/**
 * Stretches in order, of which each interval between cuts is one, or is cut up until its parts are; undefined where that takes too many.
 *
 * @param cuts float32 numbers, ascending.
 */
export function coverWithBands(bandsOn: BandsOn, cuts: readonly number[]): readonly Stretch[] | undefined {
  const stretches: Stretch[] = [];
  const open = cuts.slice(1).map((high, place) => ({ low: cuts[place], high })).reverse();
  let [wide, single] = [0, 0];
  for (let runs = 0; runs < MOST_RUNS && single <= MOST_SINGLE + 2 * wide; runs++) {
    const next = open.pop();
    if (next === undefined) return stretches;
    const { low, high } = next;
    const stretch = stretchOf(bandsOn, low, high);
    if (stretch === undefined) {
      const parts = cutUp(low, high);
      if (parts === undefined) return undefined;
      open.push(...parts.toReversed());
    } else {
      stretches.push(stretch);
      if (low === high) single++;
      else wide++;
    }
  }
  return undefined;
}

/** Both halves; undefined where there are none, or less is known of them. */
export function halved(bandsOn: BandsOn, { low, high }: Stretch): readonly Stretch[] | undefined {
  const parts = halvesOf(low, high);
  const stretches = (parts ?? []).flatMap((part) => stretchOf(bandsOn, part.low, part.high) ?? []);
  return stretches.length === parts?.length ? stretches : undefined;
}

function stretchOf(bandsOn: BandsOn, low: number, high: number): Stretch | undefined {
  const bands = bandsOn(low, high);
  return bands?.every(({ radius }) => radius < Infinity) === true ? { low, high, bands } : undefined;
}

interface Floats {
  readonly low: number;
  readonly high: number;
}

/** Undefined of numbers with none between them. */
function halvesOf(low: number, high: number): readonly Floats[] | undefined {
  const middle = Math.fround(low / 2 + high / 2);
  return middle > low && middle < high ? [{ low, high: middle }, { low: middle, high }] : undefined;
}

/**
 * Where it is not known which cell of a table a number is in: what is below the shortest number between both, that number and what is above it.
 * Borders of cells are short numbers, and belong to either side. Undefined of a single number.
 */
function cutUp(low: number, high: number): readonly Floats[] | undefined {
  if (low === high) return undefined;
  const shortest = shortestBetween(low, high);
  if (shortest === undefined) return [{ low, high: low }, { low: high, high }];
  return [{ low, high: nextFloat32Down(shortest) }, { low: shortest, high: shortest }, { low: nextFloat32Up(shortest), high }];
}

/** The multiple of the largest power of two that lies between two float32 numbers; undefined where there is no float32. */
function shortestBetween(low: number, high: number): number | undefined {
  if (nextFloat32Up(low) >= high) return undefined;
  if (low < 0 && high > 0) return 0;
  for (let step = 2 ** Math.ceil(Math.log2(high - low)); ; step /= 2) {
    const multiple = (Math.floor(low / step) + 1) * step;
    if (multiple < high) return multiple;
  }
}
