// Fills batches with samples of targets: points uniform over a domain, and the targets' values there.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { nextFloat32Down, nextFloat32Up } from "../numeric/float32.ts";
import type { RandomGenerator } from "../numeric/random.ts";
import type { DomainVariable } from "../network/model.ts";
import { requireFinite } from "./target/check-domain.ts";
import type { Target } from "./target/target.ts";

/**
 * Overwrites a batch with fresh samples: inputs [batch, variables] and outputs [batch, targets], float32.
 */
export type Sampler = (inputs: Float32Array, outputs: Float32Array) => void;

/**
 * A sampler that draws every coordinate from `generator`, sample by sample in the order of the domain. Points are float32
 * within the domain, what the network will be given; the values are the targets' at these very points, in float64,
 * rounded once. It throws DiagnosticError (usage, place `--target`) at a point where a target is not finite.
 *
 * @throws DiagnosticError (usage, place `--domain`) where no float32 lies within an interval.
 */
export function uniformSampler(
  targets: readonly Target[],
  domain: readonly DomainVariable[],
  generator: RandomGenerator,
): Sampler {
  const axes = domain.map((axis) => ({ ...axis, lowest: float32AtLeast(axis.low), highest: float32AtMost(axis.high) }));
  for (const { name, low, high, lowest, highest } of axes) {
    if (lowest <= highest) continue;
    throw new DiagnosticError({
      category: "usage",
      message: `no float32 lies from ${low} to ${high}, the domain of ${name}`,
      place: "--domain",
      hint: "choose a wider interval",
    });
  }
  const point = new Float32Array(axes.length);
  return (inputs, outputs) => {
    const batch = inputs.length / axes.length;
    for (let sample = 0; sample < batch; sample++) {
      for (let axis = 0; axis < axes.length; axis++) {
        const { low, high, lowest, highest } = axes[axis];
        const drawn = Math.fround(generator.uniformIn(low, high));
        point[axis] = drawn < lowest ? lowest : drawn > highest ? highest : drawn;
        inputs[sample * axes.length + axis] = point[axis];
      }
      for (let output = 0; output < targets.length; output++) {
        outputs[sample * targets.length + output] = requireFinite(targets[output], point);
      }
    }
  };
}

function float32AtLeast(value: number): number {
  const rounded = Math.fround(value);
  return rounded < value ? nextFloat32Up(rounded) : rounded;
}

function float32AtMost(value: number): number {
  const rounded = Math.fround(value);
  return rounded > value ? nextFloat32Down(rounded) : rounded;
}
