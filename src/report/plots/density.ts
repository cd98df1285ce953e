// Whether a curve goes up and down so often that its strokes would run together, and which stretch of it shows how. Draws nothing.

import { finiteExtent } from "../axis.ts";

/** More ups and downs than these are drawn as an envelope: on a card they would be four units of the drawing from each other. */
const MOST_TURNS = 170;
/** Those that a stretch in detail has. */
const TURNS_OF_DETAIL = 36;
/** As a share of the extent of all values: smaller ups and downs are not seen. */
const LEAST_TURN = 1 / 150;

export function isDense(values: ArrayLike<number>): boolean {
  return turnsOf(values).length > MOST_TURNS;
}

/** How wide a column of the envelope must be to hold a whole wave, on the average; `width` is the curve's in the drawing. */
export function waveWidth(values: ArrayLike<number>, width: number): number {
  return Math.max(1, Math.ceil((2.5 * width) / Math.max(1, turnsOf(values).length)));
}

/**
 * The interval around a point that has few enough ups and downs to be seen; undefined where the whole curve has.
 *
 * @param points ascending, one for each value.
 * @param middle the position of the point.
 */
export function stretchAround(points: ArrayLike<number>, values: ArrayLike<number>, middle: number): readonly [low: number, high: number] | undefined {
  const turns = turnsOf(values);
  if (turns.length <= MOST_TURNS) return undefined;
  const next = turns.findIndex((turn) => turn >= middle);
  const first = Math.max(0, Math.min(turns.length - 1 - TURNS_OF_DETAIL, (next < 0 ? turns.length : next) - TURNS_OF_DETAIL / 2));
  return [points[turns[first]], points[turns[first + TURNS_OF_DETAIL]]];
}

/** Positions of the local extremes, without those that are not seen. */
function turnsOf(values: ArrayLike<number>): readonly number[] {
  const [low, high] = finiteExtent(Array.from(values)) ?? [0, 0];
  const least = (high - low) * LEAST_TURN;
  const turns: number[] = [];
  if (!(least > 0)) return turns;
  let extreme: number | undefined;
  let direction = 0;
  for (let place = 0; place < values.length; place++) {
    if (!Number.isFinite(values[place])) continue;
    const step: number = extreme === undefined ? 0 : values[place] - values[extreme];
    if (extreme === undefined || step * direction > 0) {
      extreme = place;
    } else if (Math.abs(step) >= least) {
      if (direction !== 0) turns.push(extreme);
      direction = Math.sign(step);
      extreme = place;
    }
  }
  return turns;
}
