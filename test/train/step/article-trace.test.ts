// The article's own trace of five steps of gradient descent on y = W·x + b: every figure it prints, from the real step and
// the real optimiser.

import { describe, expect, test } from "vitest";
import { ulpDistance } from "../../../src/numeric/float32.ts";
import { identity } from "../../../src/network/ops/identity.ts";
import { denseNetwork } from "../../../src/train/architecture.ts";
import { parseLoss } from "../../../src/train/losses/index.ts";
import { sgd } from "../../../src/train/optimisers/sgd.ts";
import { buildTrainingStep } from "../../../src/train/step/training-step.ts";
import { compileStep, type Engine } from "../../../src/train/step/compile-step.ts";
import { PRINTED } from "../linear/printed.ts";

const LEARNING_RATE = 0.01;

/**
 * Runs the five steps. The article does not print its samples: x is the quotient of the two gradients, t is what makes the
 * second gradient what it is; both were float32 when the article's network saw them.
 */
function runTrace(engine: Engine) {
  const architecture = { inputs: 1, hidden: [], outputs: 1, activation: { op: identity, attributes: {} } };
  const network = denseNetwork(architecture, 1, [new Float32Array(1), new Float32Array(1)]);
  const step = compileStep(buildTrainingStep(network, parseLoss("mse").item.loss([])), sgd.rule([]), engine);
  return PRINTED.map((row) => {
    const [gradientW, gradientB] = [Number(row[2]), Number(row[3])];
    const [w, b] = step.parameters();
    const x = Math.fround(gradientW / gradientB);
    const t = Math.fround(Math.fround(w * x + b) - gradientB / 2);
    step.inputs[0][0] = x;
    step.target[0] = t;
    step.run(LEARNING_RATE);
    const [dw, db] = step.gradients();
    // The article's last line multiplies by a float64 0.01 and subtracts in float64; its optimiser works in float32.
    const figures = [w, b, dw, db, w - LEARNING_RATE * dw, b - LEARNING_RATE * db].map((value) => value.toFixed(8));
    return { x, t, figures };
  });
}

describe.each<Engine>(["webassembly", "javascript"])("the article's trace of gradient descent by %s", (engine) => {
  const trace = runTrace(engine);

  test.each(trace.map(({ figures }, step) => ({ step, figures })))("step $step prints the same six figures", ({ step, figures }) => {
    expect(figures).toEqual(PRINTED[step]);
  });

  test("the samples recovered from it are points of e^x on [0, 1]", () => {
    for (const { x, t } of trace) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(1);
      // The article took e^x of a float64 x and rounded both: t is at most one float32 from e^x of the rounded x.
      expect(ulpDistance(t, Math.exp(x))).toBeLessThanOrEqual(1);
    }
  });
});
