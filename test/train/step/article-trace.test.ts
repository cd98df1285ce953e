// The article's own trace of five steps of gradient descent on y = W·x + b: every figure it prints, from the real step and
// the real optimiser.

import { describe, expect, test } from "vitest";
import { ulpDistance } from "../../../src/numeric/float32.ts";
import { identity } from "../../../src/network/ops/identity.ts";
import { denseNetwork } from "../../../src/train/architecture.ts";
import { parseLoss } from "../../../src/train/losses/index.ts";
import { sgd } from "../../../src/train/optimisers/sgd.ts";
import { buildTrainingStep } from "../../../src/train/step/build.ts";
import { compileStep, type Engine } from "../../../src/train/step/compile-step.ts";

/** W, b; 2(y−t)x, 2(y−t); W−αΔW, b−αΔb: as printed, eight decimals. */
const PRINTED = [
  ["0.00000000", "0.00000000", "-3.58069563", "-4.46209097", "0.03580696", "0.04462091"],
  ["0.03580695", "0.04462091", "-0.08072093", "-1.99062216", "0.03661416", "0.06452713"],
  ["0.03661416", "0.06452713", "-1.16285205", "-2.84911036", "0.04824269", "0.09301824"],
  ["0.04824268", "0.09301823", "-0.44180280", "-2.23253369", "0.05266071", "0.11534357"],
  ["0.05266071", "0.11534357", "-1.07976472", "-2.70742726", "0.06345836", "0.14241784"],
];
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
