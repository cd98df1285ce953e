// A plane near a target over a box, and how far the target is from it at the most: from bounds of its partial derivatives on parts of each side.

import type { Bounds } from "../../program/domains/affine-algebra.ts";
import type { BoxEnclosure } from "../../train/target/enclosure/enclose-target.ts";
import { point, type Range } from "../../train/target/enclosure/outward.ts";

/** The target is middle + Σ (along[i]·t[i] + what lies between the bounds beside[i]), t[i] from −1 at the low end of side i to 1 at its high end. */
export interface TargetPlane {
  readonly middle: Range;
  readonly along: Float64Array;
  readonly beside: readonly Range[];
}

/** Parts of a half of each side. */
const PARTS = 2;
/** More than some operations of float64 lose of a number. */
const LOST = 2 ** -48;

/** Undefined where there are no bounds of it: at poles and jumps. */
export function targetPlane(target: BoxEnclosure, box: readonly Bounds[]): TargetPlane | undefined {
  const middles = box.map(({ low, high }) => low / 2 + high / 2);
  const middle = target.value(middles.map(point));
  const along = new Float64Array(box.length);
  const beside: Range[] = [];
  for (let side = 0; side < box.length; side++) {
    // From the middle to a place in the box along one side after the other: later ones are still in their middle.
    const slopeOn = (range: Range): Range => target.slope(box.map((one, place) => (place < side ? one : place === side ? range : point(middles[place]))), side);
    const found = lineOfSide(slopeOn, box[side], middles[side]);
    along[side] = found.along;
    beside.push(found.beside);
  }
  const isKnown = Number.isFinite(middle.low) && Number.isFinite(middle.high) && beside.every(({ low, high }) => Number.isFinite(low) && Number.isFinite(high));
  return isKnown ? { middle, along, beside } : undefined;
}

/** Of a function that is 0 in the middle of a side, given bounds of its derivative. */
function lineOfSide(slopeOn: (range: Range) => Range, { low, high }: Bounds, middle: number): { readonly along: number; readonly beside: Range } {
  if (low === high) return { along: 0, beside: point(0) };
  const half = high / 2 - low / 2;
  const [up, down] = [1, -1].map((sign) => partsTo(sign > 0 ? high : low, middle).map(([from, to]) => {
    const range = sign > 0 ? { low: from, high: to } : { low: to, high: from };
    return { width: Math.abs(to - from) * (1 + LOST), slope: slopeOn(range) };
  }));
  const slopes = [...up, ...down].map(({ slope }) => slope.low / 2 + slope.high / 2);
  const slope = slopes.reduce((sum, one) => sum + one, 0) / slopes.length;
  const above = besideLine(up, slope);
  // Going down, what a slope adds it takes away.
  const under = besideLine(down.map((part) => ({ width: part.width, slope: { low: -part.slope.high, high: -part.slope.low } })), -slope);
  const lost = Math.abs(slope) * (Math.abs(middle) + half) * LOST;
  return { along: slope * half, beside: { low: Math.min(above.low, under.low) - lost, high: Math.max(above.high, under.high) + lost } };
}

function partsTo(end: number, middle: number): readonly (readonly [number, number])[] {
  const cuts = Array.from({ length: PARTS + 1 }, (_, place) => (place === PARTS ? end : middle + (end - middle) * (place / PARTS)));
  return cuts.slice(1).map((to, place) => [cuts[place], to] as const);
}

/** Bounds of what begins at 0 and goes on as the parts' slopes but one say. */
function besideLine(parts: readonly { readonly width: number; readonly slope: Range }[], slope: number): Range {
  let [lowest, highest, low, high, lost] = [0, 0, 0, 0, 0];
  for (const { width, slope: { low: least, high: most } } of parts) {
    [low, high] = [low + (least - slope) * width, high + (most - slope) * width];
    lost += (Math.abs(least) + Math.abs(most) + Math.abs(slope)) * width * LOST * 4;
    [lowest, highest] = [Math.min(lowest, low - lost), Math.max(highest, high + lost)];
  }
  return { low: lowest, high: highest };
}
