// Takes whole multiples of π/2 from a float64 and leaves the rest as a double-double: three subtractions for ordinary
// arguments, exact integers for large ones. It computes no trigonometric function itself.

import { HALF_PI_PIECES, TWO_OVER_PI } from "./constants.ts";
import { exactSum } from "./double-double.ts";

/** x = quadrant·π/2 + high + low modulo 2π, with quadrant in 0 … 3 and |high + low| ≤ π/4 (and a little rounding). */
export interface ReducedAngle {
  readonly quadrant: number;
  readonly high: number;
  readonly low: number;
}

const [HALF_PI_1, HALF_PI_2, HALF_PI_3, HALF_PI_4] = HALF_PI_PIECES;

/** Below 2^20 the quotient by π/2 stays below 2^20. */
const ORDINARY = 1048576;

/** Bits after the point in the exact reduction: the largest float64 has a quotient of 1024 bits. */
const FRACTION_BITS = 1280;
/** Bits after the point that are kept of the rest; no float64 comes within 2^-70 of a multiple of π/2. */
const KEPT_BITS = 200;
const KEPT_UNIT = 1 / 1606938044258990275541962092341162602522202993782792835301376;

/** arctan(1/n) · 2^bits by its Taylor series, cut off. */
function arctanOfInverse(n: bigint, bits: number): bigint {
  let power = (1n << BigInt(bits)) / n;
  let sum = power;
  for (let k = 3n; power !== 0n; k += 2n) {
    power = -power / (n * n);
    sum += power / k;
  }
  return sum;
}

let halfPiCache: bigint | undefined;

/** π/2 · 2^FRACTION_BITS, cut off, by Machin's π/4 = 4·arctan(1/5) − arctan(1/239). */
function halfPi(): bigint {
  const guard = 32;
  const bits = FRACTION_BITS + guard;
  halfPiCache ??= (8n * arctanOfInverse(5n, bits) - 2n * arctanOfInverse(239n, bits)) >> BigInt(guard);
  return halfPiCache;
}

/** The reduction of x ≥ 2^20 in integers; the error of the rest is below 2^-190. */
function reduceExactly(x: number): ReducedAngle {
  const period = halfPi();
  const isWhole = x >= 9007199254740992;
  const fixed = isWhole ? BigInt(x) << BigInt(FRACTION_BITS) : BigInt(x * 4294967296) << BigInt(FRACTION_BITS - 32);
  const quotient = (2n * fixed + period) / (2n * period);
  const rest = (fixed - quotient * period) >> BigInt(FRACTION_BITS - KEPT_BITS);
  const high = Number(rest);
  const low = Number(rest - BigInt(high));
  return { quadrant: Number(quotient & 3n), high: high * KEPT_UNIT, low: low * KEPT_UNIT };
}

/** Reduces a finite x with a relative error of the rest below 2^-70. */
export function reduceByHalfPi(x: number): ReducedAngle {
  if (x >= ORDINARY) return reduceExactly(x);
  if (x <= -ORDINARY) {
    const mirrored = reduceExactly(-x);
    return { quadrant: -mirrored.quadrant & 3, high: -mirrored.high, low: -mirrored.low };
  }
  const n = Math.floor(x * TWO_OVER_PI + 0.5);
  const first = x - n * HALF_PI_1;
  const second = exactSum(first, -n * HALF_PI_2);
  const third = exactSum(second.high, -n * HALF_PI_3);
  const rest = exactSum(third.high, third.low + second.low - n * HALF_PI_4);
  return { quadrant: n & 3, high: rest.high, low: rest.low };
}
