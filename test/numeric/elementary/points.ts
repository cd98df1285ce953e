// The arguments at which each elementary function is judged: random ones over its whole domain, and those where
// reductions, cancellation and the ends of the range make trouble. Seeded, so that every run sees the same.
import { powerOfTwo } from "../../../src/numeric/elementary/float64-bits.ts";
import { type ElementaryFunctionName, log2 } from "../../../src/numeric/elementary/index.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { neighbour } from "./reference.ts";

export type Point = readonly [number, number];

type Draw = (random: RandomGenerator) => number;

function within(low: number, high: number): Draw {
  return (random) => random.uniformIn(low, high) + random.uniformIn(0, (high - low) * powerOfTwo(-24));
}

/** Magnitudes whose logarithm is uniform: 2^low to 2^high, of either sign if asked. */
function magnitudes(low: number, high: number, isSigned = true): Draw {
  return (random) => {
    const exponent = Math.floor(random.uniformIn(low, high));
    const value = within(1, 2)(random) * powerOfTwo(exponent);
    return isSigned && random.uniform() < 0.5 ? -value : value;
  };
}

/** Numbers around a centre at distances of all sizes down to 2^-40. */
function around(centre: number, side: "above" | "below" | "both"): Draw {
  return (random) => {
    const distance = magnitudes(-40, -1, false)(random);
    return centre + (side === "below" || (side === "both" && random.uniform() < 0.5) ? -distance : distance);
  };
}

/** Float64 next to multiples of π/2 (or of any step), where sine and cosine cancel. */
function nearMultiples(step: number, most: number): Draw {
  return (random) => neighbour(step * Math.ceil(random.uniform() * most), Math.floor(random.uniformIn(-2, 3)));
}

const HALF_PI = Math.PI / 2;
const ANGLES: readonly Draw[] = [
  within(-1, 1),
  within(-7, 7),
  within(-1e5, 1e5),
  magnitudes(-60, 20),
  nearMultiples(HALF_PI, 20),
  nearMultiples(HALF_PI, 60_000),
  nearMultiples(HALF_PI / 2, 60_000),
  within(1048500, 1048600),
  magnitudes(20, 60),
];
const POSITIVE: readonly Draw[] = [
  within(0, 3),
  around(1, "both"),
  magnitudes(-1074, 1023, false),
  magnitudes(-10, 10, false),
  (random) => neighbour(powerOfTwo(Math.round(random.uniformIn(-60, 60))), Math.round(random.uniformIn(-3, 3))),
  (random) => {
    const edge = Math.SQRT2 * powerOfTwo(Math.round(random.uniformIn(-6, 6)));
    return neighbour(edge, Math.round(random.uniformIn(-99, 99)));
  },
];
const UNIT: readonly Draw[] = [
  within(-1, 1),
  magnitudes(-50, 0),
  around(1, "below"),
  around(-1, "above"),
  (random) => Math.round(random.uniformIn(-15, 15)) / 16 + random.uniformIn(-1, 1) * powerOfTwo(-30),
];
const EXPONENTS: readonly Draw[] = [within(-1, 1), within(-40, 40), within(-745.2, 709.79), magnitudes(-50, 9)];
const WHOLE_LINE: readonly Draw[] = [within(-3, 3), magnitudes(-50, 0), magnitudes(-8, 8), magnitudes(8, 1023)];

const DRAWS: Readonly<Record<ElementaryFunctionName, readonly Draw[]>> = {
  acos: UNIT,
  acosh: [within(1, 3), around(1, "above"), magnitudes(0, 30, false), magnitudes(30, 1023, false)],
  asin: UNIT,
  asinh: WHOLE_LINE,
  atan: WHOLE_LINE,
  atan2: WHOLE_LINE,
  atanh: UNIT,
  cbrt: [within(-9, 9), magnitudes(-1074, 1023), magnitudes(-4, 4)],
  cos: ANGLES,
  cosh: [within(-3, 3), within(-30, 30), within(-710.4, 710.4), magnitudes(-50, 0)],
  exp: [...EXPONENTS, within(-745.2, -700), nearMultiples(Math.LN2 / 2, 2000), within(709.7, 709.79)],
  expm1: [...EXPONENTS, within(-0.4, 0.4), within(-1.1, 1.1)],
  hypot: [within(-3, 3), magnitudes(-8, 8), magnitudes(-500, 500), magnitudes(1000, 1023), magnitudes(-1074, -1000)],
  log: POSITIVE,
  log10: POSITIVE,
  log1p: [
    within(-1, 3),
    around(-1, "above"),
    magnitudes(-50, 0, false),
    magnitudes(-50, -1),
    magnitudes(0, 1023, false),
  ],
  log2: POSITIVE,
  pow: [within(0, 3), around(1, "both"), magnitudes(-300, 300, false), magnitudes(-10, 10, false)],
  sin: ANGLES,
  sinh: [within(-3, 3), within(-30, 30), within(-710.4, 710.4), magnitudes(-50, 0)],
  sqrt: POSITIVE,
  tan: ANGLES,
  tanh: [within(-1, 1), within(-22, 22), magnitudes(-50, 0), magnitudes(-8, 4)],
};

/** The exponents for pow: integers, halves, ordinary numbers, and what brings the result near the ends of the range. */
function exponentFor(base: number, random: RandomGenerator): number {
  const choice = Math.floor(random.uniform() * 5);
  if (choice === 0) return Math.round(random.uniformIn(-20, 20));
  if (choice === 1) return Math.round(random.uniformIn(-40, 40)) / 2;
  if (choice === 2) return random.uniformIn(-4, 4);
  const limit = choice === 3 ? random.uniformIn(-1074, 1023) : random.uniformIn(1000, 1023.9);
  return base === 1 ? limit : Math.max(-1e18, Math.min(1e18, limit / log2(base)));
}

/** So many points for one function; the second number matters to functions of two arguments only. */
export function pointsFor(name: ElementaryFunctionName, count: number): Point[] {
  const random = new RandomGenerator(20);
  const draws = DRAWS[name];
  return Array.from({ length: count }, (_, i): Point => {
    const x = draws[i % draws.length](random);
    if (name === "pow") return [x, exponentFor(x, random)];
    // hypot of like magnitudes; for atan2 every kind of number meets every other.
    const j = name === "hypot" ? i : Math.floor(i / draws.length);
    return [x, draws[j % draws.length](random)];
  });
}
