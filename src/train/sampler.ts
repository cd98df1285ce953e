// Fills batches with samples of targets: points uniform over a domain, and the targets' values there.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { setting } from "../diagnostics/prose.ts";
import { greatestFloat32To, leastFloat32From } from "../numeric/float32.ts";
import type { RandomGenerator } from "../numeric/random.ts";
import type { DomainVariable } from "../network/model.ts";
import { requireFinite } from "./target/check-domain.ts";
import type { Axis } from "./point-drawer.ts";
import { pointDrawer } from "./point-drawer.ts";
import { batchEvaluator } from "./target/batch-evaluator.ts";
import type { Target } from "./target/target.ts";

/** Overwrites a batch, or several in a row, with fresh samples: inputs [batch, variables] and outputs [batch, targets], float32. */
export type Sampler = (inputs: Float32Array, outputs: Float32Array) => void;

/**
 * A sampler that draws every coordinate from `generator`, sample by sample in the order of the domain. Points are float32
 * within the domain, what the network will be given; the values are the targets' at these very points, in float64,
 * rounded once. It throws DiagnosticError (usage, at the setting `target`) at a point where a target is not finite.
 *
 * @throws DiagnosticError (usage, at the setting `domain`) where no float32 lies within an interval.
 */
export function uniformSampler(
  targets: readonly Target[],
  domain: readonly DomainVariable[],
  generator: RandomGenerator,
): Sampler {
  const axes = domain.map((axis): Axis => ({ ...axis, lowest: leastFloat32From(axis.low), highest: greatestFloat32To(axis.high) }));
  for (const { name, low, high, lowest, highest } of axes) {
    if (!Number.isFinite(high - low)) throw new RangeError(`the domain of ${name} is not finite`);
    if (lowest <= highest) continue;
    throw new DiagnosticError({
      id: "domain-without-float32",
      message: `no float32 lies from ${low} to ${high}, the domain of ${name}`,
      place: setting("domain"),
      hint: "choose a wider interval",
    });
  }
  const point = new Float64Array(axes.length);
  const name = targets.length === 1 && axes.length === 1 ? targets[0].functionName : undefined;
  const evaluateBatch = name === undefined ? undefined : batchEvaluator(name, axes[0].lowest, axes[0].highest);
  const draw = pointDrawer(axes, generator);
  return (inputs, outputs) => {
    draw(inputs);
    if (evaluateBatch !== undefined) {
      if (evaluateBatch(inputs, outputs)) return;
    } else {
      targets.forEach((target, position) => evaluateAll(target, inputs, point, outputs, position, targets.length));
      if (areFinite(outputs)) return;
    }
    for (let start = 0; start < inputs.length; start += axes.length) {
      for (const target of targets) requireFinite(target, inputs.subarray(start, start + axes.length));
    }
  };
}

/** Writes the target's value at every point to outputs[first], outputs[first + step], …; `point` is overwritten. */
function evaluateAll(target: Target, inputs: Float32Array, point: Float64Array, outputs: Float32Array, first: number, step: number): void {
  if (point.length === 1) {
    for (let i = 0, output = first; i < inputs.length; i++, output += step) {
      point[0] = inputs[i];
      outputs[output] = target.evaluate(point);
    }
    return;
  }
  let input = 0;
  for (let output = first; output < outputs.length; output += step) {
    for (let axis = 0; axis < point.length; axis++) point[axis] = inputs[input++];
    outputs[output] = target.evaluate(point);
  }
}

/** 0·x is ±0 for finite x and NaN otherwise, and a sum keeps a NaN. */
function areFinite(values: Float32Array): boolean {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += 0 * values[i];
  return sum === 0;
}
