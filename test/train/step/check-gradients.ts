// Compares the gradients of a training step with central finite differences of a float64 evaluation of the same network.

import { expect } from "vitest";
import type { Network } from "../../../src/network/network.ts";
import type { ValueId } from "../../../src/network/op.ts";
import { valueOf } from "../../../src/network/network.ts";
import { elementCount } from "../../../src/network/shape.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { parseLoss } from "../../../src/train/losses/index.ts";
import type { Loss } from "../../../src/train/losses/loss.ts";
import { sgd } from "../../../src/train/optimisers/sgd.ts";
import { buildTrainingStep } from "../../../src/train/step/training-step.ts";
import { compileStep } from "../../../src/train/step/compile-step.ts";
import { evaluate, evaluateNetwork } from "./float64.ts";
import type { Branches } from "./float64.ts";

/** Wide enough that rounding of float64 differences stays near 1e-10. */
const WIDTH = 1e-5;

/** How many derivatives were compared, and how many left out for having a kink within WIDTH. */
export interface GradientCheck {
  readonly compared: number;
  readonly skipped: number;
}

/** The loss that `text` chooses. */
export function lossOf(text: string): Loss {
  const { item, values } = parseLoss(text);
  return item.loss(values);
}

/** Runs the step on random data; expects its loss and every derivative to be those of float64 within float32 rounding. */
export function checkGradients(network: Network, seed: number, loss = lossOf("mse")): GradientCheck {
  const generator = new RandomGenerator(seed);
  const step = buildTrainingStep(network, loss);
  const term = loss.value({ kind: "local", local: 0 }, { kind: "local", local: 1 });
  const execution = compileStep(step, sgd.rule([]));
  const given = new Map<ValueId, Float64Array>();
  network.inputs.forEach(({ value }, position) => {
    const data = Float32Array.from({ length: execution.inputs[position].length }, () => generator.normal());
    execution.inputs[position].set(data);
    given.set(value, Float64Array.from(data));
  });
  execution.target.forEach((_, i) => (execution.target[i] = generator.normal()));
  const lossAt = (branches: Branches) => {
    const y = evaluateNetwork(network, given, branches)[network.outputs[0].value];
    return execution.target.reduce((sum, t, i) => sum + evaluate(term, [y[i], t], branches), 0) / execution.target.length;
  };
  const mean = execution.run(0);
  expect(Math.abs(mean - lossAt([]))).toBeLessThanOrEqual(1e-5 * (1 + Math.abs(mean)));
  return compare(network, given, execution.gradients(), lossAt);
}

function compare(
  network: Network,
  given: Map<ValueId, Float64Array>,
  gradients: Float32Array,
  lossAt: (branches: Branches) => number,
): GradientCheck {
  const scale = Math.max(1, ...gradients.map(Math.abs));
  let [compared, skipped, position] = [0, 0, 0];
  network.values.forEach((value, id) => {
    if (value.kind !== "parameter") return;
    const data = Float64Array.from(value.data);
    given.set(id, data);
    for (let i = 0; i < elementCount(valueOf(network, id).shape); i++) {
      const gradient = gradients[position++];
      const center = data[i];
      const [below, above]: [Branches, Branches] = [[], []];
      data[i] = center + WIDTH;
      const high = lossAt(above);
      data[i] = center - WIDTH;
      const low = lossAt(below);
      data[i] = center;
      if (above.some((branch, k) => branch !== below[k])) {
        skipped++;
        continue;
      }
      compared++;
      const difference = (high - low) / (2 * WIDTH);
      expect(Math.abs(gradient - difference), `${value.name}[${i}]: ${gradient} against ${difference}`).toBeLessThanOrEqual(2e-5 * scale);
    }
  });
  expect(position).toBe(gradients.length);
  return { compared, skipped };
}
