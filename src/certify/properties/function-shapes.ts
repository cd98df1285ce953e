// What is known of the elementary functions that networks are made of beside values and derivatives: second derivatives, where these change their
// sign, which functions are even or odd, and what they are at 0. A row for each function of smooth-functions.ts.

import { exp, sinh, tanh } from "../../numeric/elementary/index.ts";
import { RECIPROCAL, type Bounds, type SmoothBounds } from "../../program/domains/affine-algebra.ts";
import { KERNELS } from "../../program/kernels/index.ts";
import { FUNCTION_RANGES, squareOf } from "../../train/target/enclosure/functions.ts";
import { common, negative, plus, point, reciprocal, rising, times, type Range } from "../../train/target/enclosure/outward.ts";
import { SMOOTH_FUNCTIONS } from "../smooth-functions.ts";

export interface FunctionShape {
  /** Bounds of the second derivative, of a range that lies in the domain. */
  readonly curvature: (x: Range) => Range;
  /** Sign of the second derivative below 0 and above 0, for numbers no larger in magnitude than `within`. */
  readonly bends: { readonly below: Bend; readonly above: Bend; readonly within: number };
  readonly parity: "even" | "odd" | undefined;
  /** What it is at 0, where that is exactly known: 0, and the derivative 1. */
  readonly atZero: "as its argument" | "0" | undefined;
}

/** 0 where the sign is not known. */
type Bend = 1 | 0 | -1;

const CONVEX = { below: 1, above: 1, within: Infinity } as const;
const CONCAVE = { below: -1, above: -1, within: Infinity } as const;
/** Convex up to 0 and concave from there on, as tanh is. */
const LEVELS_OFF = { below: 1, above: -1, within: Infinity } as const;
const STEEPENS = { below: -1, above: 1, within: Infinity } as const;
const TURNS = { below: 0, above: 0, within: Infinity } as const;

const ONE = point(1);

function row(
  curvature: (x: Range) => Range,
  bends: FunctionShape["bends"],
  parity?: FunctionShape["parity"],
  atZero?: FunctionShape["atZero"],
): FunctionShape {
  return { curvature, bends, parity, atZero };
}

/** No less than the slope at x of the function of this name. */
function slopeOf(name: string, x: Range): Range {
  return SMOOTH_FUNCTIONS.ofOne.get(name)?.(x.low, x.high)?.slope ?? { low: -Infinity, high: Infinity };
}

function cubeOf(x: Range): Range {
  return rising((value) => value * value * value)(x);
}

const minusTwice = (x: Range): Range => times(point(-2), x);

const SHAPES: ReadonlyMap<string, FunctionShape> = new Map<string, FunctionShape>([
  ["acos", row((x) => negative(times(x, cubeOf(slopeOf("asin", x)))), LEVELS_OFF)],
  ["acosh", row((x) => negative(times(x, cubeOf(slopeOf("acosh", x)))), CONCAVE)],
  ["asin", row((x) => times(x, cubeOf(slopeOf("asin", x))), STEEPENS, "odd", "as its argument")],
  ["asinh", row((x) => negative(times(x, cubeOf(slopeOf("asinh", x)))), LEVELS_OFF, "odd", "as its argument")],
  ["atan", row((x) => times(minusTwice(x), squareOf(slopeOf("atan", x))), LEVELS_OFF, "odd", "as its argument")],
  ["atanh", row((x) => times(times(point(2), x), squareOf(slopeOf("atanh", x))), STEEPENS, "odd", "as its argument")],
  ["cos", row((x) => negative(valueOf("cos", x)), TURNS, "even")],
  ["cosh", row((x) => valueOf("cosh", x), CONVEX, "even")],
  ["erf", row((x) => times(minusTwice(x), slopeOf("erf", x)), LEVELS_OFF, "odd", "0")],
  ["exp", row(rising(exp), CONVEX)],
  ["expm1", row(rising(exp), CONVEX, undefined, "as its argument")],
  ["log", row((x) => negative(squareOf(reciprocal(x))), CONCAVE)],
  ["log1p", row((x) => negative(squareOf(slopeOf("log1p", x))), CONCAVE, undefined, "as its argument")],
  ["normalCdf", row((x) => negative(times(x, slopeOf("normalCdf", x))), LEVELS_OFF)],
  ["sigmoid", row((x) => times(slopeOf("sigmoid", x), plus(ONE, minusTwice(rising(KERNELS.sigmoid.float64)(x)))), LEVELS_OFF)],
  ["sin", row((x) => negative(valueOf("sin", x)), { ...LEVELS_OFF, within: 3.14 }, "odd", "as its argument")],
  ["sinh", row(rising(sinh), STEEPENS, "odd", "as its argument")],
  ["softplus", row((x) => slopeOf("sigmoid", x), CONVEX)],
  ["tan", row((x) => times(times(point(2), valueOf("tan", x)), slopeOf("tan", x)), { ...STEEPENS, within: 1.57 }, "odd", "as its argument")],
  ["tanh", row((x) => times(minusTwice(rising(tanh)(x)), slopeOf("tanh", x)), LEVELS_OFF, "odd", "as its argument")],
]);

/** 2/x³. */
const OF_RECIPROCAL = row((x) => times(point(2), cubeOf(reciprocal(x))), STEEPENS, "odd");

function valueOf(name: string, x: Range): Range {
  return FUNCTION_RANGES.get(name)?.value(x) ?? { low: -Infinity, high: Infinity };
}

const BY_BOUNDS: ReadonlyMap<SmoothBounds, FunctionShape> = new Map([
  ...[...SMOOTH_FUNCTIONS.ofOne].flatMap(([name, boundsOf]): (readonly [SmoothBounds, FunctionShape])[] => {
    const shape = SHAPES.get(name);
    return shape === undefined ? [] : [[boundsOf, shape]];
  }),
  [RECIPROCAL, OF_RECIPROCAL],
]);

/** Of a function that is known by its bounds; undefined of others. */
export function shapeOf(boundsOf: SmoothBounds): FunctionShape | undefined {
  return BY_BOUNDS.get(boundsOf);
}

/** Of a function by the operator's name; undefined of what is none of these. */
export function shapeNamed(name: string): FunctionShape | undefined {
  return SHAPES.get(name);
}

/** Bounds of the second derivative between two numbers, which never lie over 0 where the sign is known. */
export function curvatureOf({ curvature, bends }: FunctionShape, x: Bounds): Bounds {
  const found = curvature(x);
  const isKnown = x.low >= -bends.within && x.high <= bends.within;
  const signs = isKnown ? [...(x.low < 0 ? [bends.below] : []), ...(x.high > 0 ? [bends.above] : [])] : [0];
  const bounds = { low: signs.every((sign) => sign === 1) ? 0 : -Infinity, high: signs.every((sign) => sign === -1) ? 0 : Infinity };
  return Number.isNaN(found.low) || Number.isNaN(found.high) ? bounds : common(found, bounds);
}
