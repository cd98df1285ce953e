// Bounds of the elementary functions that networks are made of, for those whose results are within a unit in the last place at every
// float32 (docs/verification.md).

import type { SmoothFunctions } from "../analysis/form-run.ts";
import { exp } from "../numeric/elementary/index.ts";
import type { SmoothBounds } from "../program/domains/affine-algebra.ts";
import { KERNELS } from "../program/kernels/index.ts";
import type { KernelName } from "../program/operator-name.ts";
import { FUNCTION_RANGES, squareOf, type FunctionRanges } from "../train/target/enclosure/functions.ts";
import { negative, outward, plus, point, rising, times, within, type Range } from "../train/target/enclosure/outward.ts";

/** As targets have them. */
const SHARED: readonly KernelName[] = [
  "acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "exp", "expm1", "log", "log1p", "sin", "sinh", "tan", "tanh",
];

const sigmoid = rising(KERNELS.sigmoid.float64);

/** More than float64 loses of the error function and what is made of it (numeric/error-function.ts). */
const LOST = { low: -2e-14, high: 2e-14 };

/** e^(−x²/2) / √(2π). */
function bell(x: Range): Range {
  const scale = outward(1 / Math.sqrt(2 * Math.PI), 1 / Math.sqrt(2 * Math.PI));
  return times(scale, rising(exp)(times(point(-0.5), squareOf(x))));
}

const OF_NETWORKS: readonly (readonly [KernelName, FunctionRanges])[] = [
  ["erf", { value: (x) => plus(rising(KERNELS.erf.float64)(x), LOST), slope: (x) => times(outward(2 / Math.sqrt(Math.PI), 2 / Math.sqrt(Math.PI)), rising(exp)(negative(squareOf(x)))) }],
  ["normalCdf", { value: (x) => plus(rising(KERNELS.normalCdf.float64)(x), times(point(8), LOST)), slope: bell }],
  ["sigmoid", { value: sigmoid, slope: slopeOfSigmoid }],
  ["softplus", { value: rising(KERNELS.softplus.float64), slope: sigmoid }],
];

/** s·(1 − s), which is largest in the middle. */
function slopeOfSigmoid({ low, high }: Range): Range {
  const [left, right] = [low, high].map((x) => sigmoid(point(-Math.abs(x)))).map((s) => times(s, plus(point(1), negative(s))));
  return { low: Math.min(left.low, right.low), high: low <= 0 && high >= 0 ? 0.25 : Math.max(left.high, right.high) };
}

export const SMOOTH_FUNCTIONS: SmoothFunctions = new Map([
  ...SHARED.flatMap((name): (readonly [string, SmoothBounds])[] => {
    const ranges = FUNCTION_RANGES.get(name);
    return ranges === undefined ? [] : [[name, boundsBy(ranges)]];
  }),
  ...OF_NETWORKS.map(([name, ranges]) => [name, boundsBy(ranges)] as const),
]);

function boundsBy(ranges: FunctionRanges): SmoothBounds {
  return (low, high) => {
    const inside = ranges.domain === undefined ? { low, high } : within({ low, high }, ranges.domain);
    return inside && { value: ranges.value(inside), slope: ranges.slope(inside) };
  };
}
