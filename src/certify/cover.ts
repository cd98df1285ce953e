// Covers the float32 numbers of a domain with intervals on which it is known near a line what is computed.

import type { BandsOn } from "../analysis/band-run.ts";
import { nextFloat32Down, nextFloat32Up } from "../numeric/float32.ts";
import type { Bounds } from "../program/domains/affine-algebra.ts";
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

/** Intervals that are looked at at once. */
const TOGETHER = 64;

/**
 * Stretches in order, of which each interval between cuts is one, or is cut up until its parts are; undefined where that takes too many.
 *
 * @param cuts float32 numbers, ascending.
 */
export function coverWithBands(bandsOn: BandsOn, cuts: readonly number[]): readonly Stretch[] | undefined {
  const stretches: Stretch[] = [];
  const intervals = cuts.slice(1).map((high, place): Bounds => ({ low: cuts[place], high }));
  let [runs, wide, single] = [0, 0, 0];
  for (let first = 0; first < intervals.length; first += TOGETHER) {
    const open = [...stretchesOf(bandsOn, intervals.slice(first, first + TOGETHER))].reverse();
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (++runs > MOST_RUNS || single > MOST_SINGLE + 2 * wide) return undefined;
      const { low, high } = next;
      if (next.bands === undefined) {
        const parts = cutUp(low, high);
        if (parts === undefined) return undefined;
        open.push(...stretchesOf(bandsOn, parts).toReversed());
      } else {
        stretches.push({ low, high, bands: next.bands });
        if (low === high) single++;
        else wide++;
      }
    }
  }
  return stretches;
}

/** By what was halved: the errors that are asked for of one cover are largest in the same stretches. */
const known = new WeakMap<Stretch, readonly Stretch[] | "none">();

/** Both halves; undefined where there are none, or less is known of them. @param bandsOn of which the stretch is. */
export function halved(bandsOn: BandsOn, stretch: Stretch): readonly Stretch[] | undefined {
  const found = known.get(stretch) ?? halvesWithBands(bandsOn, stretch) ?? "none";
  known.set(stretch, found);
  return found === "none" ? undefined : found;
}

function halvesWithBands(bandsOn: BandsOn, { low, high }: Stretch): readonly Stretch[] | undefined {
  const halves = halvesOf(low, high);
  if (halves === undefined) return undefined;
  const stretches = stretchesOf(bandsOn, halves).flatMap(({ bands, ...floats }) => (bands === undefined ? [] : [{ ...floats, bands }]));
  return stretches.length === halves.length ? stretches : undefined;
}

/** Without bands where less is known. */
function stretchesOf(bandsOn: BandsOn, intervals: readonly Bounds[]): readonly (Bounds & { readonly bands: Stretch["bands"] | undefined })[] {
  const found = bandsOn(intervals);
  return intervals.map(({ low, high }, place) => {
    const bands = found[place];
    return { low, high, bands: bands?.every(({ radius }) => radius < Infinity) === true ? bands : undefined };
  });
}

/** Undefined of numbers with none between them. */
function halvesOf(low: number, high: number): readonly Bounds[] | undefined {
  const middle = Math.fround(low / 2 + high / 2);
  return middle > low && middle < high ? [{ low, high: middle }, { low: middle, high }] : undefined;
}

/**
 * Where it is not known which cell of a table a number is in: what is below the shortest number between both, that number and what is above it.
 * Borders of cells are short numbers, and belong to either side. Undefined of a single number.
 */
function cutUp(low: number, high: number): readonly Bounds[] | undefined {
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
