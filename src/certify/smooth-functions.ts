// Bounds of the elementary functions that networks are made of, for those whose results are within a unit in the last place at every
// float32 (docs/verification.md).

import type { SmoothFunctions } from "../analysis/form-run.ts";
import { exp } from "../numeric/elementary/index.ts";
import type { SmoothBounds } from "../program/domains/affine-algebra.ts";
import { KERNELS } from "../program/kernels/index.ts";
import type { KernelName } from "../program/operator-name.ts";
import { EXPANSIONS, type Expansion } from "../train/target/enclosure/expansions.ts";
import { squareOf, type FunctionRanges } from "../train/target/enclosure/functions.ts";
import { negative, outward, plus, point, rising, times, type Range } from "../train/target/enclosure/outward.ts";
import { integral, productTerm, solved, stepFrom, type Series } from "../train/target/enclosure/series.ts";
import { smoothBounds, TARGET_FUNCTIONS } from "../train/target/enclosure/smooth-functions.ts";
import { functionNear } from "./near/function-near.ts";
import { POWER } from "./power.ts";

/** As targets have them. */
const SHARED: readonly KernelName[] = [
  "acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "exp", "expm1", "log", "log1p", "sin", "sinh", "tan", "tanh",
];

const [sigmoid, softplus] = [rising(KERNELS.sigmoid.float64), rising(KERNELS.softplus.float64)];

/** More than float64 loses of the error function and what is made of it (numeric/error-function.ts). */
const LOST = { low: -2e-14, high: 2e-14 };

function erf(x: Range): Range {
  return plus(rising(KERNELS.erf.float64)(x), LOST);
}

/** 2/√π·e^(−x²). */
function slopeOfErf(x: Range): Range {
  return times(outward(2 / Math.sqrt(Math.PI), 2 / Math.sqrt(Math.PI)), rising(exp)(negative(squareOf(x))));
}

/** The normal distribution. */
function distribution(x: Range): Range {
  return plus(rising(KERNELS.normalCdf.float64)(x), times(point(8), LOST));
}

/** e^(−x²/2) / √(2π). */
function bell(x: Range): Range {
  const scale = outward(1 / Math.sqrt(2 * Math.PI), 1 / Math.sqrt(2 * Math.PI));
  return times(scale, rising(exp)(times(point(-0.5), squareOf(x))));
}

/** e^(scale·(x + s)²): y' = 2·scale·(x + s)·y. */
function bellSeries(first: Range, scale: number, x: Range, last: number): Series {
  return solved(first, last, (y, k) => times(point(2 * scale), productTerm(stepFrom(x), y, k)));
}

const OF_NETWORKS: readonly (readonly [KernelName, FunctionRanges, Expansion])[] = [
  ["erf", { value: erf, slope: slopeOfErf }, (x, last) => integral(erf(x), bellSeries(slopeOfErf(x), -1, x, last - 1))],
  ["normalCdf", { value: distribution, slope: bell }, (x, last) => integral(distribution(x), bellSeries(bell(x), -0.5, x, last - 1))],
  ["sigmoid", { value: sigmoid, slope: slopeOfSigmoid }, sigmoidSeries],
  ["softplus", { value: softplus, slope: sigmoid }, (x, last) => integral(softplus(x), sigmoidSeries(x, last - 1))],
];

const tanhSeries = expansionOf("tanh");

function expansionOf(name: string): Expansion {
  const expansion = EXPANSIONS.get(name);
  if (expansion === undefined) throw new RangeError(`nothing is known of ${name}`);
  return expansion;
}

/** ½ + ½·tanh(x/2): of y' = y − y², which says the same, both terms nearly cancel, and over intervals that is not known of their bounds. */
function sigmoidSeries(x: Range, last: number): Series {
  return tanhSeries(times(point(0.5), x), last).map((term, k) => (k === 0 ? sigmoid(x) : k === 1 ? slopeOfSigmoid(x) : times(point(0.5 ** (k + 1)), term)));
}

/** s·(1 − s), which is largest in the middle. */
function slopeOfSigmoid({ low, high }: Range): Range {
  const [left, right] = [low, high].map((x) => sigmoid(point(-Math.abs(x)))).map((s) => times(s, plus(point(1), negative(s))));
  return { low: Math.min(left.low, right.low), high: low <= 0 && high >= 0 ? 0.25 : Math.max(left.high, right.high) };
}

const OF_ONE: SmoothFunctions["ofOne"] = new Map([
  ...SHARED.flatMap((name): (readonly [string, SmoothBounds])[] => {
    const bounds = TARGET_FUNCTIONS.get(name);
    return bounds === undefined ? [] : [[name, bounds]];
  }),
  ...OF_NETWORKS.map(([name, ranges, expansion]) => [name, smoothBounds(ranges, expansion)] as const),
]);

export const SMOOTH_FUNCTIONS: SmoothFunctions = {
  ofOne: OF_ONE,
  ofTwo: new Map([["pow", POWER]]),
  nearTo: (program) => functionNear(program, OF_ONE),
};
