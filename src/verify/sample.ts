// Evaluates a program for plots: over one variable or over two, the others fixed. Draws nothing.

import { breakpointsOf } from "../analysis/breakpoints.ts";
import type { Rational } from "../program/domains/rational.ts";
import type { DomainVariable } from "../network/model.ts";
import type { Program } from "../program/program.ts";
import type { Target } from "../train/target/target.ts";
import { evaluate } from "./evaluate.ts";
import type { Points } from "./points.ts";
import { within } from "./points.ts";

/** What is evaluated: a program and, where there are any, its targets, one per output element. */
export interface Sampled {
  readonly program: Program;
  readonly targets: readonly Target[] | undefined;
  /** One per input element. */
  readonly domain: readonly DomainVariable[];
  /** The values of the variables that do not vary; undefined for those that do. */
  readonly fixed: readonly (number | undefined)[];
  /** Multiply-adds of one call: where it costs much, fewer points are taken. */
  readonly multiplyAdds: number;
  /**
   * A point that is not to be missed: where another sweep found the largest error. In very accurate networks it depends on the
   * rounding of single points.
   */
  readonly worstKnown?: readonly number[];
}

export interface CurveSamples {
  /** float32 numbers, ascending. */
  readonly points: Float32Array;
  /** Per output element. */
  readonly results: readonly SampledResult[];
}

export interface SampledResult {
  /** The network's values at the points, float32. */
  readonly computed: Float32Array;
  /** The target's in float64, where there is a target. */
  readonly expected?: Float64Array;
  /** Where the network is not smooth, where that can be told. */
  readonly breakpoints?: readonly number[];
}

const CURVE_POINTS = 4096;
/** Points inside each stretch between breakpoints, where there are not too many stretches. */
const POINTS_OF_STRETCH = 7;
const MOST_STRETCHES = 1500;
/** What a plot may cost: about a second of interpreting; in WebAssembly a thirtieth of it. */
const MULTIPLY_ADD_BUDGET = 1e8;
const FEWEST_POINTS = 512;

/**
 * Along the only variable that is not fixed: evenly spaced points, both ends among them, and, so that no peak is missed,
 * every breakpoint and some points between each two.
 */
export function sampleCurve(sampled: Sampled): CurveSamples {
  const { program, domain, fixed, multiplyAdds } = sampled;
  const free = fixed.indexOf(undefined);
  const { low, high } = domain[free];
  const found = breakpointsOf(program, low, high);
  const breakpoints = found.kind === "known" ? found.outputs.map((breaks) => breaks.map(({ value }) => value)) : undefined;
  const count = Math.max(FEWEST_POINTS, Math.min(CURVE_POINTS, Math.floor(MULTIPLY_ADD_BUDGET / Math.max(1, multiplyAdds))));
  const places = evenly(low, high, count);
  if (found.kind === "known" && count === CURVE_POINTS) places.push(...withinStretches(found.outputs, low, high));
  if (sampled.worstKnown !== undefined && domain.length === 1) places.push(sampled.worstKnown[0]);
  const points = Float32Array.from(new Set(places.map((place) => within(place, domain[free])))).sort();
  const values = new Float32Array(points.length * domain.length);
  points.forEach((x, row) => domain.forEach((_, column) => (values[row * domain.length + column] = fixed[column] ?? x)));
  const results = compute(sampled, { width: domain.length, count: points.length, values });
  return {
    points,
    results: results.map((result, output) => ({ ...result, ...(breakpoints === undefined ? {} : { breakpoints: breakpoints[output] }) })),
  };
}

/** The breakpoints of all outputs and evenly spaced points between each two. */
function withinStretches(outputs: readonly (readonly Rational[])[], low: number, high: number): readonly number[] {
  const ends = [low, ...outputs.flat().map(({ value }) => value).sort((a, b) => a - b), high];
  return ends.length > MOST_STRETCHES ? ends : ends.slice(1).flatMap((end, place) => evenly(ends[place], end, POINTS_OF_STRETCH + 1));
}

