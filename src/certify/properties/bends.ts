// How a function of several inputs bends over a box: bounds of its second derivatives, its folds, and whether it is convex or concave by how it is
// made (Grant, Boyd and Ye, "Disciplined Convex Programming", 2006). What arithmetic, functions and selections make of that.

import type { Bounds } from "../../program/domains/affine-algebra.ts";
import { hullOfSlopes, negativeSlopes, NO_SLOPES, productDown, productUp, slopeOf, sumOfSlopes, timesSlopes, unknownSlopes, type Slopes } from "./slopes.ts";

export interface Bends {
  /** Of the inputs i and j, i ≤ j, at the place j·(j + 1)/2 + i, wherever there is a second derivative. */
  readonly second: Slopes;
  /** Whether slopes may jump up somewhere, and down: in all directions at once, none otherwise. */
  readonly foldsUp: boolean;
  readonly foldsDown: boolean;
  readonly isConvex: boolean;
  readonly isConcave: boolean;
}

/** Of a number that goes with the inputs as a line does. */
export const STRAIGHT: Bends = { second: NO_SLOPES, foldsUp: false, foldsDown: false, isConvex: true, isConcave: true };

export function unknownBends(inputs: number): Bends {
  return { second: unknownSlopes((inputs * (inputs + 1)) / 2), foldsUp: true, foldsDown: true, isConvex: false, isConcave: false };
}

export function sumOfBends(one: Bends, other: Bends): Bends {
  return {
    second: sumOfSlopes(one.second, other.second),
    foldsUp: one.foldsUp || other.foldsUp,
    foldsDown: one.foldsDown || other.foldsDown,
    isConvex: one.isConvex && other.isConvex,
    isConcave: one.isConcave && other.isConcave,
  };
}

export function negativeBends({ second, foldsUp, foldsDown, isConvex, isConcave }: Bends): Bends {
  return { second: negativeSlopes(second), foldsUp: foldsDown, foldsDown: foldsUp, isConvex: isConcave, isConcave: isConvex };
}

/** A number, where it is and how it bends. */
export interface Bent {
  readonly range: Bounds;
  readonly slopes: Slopes;
  readonly bends: Bends;
}

/** (f·g)″ = f″·g + f·g″ + f′⊗g′ + g′⊗f′; convex and concave are products with what stays the same, and squares. */
export function productOfBends(one: Bent, other: Bent): Bends {
  if (one.slopes.low.length === 0) return scaledBends(other.bends, one.range);
  if (other.slopes.low.length === 0) return scaledBends(one.bends, other.range);
  const crossed = crossedSlopes(one.slopes, other.slopes);
  const [left, right] = [scaledBends(one.bends, other.range), scaledBends(other.bends, one.range)];
  const isSquare = one.slopes === other.slopes && one.bends === other.bends;
  return {
    second: sumOfSlopes(sumOfSlopes(left.second, right.second), isSquare ? timesSlopes(squareOfSlopes(one.slopes), TWICE) : crossed),
    foldsUp: left.foldsUp || right.foldsUp,
    foldsDown: left.foldsDown || right.foldsDown,
    isConvex: isSquare && isConvexThrough(one.bends, { slope: one.range, second: TWICE }),
    isConcave: false,
  };
}

const TWICE: Bounds = { low: 2, high: 2 };

/** Times a number between bounds that stays the same. */
function scaledBends({ second, foldsUp, foldsDown, isConvex, isConcave }: Bends, by: Bounds): Bends {
  const [mayRise, mayFall] = [by.high > 0, by.low < 0];
  return {
    second: timesSlopes(second, by),
    foldsUp: (foldsUp && mayRise) || (foldsDown && mayFall),
    foldsDown: (foldsDown && mayRise) || (foldsUp && mayFall),
    isConvex: (isConvex || !mayRise) && (isConcave || !mayFall),
    isConcave: (isConcave || !mayRise) && (isConvex || !mayFall),
  };
}

