// Samples a curve and, where its errors go up and down too often to be drawn, a stretch around the worst so finely that they can be.
// Draws nothing.

import { stretchAround } from "../../../report/plots/density.ts";
import { sampleCurve, type CurveSamples, type Sampled } from "../../../verify/sample.ts";

export interface DetailedSamples extends CurveSamples {
  /** Per output element: the stretch that is sampled more finely; undefined where there is none. */
  readonly details: readonly (readonly [low: number, high: number] | undefined)[];
}

/** Errors of rounding go up and down from float to float: after so many stretches there are few floats in one. */
const MOST_STRETCHES = 5;

/** @param outputs the positions of the output elements that are drawn. */
export function sampleInDetail(sampled: Sampled, outputs: readonly number[]): DetailedSamples {
  const whole = sampleCurve(sampled);
  const parts: CurveSamples[] = [];
  const details = whole.results.map((_, output) => {
    if (!outputs.includes(output)) return undefined;
    const found = stretchesOf(sampled, whole, output);
    parts.push(...found.map(({ samples }) => samples));
    return found.at(-1)?.stretch;
  });
  return { ...merged(whole, parts), details };
}

interface Stretch {
  readonly stretch: readonly [number, number];
  readonly samples: CurveSamples;
}

/** Each within the one before. */
function stretchesOf(sampled: Sampled, whole: CurveSamples, output: number): readonly Stretch[] {
  const found: Stretch[] = [];
  let samples = whole;
  while (found.length < MOST_STRETCHES) {
    const { points, results } = samples;
    const { computed, expected } = results[output];
    if (expected === undefined) return found;
    const errors = Float64Array.from(computed, (value, place) => value - expected[place]);
    const stretch = stretchAround(points, errors, positionOfLargest(errors));
    if (stretch === undefined) return found;
    samples = sampleCurve(within(sampled, stretch));
    found.push({ stretch, samples });
  }
  return found;
}

function within(sampled: Sampled, [low, high]: readonly [number, number]): Sampled {
  const { worstKnown, ...rest } = sampled;
  const domain = sampled.domain.map((variable, position) => (sampled.fixed[position] === undefined ? { ...variable, low, high } : variable));
  const isKnown = worstKnown !== undefined && worstKnown[0] >= low && worstKnown[0] <= high;
  return { ...rest, domain, ...(isKnown ? { worstKnown } : {}) };
}

/** Breakpoints are those of the whole. */
function merged(whole: CurveSamples, parts: readonly CurveSamples[]): CurveSamples {
  const all = [whole, ...parts];
  const sources = all
    .flatMap(({ points }, from) => Array.from(points, (point, place) => ({ point, from, place })))
    .sort((one, other) => one.point - other.point);
  const sorted = sources.filter(({ point }, place) => place === 0 || sources[place - 1].point !== point);
  const expectedOf = (output: number): Float64Array => Float64Array.from(sorted, ({ from, place }) => all[from].results[output].expected?.[place] ?? NaN);
  return {
    points: Float32Array.from(sorted, ({ point }) => point),
    results: whole.results.map((result, output) => ({
      ...result,
      computed: Float32Array.from(sorted, ({ from, place }) => all[from].results[output].computed[place]),
      ...(result.expected === undefined ? {} : { expected: expectedOf(output) }),
    })),
  };
}

/** Of the finite numbers the position of the one farthest from 0; 0 where there is none. */
function positionOfLargest(values: Float64Array): number {
  let [found, largest] = [0, 0];
  values.forEach((value, place) => {
    if (Number.isFinite(value) && Math.abs(value) > largest) [found, largest] = [place, Math.abs(value)];
  });
  return found;
}
