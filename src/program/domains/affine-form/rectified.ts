// Lines for what bends at a place: for a number that is multiplied by one factor below 0 and by another above it.

import { LOST, UP, type Bounds } from "../affine-algebra.ts";

/** No value is further than `aside` from slope·x + offset. */
export interface Bent {
  readonly slope: number;
  readonly offset: number;
  readonly aside: number;
}

/**
 * x·below where x ≤ 0, x·above where x ≥ 0: the chord is nearest to it, moved by half of how far it is from 0.
 *
 * @param x low < 0 < high.
 */
export function rectified(below: number, above: number, { low, high }: Bounds): Bent {
  const slope = (high * above - low * below) / (high - low);
  // Beside the chord both ends are the same height, and 0 is the furthest from it.
  const heights = [(below - slope) * low, (above - slope) * high];
  const [least, greatest] = [Math.min(0, ...heights), Math.max(0, ...heights)];
  const offset = least / 2 + greatest / 2;
  const lost = (Math.abs(below) + Math.abs(above) + Math.abs(slope)) * Math.max(-low, high) * LOST;
  return { slope, offset, aside: Math.max(greatest - offset, offset - least) * UP + lost };
}