/** Of a function of one number: bounds of its derivative and of its second one. */
export interface Derivatives {
  readonly slope: Bounds;
  readonly second: Bounds;
}

/** g(f)″ = g′(f)·f″ + g″(f)·f′⊗f′. */
export function bendsThrough({ slopes, bends }: Bent, derivatives: Derivatives): Bends {
  const { slope, second } = derivatives;
  const scaled = scaledBends(bends, slope);
  return {
    second: sumOfSlopes(scaled.second, timesSlopes(squareOfSlopes(slopes), second)),
    foldsUp: scaled.foldsUp,
    foldsDown: scaled.foldsDown,
    isConvex: isConvexThrough(bends, derivatives),
    isConcave: isConvexThrough(bends, { slope: turned(slope), second: turned(second) }),
  };
}

/** Convex functions that never fall of convex ones, and such that never rise of concave ones. */
function isConvexThrough({ isConvex, isConcave }: Bends, { slope, second }: Derivatives): boolean {
  return second.low >= 0 && (isConvex || slope.high <= 0) && (isConcave || slope.low >= 0);
}

function turned({ low, high }: Bounds): Bounds {
  return { low: -high, high: -low };
}

/**
 * Of whichever of two numbers is taken that meet where a difference is 0.
 *
 * @param turn the sign of how slopes change there.
 */
export function bendsWhereTheyMeet(one: Bends, other: Bends, turn: -1 | 0 | 1 | undefined): Bends {
  return {
    second: hullOfSlopes(one.second, other.second),
    foldsUp: one.foldsUp || other.foldsUp || turn === 1 || turn === undefined,
    foldsDown: one.foldsDown || other.foldsDown || turn === -1 || turn === undefined,
    isConvex: one.isConvex && other.isConvex && (turn === 1 || turn === 0),
    isConcave: one.isConcave && other.isConcave && (turn === -1 || turn === 0),
  };
}

function placesOf(length: number): number {
  return (length * (length + 1)) / 2;
}

/** f′⊗g′ + g′⊗f′ */
function crossedSlopes(one: Slopes, other: Slopes): Slopes {
  return pairsOf(Math.max(one.low.length, other.low.length), (first, second) => {
    const [left, right] = [productOf(slopeOf(one, first), slopeOf(other, second)), productOf(slopeOf(one, second), slopeOf(other, first))];
    const [low, high] = [left.low + right.low, left.high + right.high];
    return { low: low - (Math.abs(left.low) + Math.abs(right.low)) * LOST, high: high + (Math.abs(left.high) + Math.abs(right.high)) * LOST };
  });
}

/** More than a sum of float64 numbers loses of them. */
const LOST = 2 ** -50;

/** f′⊗f′, which is nowhere below 0 on the diagonal. */
function squareOfSlopes(slopes: Slopes): Slopes {
  return pairsOf(slopes.low.length, (first, second) => {
    const found = productOf(slopeOf(slopes, first), slopeOf(slopes, second));
    return first === second ? { low: Math.max(0, found.low), high: found.high } : found;
  });
}

function pairsOf(length: number, boundsOf: (first: number, second: number) => Bounds): Slopes {
  const found = { low: new Float64Array(placesOf(length)), high: new Float64Array(placesOf(length)) };
  let place = 0;
  for (let second = 0; second < length; second++) {
    for (let first = 0; first <= second; first++, place++) ({ low: found.low[place], high: found.high[place] } = boundsOf(first, second));
  }
  return found;
}

function productOf(one: Bounds, other: Bounds): Bounds {
  return {
    low: Math.min(productDown(one.low, other.low), productDown(one.low, other.high), productDown(one.high, other.low), productDown(one.high, other.high)),
    high: Math.max(productUp(one.low, other.low), productUp(one.low, other.high), productUp(one.high, other.low), productUp(one.high, other.high)),
  };
}
