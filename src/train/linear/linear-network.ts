// The parameters of a dense network that is a plane: one unit of each hidden layer carries one output through the part of the activation
// that is straight, or nearly so. What the other units do counts for nothing until the last layer's weights make it count.

import { rectifierSlope } from "../../network/activation.ts";
import { derivativesOf } from "../../network/op.ts";
import { local } from "../../program/expression.ts";
import type { RandomGenerator } from "../../numeric/random.ts";
import type { DenseArchitecture } from "../architecture.ts";
import { pointwiseMap } from "../second-order/pointwise-map.ts";
import type { Samples } from "../second-order/fixed-samples.ts";
import { leastSquaresPlane, planeAt, type Plane } from "./least-squares-plane.ts";

/** How far from 0 the sums of a smooth activation are: bent by some of its square, rounded by 2^-24 over it. */
const NEARLY_STRAIGHT = 2 ** -9;
/** Rectifiers are straight above 0; with room for rounding. */
const ABOVE = 0.5;

/** Where an activation is straight: sums `centre` ± `half`, of which it gives value + slope·(sum − centre). */
interface Straight {
  readonly centre: number;
  readonly half: number;
  readonly value: number;
  readonly slope: number;
}

/**
 * The plane nearest to samples as a network, exact but for rounding where the activation is a rectifier, to some 1e-5 of the range where it
 * is smooth; in the order of `denseParameters`. Units that carry nothing have random weights of the usual size, and none of the last layer.
 *
 * @returns undefined where a hidden layer has fewer units than there are outputs, or the activation is flat about 0.
 */
export function linearNetwork(architecture: DenseArchitecture, samples: Samples, generator: RandomGenerator): readonly Float32Array[] | undefined {
  return carriedPlane(architecture, leastSquaresPlane(samples, architecture.inputs), samples, generator);
}

/** Any plane as a network, as `linearNetwork` has the nearest; the samples say where it is straight. */
export function carriedPlane(
  architecture: DenseArchitecture,
  plane: Plane,
  samples: Samples,
  generator: RandomGenerator,
): readonly Float32Array[] | undefined {
  const { inputs, hidden, outputs } = architecture;
  const straight = straightPart(architecture);
  if (straight === undefined || hidden.some((units) => units < outputs)) return undefined;
  const ranges = Array.from({ length: outputs }, (_, output) => rangeOf(samples, inputs, (points, start) => planeAt(plane, output, points, start)));
  if (hidden.length === 0) return [Float32Array.from(plane.slopes), Float32Array.from(plane.offsets)];
  const widths = [inputs, ...hidden];
  const { centre, half, value, slope } = straight;
  const layers = hidden.flatMap((units, layer) => {
    const width = widths[layer];
    const weights = Float32Array.from({ length: units * width }, () => generator.normal() / Math.sqrt(width));
    const biases = new Float32Array(units);
    for (let output = 0; output < outputs; output++) {
      const row = weights.subarray(output * width, (output + 1) * width).fill(0);
      if (layer > 0) {
        // What came out is value + slope·(sum − centre): the same sum again.
        row[output] = 1 / slope;
        biases[output] = centre - value / slope;
        continue;
      }
      const { middle, extent } = ranges[output];
      for (let i = 0; i < inputs; i++) row[i] = (plane.slopes[output * inputs + i] * half) / extent;
      biases[output] = centre + ((plane.offsets[output] - middle) * half) / extent;
    }
    return [weights, biases];
  });
  const last = hidden[hidden.length - 1];
  const weights = new Float32Array(outputs * last);
  const biases = new Float32Array(outputs);
  ranges.forEach(({ middle, extent }, output) => {
    const scale = extent / half;
    weights[output * last + output] = scale / slope;
    biases[output] = middle - (value * scale) / slope;
  });
  return [...layers, weights, biases];
}

function straightPart({ activation }: DenseArchitecture): Straight | undefined {
  if (rectifierSlope(activation) !== undefined) return { centre: 1 + ABOVE, half: 1, value: 1 + ABOVE, slope: 1 };
  const { op, attributes } = activation;
  if (op.computation.kind !== "pointwise") return undefined;
  const sum = [local(0)];
  const [value, slope] = [op.computation.value(sum, attributes, ["f32"]), derivativesOf(op.name, op.computation, sum, attributes)[0]].map((expression) => {
    const target = new Float64Array(1);
    pointwiseMap(expression, "float64", 1)(new Float64Array(1), target, 1);
    return target[0];
  });
  return slope === 0 ? undefined : { centre: 0, half: NEARLY_STRAIGHT, value, slope };
}

/** The middle and half the extent of a function's values at the samples; an extent of 1 where it is constant. */
function rangeOf(
  { points }: Samples,
  inputs: number,
  at: (points: Float32Array, start: number) => number,
): { readonly middle: number; readonly extent: number } {
  let [least, most] = [Infinity, -Infinity];
  for (let start = 0; start < points.length; start += inputs) {
    const value = at(points, start);
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return { middle: (least + most) / 2, extent: most > least ? (most - least) / 2 : 1 };
}
