// The fixed samples a network is refined on and those its error is measured on. The same ones every time.

import type { DomainVariable } from "../../network/model.ts";
import { nextFloat32Down, nextFloat32Up } from "../../numeric/float32.ts";
import { requireFinite } from "../target/check-domain.ts";
import type { Target } from "../target/target.ts";

export interface Samples {
  /** samples × inputs. */
  readonly points: Float32Array;
  /** samples × outputs. */
  readonly values: Float64Array;
  /** How much each sample counts, in any unit: 0 or more, some more than 0. All count the same where it is absent. */
  readonly weights?: Float64Array;
}

/** Parts or copies of samples: with weights where these are there. */
export function withWeights(samples: Omit<Samples, "weights">, weights: Float64Array | undefined): Samples {
  return weights === undefined ? samples : { ...samples, weights };
}

/**
 * Samples of targets: one variable evenly spaced with both ends among them; several with low discrepancy, the
 * faces of the box included.
 *
 * @param start shifts the points of several variables: different numbers give different points.
 * @throws DiagnosticError (usage, at the setting `target`) at a point where a target is not finite.
 */
export function sampleTargets(targets: readonly Target[], domain: readonly DomainVariable[], count: number, start: number): Samples {
  const width = domain.length;
  const points = new Float32Array(count * width);
  const values = new Float64Array(count * targets.length);
  const fractions = width === 1 ? evenly(count) : quasiRandom(width, count, start);
  for (let sample = 0; sample < count; sample++) {
    const point = points.subarray(sample * width, (sample + 1) * width);
    domain.forEach((axis, k) => (point[k] = within(fractions[sample * width + k], axis)));
    targets.forEach((target, output) => (values[sample * targets.length + output] = requireFinite(target, point)));
  }
  return { points, values };
}

function evenly(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => (count === 1 ? 0.5 : i / (count - 1)));
}

/**
 * M. Roberts' sequence ("The Unreasonable Effectiveness of Quasirandom Sequences", 2018): coordinate k of point i is the
 * fractional part of start + i·φ^−(k+1), φ the positive root of φ^(width+1) = φ + 1. The cube is stretched about its middle
 * and clamped to [0, 1], so that the share of the points on each face is what the half cell at the edge of a grid would have.
 */
function quasiRandom(width: number, count: number, start: number): Float64Array {
  const phi = harmoniousNumber(width);
  const points = new Float64Array(width * count);
  let cells = 1;
  while ((cells + 1) ** width <= count) cells++;
  const stretch = 1 + 1 / cells;
  let step = 1;
  for (let k = 0; k < width; k++) {
    step /= phi;
    for (let i = 0; i < count; i++) {
      const place = start + (i + 1) * step;
      const stretched = 0.5 + (place - Math.floor(place) - 0.5) * stretch;
      points[i * width + k] = Math.min(1, Math.max(0, stretched));
    }
  }
  return points;
}

/** The positive root of φ^(width+1) = φ + 1, by Newton's method from 2. */
function harmoniousNumber(width: number): number {
  let phi = 2;
  for (let turn = 0; turn < 64; turn++) {
    let power = 1;
    for (let k = 0; k < width; k++) power *= phi;
    phi -= (power * phi - phi - 1) / ((width + 1) * power - 1);
  }
  return phi;
}

/** The float32 at a fraction of the way; rounding may lead just outside an end that is no float32. */
function within(fraction: number, { low, high }: DomainVariable): number {
  const rounded = Math.fround(low * (1 - fraction) + high * fraction);
  if (rounded < low) return nextFloat32Up(rounded);
  return rounded > high ? nextFloat32Down(rounded) : rounded;
}

/** At most `count` of the samples, evenly spread over their order; all of them where there are no more. */
export function thinned(samples: Samples, inputs: number, count: number): Samples {
  const total = samples.points.length / inputs;
  if (total <= count) return samples;
  const outputs = samples.values.length / total;
  const points = new Float32Array(count * inputs);
  const values = new Float64Array(count * outputs);
  for (let i = 0; i < count; i++) {
    const from = Math.floor((i * total) / count);
    points.set(samples.points.subarray(from * inputs, (from + 1) * inputs), i * inputs);
    values.set(samples.values.subarray(from * outputs, (from + 1) * outputs), i * outputs);
  }
  const { weights } = samples;
  return withWeights({ points, values }, weights && Float64Array.from({ length: count }, (_, i) => weights[Math.floor((i * total) / count)]));
}
