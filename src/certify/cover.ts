// Covers the float32 numbers of a domain with intervals on which it is known near a line what is computed.

import type { BandsOn } from "../analysis/band-run.ts";
import type { Band } from "../program/domains/band.ts";

/** Float32 numbers from `low` to `high`, and a band for each element of the outputs. */
export interface Stretch {
  readonly low: number;
  readonly high: number;
  readonly bands: readonly Band[];
}

/** Intervals that are looked at before it is given up: some seconds. */
const MOST_RUNS = 200_000;

/**
 * Stretches in order, of which each interval between cuts is one, or is halved until its parts are; undefined where that takes too many.
 *
 * @param cuts float32 numbers, ascending.
 */
export function coverWithBands(bandsOn: BandsOn, cuts: readonly number[]): readonly Stretch[] | undefined {
  const stretches: Stretch[] = [];
  const open = cuts.slice(1).map((high, place) => ({ low: cuts[place], high })).reverse();
  for (let runs = 0; runs < MOST_RUNS; runs++) {
    const next = open.pop();
    if (next === undefined) return stretches;
    const { low, high } = next;
    const stretch = stretchOf(bandsOn, low, high);
    if (stretch !== undefined) stretches.push(stretch);
    else {
      const parts = partsOf(low, high);
      if (parts === undefined) return undefined;
      open.push(...parts.toReversed());
    }
  }
  return undefined;
}

/** Both halves; undefined where there are none, or less is known of them. */
export function halved(bandsOn: BandsOn, { low, high }: Stretch): readonly Stretch[] | undefined {
  const parts = partsOf(low, high);
  const stretches = (parts ?? []).flatMap((part) => stretchOf(bandsOn, part.low, part.high) ?? []);
  return stretches.length === parts?.length ? stretches : undefined;
}

function stretchOf(bandsOn: BandsOn, low: number, high: number): Stretch | undefined {
  const bands = bandsOn(low, high);
  return bands?.every(({ radius }) => radius < Infinity) === true ? { low, high, bands } : undefined;
}

/** Undefined of a single number. */
function partsOf(low: number, high: number): readonly { readonly low: number; readonly high: number }[] | undefined {
  if (low === high) return undefined;
  const middle = Math.fround(low / 2 + high / 2);
  if (middle > low && middle < high) return [{ low, high: middle }, { low: middle, high }];
  return [{ low, high: low }, { low: high, high }];
}