export interface MapSamples {
  readonly columns: number;
  readonly rows: number;
  /** Per output element: values by rows, the first free variable along a row, each in the middle of its cell. */
  readonly results: readonly MapResult[];
}

export interface MapResult {
  readonly computed: Float32Array;
  readonly expected?: Float64Array;
  /** The largest error of a grid twice as fine, edges and the known point included, where it is and of how many points; absent where no error is finite. */
  readonly worst?: { readonly error: number; readonly at: readonly [number, number]; readonly of: number };
}

const MAP_CELLS = [128, 64, 32] as const;

/** Over the two variables that are not fixed. */
export function sampleMap(sampled: Sampled): MapSamples {
  const { domain, fixed, multiplyAdds, worstKnown } = sampled;
  const cells = MAP_CELLS.find((one) => (2 * one + 1) ** 2 * multiplyAdds <= MULTIPLY_ADD_BUDGET) ?? MAP_CELLS[2];
  const side = 2 * cells + 1;
  const first = fixed.indexOf(undefined);
  const second = fixed.indexOf(undefined, first + 1);
  const [us, vs] = [domain[first], domain[second]].map((variable) => evenly(variable.low, variable.high, side - 1).map((place) => within(place, variable)));
  const known = worstKnown !== undefined && domain.length === 2 ? worstKnown.map((place, axis) => within(place, domain[axis])) : [];
  const count = side * side + (known.length > 0 ? 1 : 0);
  const values = new Float32Array(count * domain.length);
  values.set(known, side * side * domain.length);
  for (let point = 0; point < side * side; point++) {
    const free = { [first]: us[point % side], [second]: vs[Math.floor(point / side)] };
    domain.forEach((_, column) => (values[point * domain.length + column] = fixed[column] ?? free[column]));
  }
  const results = compute(sampled, { width: domain.length, count, values });
  const centre = (cell: number): number => (2 * Math.floor(cell / cells) + 1) * side + 2 * (cell % cells) + 1;
  const placeOf = (point: number): readonly [number, number] =>
    point < side * side ? [us[point % side], vs[Math.floor(point / side)]] : [known[0], known[1]];
  return {
    columns: cells,
    rows: cells,
    results: results.map(({ computed, expected }) => {
      const middles = Float32Array.from({ length: cells * cells }, (_, cell) => computed[centre(cell)]);
      if (expected === undefined) return { computed: middles };
      const worst = worstOf(computed, expected);
      return {
        computed: middles,
        expected: Float64Array.from({ length: cells * cells }, (_, cell) => expected[centre(cell)]),
        ...(worst === undefined ? {} : { worst: { error: worst.error, at: placeOf(worst.point), of: count } }),
      };
    }),
  };
}

function worstOf(computed: Float32Array, expected: Float64Array): { readonly error: number; readonly point: number } | undefined {
  let worst: { readonly error: number; readonly point: number } | undefined;
  computed.forEach((value, point) => {
    const error = Math.abs(value - expected[point]);
    if (Number.isFinite(error) && !(error <= (worst?.error ?? -1))) worst = { error, point };
  });
  return worst;
}

/** count + 1 numbers from low to high. */
function evenly(low: number, high: number, count: number): number[] {
  return Array.from({ length: count + 1 }, (_, place) => (place === count ? high : low + ((high - low) * place) / count));
}

function compute({ program, targets }: Sampled, points: Points): readonly { readonly computed: Float32Array; readonly expected?: Float64Array }[] {
  const { width, count, values } = points;
  const results = evaluate(program, points);
  const outputs = results.length / count;
  return Array.from({ length: outputs }, (_, output) => {
    const computed = Float32Array.from({ length: count }, (_, point) => results[point * outputs + output]);
    const target = targets?.[output];
    if (target === undefined) return { computed };
    return {
      computed,
      expected: Float64Array.from({ length: count }, (_, point) => target.evaluate(values.subarray(point * width, (point + 1) * width))),
    };
  });
}
