// kink-spreading: places the bends of a network all over its domain, where biases of 0 put all those of the first layer in one point.

import { prose, setting } from "../../diagnostics/prose.ts";
import type { DomainVariable } from "../../network/model.ts";
import { rectifierSlope } from "../../network/activation.ts";
import { sqrt } from "../../numeric/elementary/index.ts";
import type { RandomGenerator } from "../../numeric/random.ts";
import type { Initialiser } from "./initialiser.ts";
import { notApplicable } from "./not-applicable.ts";
import { spreadPoints } from "./spread-points.ts";

/** Points that the hidden layers before another are evaluated at: no more work than a batch of as many samples. */
const MOST_POINTS = 256;
/** Points whose values tell how much those of a layer vary. */
const MEASURED_POINTS = 64;

/**
 * The pre-activation of every hidden unit is 0 in a point of its own, one of points spread over the domain: its kink passes
 * through it. That fixes its bias; a second layer's units have further kinks where those of the first bend them.
 *
 * Weights are as large as makes the mean square of a layer's values 1. First layer: w_d = s·v_d / r_d, with v a random direction of
 * length 1 and r_d half the width of variable d. For inputs and points uniform over the domain the pre-activation is symmetric
 * with variance 2s² / 3, so that the mean square behind a rectifier of slope a is s²·(1 + a²) / 3: s² = 3 / (1 + a²). Further
 * hidden layers: a pre-activation is a sum of w·(h(x) − h(p)), which varies by 2V for each w² if V is the mean variance of
 * the values h over the domain, so that w is drawn from N(0, 1 / ((1 + a²)·inputs·V)); V is measured, as in Mishkin and Matas
 * 2016. The last layer: N(0, 1 / inputs), bias 0. Activations that are no rectifiers bend or step near 0 as well, and are given the
 * weights of a slope a of 0.
 */
export const kinkSpreading: Initialiser = {
  name: "kink-spreading",
  aliases: ["kinks"],
  parameters: [],
  *initialise({ architecture, domain }, generator) {
    const { hidden, outputs, activation } = architecture;
    const slope = rectifierSlope(activation) ?? 0;
    const layers: Layer[] = [];
    hidden.forEach((units, position) => {
      const layer = position === 0
        ? firstLayer(units, domain, slope, generator)
        : furtherLayer(units, layers, domain, slope, generator);
      layers.push(layer);
    });
    const last = newLayer(outputs, hidden.at(-1) ?? domain.length);
    fillNormal(last.weights, 1 / sqrt(last.inputs), generator);
    const parameters = [...layers, last].flatMap(({ weights, biases }) => [weights, biases]);
    if (parameters.every((values) => values.every(Number.isFinite))) return parameters;
    throw notApplicable(
      "kink-spreading cannot place kinks in so narrow a domain",
      "the weights would leave the range of float32",
      prose`use another initialiser or a wider ${setting("domain")}`,
    );
  },
};

interface Layer {
  readonly inputs: number;
  /** units × inputs */
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

function newLayer(units: number, inputs: number): Layer {
  return { inputs, weights: new Float32Array(units * inputs), biases: new Float32Array(units) };
}

function firstLayer(units: number, domain: readonly DomainVariable[], slope: number, generator: RandomGenerator): Layer {
  const layer = newLayer(units, domain.length);
  const size = sqrt(3 / (1 + slope * slope));
  spreadPoints(units, domain, generator).forEach((point, unit) => {
    const direction = randomDirection(domain.length, generator);
    domain.forEach(({ low, high }, axis) => {
      // An input that some of the samples alone tell apart may be constant in the others: no weight is too large for it.
      const half = high > low ? (high - low) / 2 : 1;
      layer.weights[unit * domain.length + axis] = (size * direction[axis]) / half;
    });
    passThrough(layer, unit, point);
  });
  return layer;
}

function furtherLayer(
  units: number,
  before: readonly Layer[],
  domain: readonly DomainVariable[],
  slope: number,
  generator: RandomGenerator,
): Layer {
  const layer = newLayer(units, before[before.length - 1].biases.length);
  const valuesAt = (count: number) =>
    spreadPoints(count, domain, generator).map((point) => before.reduce((inputs, one) => outputsOf(one, inputs, slope), point));
  const variance = meanVariance(valuesAt(MEASURED_POINTS));
  const values = valuesAt(Math.min(units, MOST_POINTS));
  fillNormal(layer.weights, 1 / sqrt((1 + slope * slope) * layer.inputs * variance), generator);
  for (let unit = 0; unit < units; unit++) passThrough(layer, unit, values[unit % values.length]);
  return layer;
}

/** Sets the bias by which a unit's pre-activation is 0 for these inputs; its weights are rounded already. */
function passThrough(layer: Layer, unit: number, inputs: Float64Array): void {
  layer.biases[unit] = 0;
  layer.biases[unit] = 0 - preActivation(layer, unit, inputs);
}

function preActivation({ inputs: count, weights, biases }: Layer, unit: number, inputs: Float64Array): number {
  let sum = biases[unit];
  for (let k = 0; k < count; k++) sum += weights[unit * count + k] * inputs[k];
  return sum;
}

function outputsOf(layer: Layer, inputs: Float64Array, slope: number): Float64Array {
  return Float64Array.from(layer.biases, (_, unit) => {
    const sum = preActivation(layer, unit, inputs);
    return sum < 0 ? slope * sum : sum;
  });
}

/** The mean over all units of the variance of each over the points; 1 where nothing varies. */
function meanVariance(values: readonly Float64Array[]): number {
  let total = 0;
  for (let unit = 0; unit < values[0].length; unit++) {
    const mean = values.reduce((sum, one) => sum + one[unit], 0) / values.length;
    total += values.reduce((sum, one) => sum + (one[unit] - mean) * (one[unit] - mean), 0) / values.length;
  }
  return total > 0 ? total / values[0].length : 1;
}

function randomDirection(dimensions: number, generator: RandomGenerator): Float64Array {
  for (;;) {
    const direction = Float64Array.from({ length: dimensions }, () => generator.normal());
    const length = sqrt(direction.reduce((sum, part) => sum + part * part, 0));
    if (length > 0) return direction.map((part) => part / length);
  }
}

function fillNormal(values: Float32Array, deviation: number, generator: RandomGenerator): void {
  for (let i = 0; i < values.length; i++) values[i] = deviation * generator.normal();
}
