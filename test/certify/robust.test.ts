// The class around points: proved, refuted by a result, and left open; of scores, of one score and behind a softmax.

import { expect, test } from "vitest";
import { provedRobustness, type Robustness } from "../../src/certify/properties/robust.ts";
import { resultsAt } from "../../src/certify/properties/results-at.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { scoresOf } from "../../src/network/class-result.ts";
import type { Network } from "../../src/network/network.ts";
import { sigmoid } from "../../src/network/ops/sigmoid.ts";
import { softmax } from "../../src/network/ops/softmax.ts";
import { runPasses } from "../../src/passes/index.ts";
import { denseNetwork, layeredNetwork, ORIGIN } from "../fixtures.ts";

function around(network: Network, point: readonly number[], radius: number, mostBoxes?: number): Robustness {
  const { network: scores, bound } = scoresOf(network);
  return provedRobustness({ scores: lower(runPasses(scores)), bound }, [point], radius, mostBoxes)[0];
}

/** Scores x, y and 0, behind a softmax. */
const LARGEST = layeredNetwork([2, 3], {
  weights: () => Float32Array.of(1, 0, 0, 1, 0, 0),
  biases: () => new Float32Array(3),
  after: (builder, sum, name) => builder.operation(softmax, [sum], { axis: -1 }, `${name}.p`, ORIGIN),
});

/** The probability that x − y is above 0. */
const QUESTION = layeredNetwork([2, 1], {
  weights: () => Float32Array.of(1, -1),
  biases: () => new Float32Array(1),
  after: (builder, sum, name) => builder.operation(sigmoid, [sum], {}, `${name}.p`, ORIGIN),
});

test("a class stays as far as its score leads", () => {
  expect(around(LARGEST, [1, 0.5], 0.2)).toEqual({ point: [1, 0.5], class: 0, verdict: { kind: "proved" }, boxes: 1 });
  const { verdict } = around(LARGEST, [1, 0.5], 0.26);
  if (verdict.kind !== "refuted") throw new Error(verdict.kind);
  expect(verdict.class).toBe(1);
  expect(verdict.at[1]).toBeGreaterThan(verdict.at[0]);
  expect(verdict.at.every((x, input) => Math.abs(x - [1, 0.5][input]) <= 0.26)).toBe(true);
});

test("of a single score, on both sides", () => {
  expect(around(QUESTION, [1, 0], 0.4)).toMatchObject({ class: 1, verdict: { kind: "proved" } });
  expect(around(QUESTION, [0, 1], 0.4)).toMatchObject({ class: 0, verdict: { kind: "proved" } });
  expect(around(QUESTION, [0, 1], 0.6)).toMatchObject({ class: 0, verdict: { kind: "refuted", class: 1 } });
});

test("left open where a score is no number", () => {
  // Sums of infinities of both signs.
  const weights = (): Float32Array => Float32Array.of(3e38, 3e38, -3e38, -3e38);
  const network = layeredNetwork([2, 2, 2], { weights, biases: () => new Float32Array(2), after: (_, sum) => sum });
  expect(around(network, [1, 1], 0)).toMatchObject({ class: -1, verdict: { kind: "undecided", share: 0 } });
  // Around a point whose scores are numbers: no class is seen that is another one.
  expect(around(network, [0, 0], 1)).toMatchObject({ class: 0, verdict: { kind: "undecided", share: 0 } });
});

test("left open where there are too few boxes, with the share that is proved", () => {
  const networks = Array.from({ length: 30 }, (_, seed) => denseNetwork([2, 8, 8, 3], seed + 1));
  const network = networks.find((one) => {
    const { verdict, boxes } = around(one, [0.1, 0.2], 0.25, 64);
    return verdict.kind === "proved" && boxes > 2;
  });
  if (network === undefined) throw new Error("each is proved at once");
  expect(around(network, [0.1, 0.2], 0.25, 1)).toMatchObject({ verdict: { kind: "undecided", share: 0 }, boxes: 1 });
  const { verdict } = around(network, [0.1, 0.2], 0.25, 2);
  expect(verdict).toMatchObject({ kind: "undecided" });
});

test("no result of random classifiers contradicts what is proved", () => {
  const kinds = Array.from({ length: 12 }, (_, seed) => {
    const network = denseNetwork([2, 6, 3], seed + 1);
    const scores = lower(runPasses(scoresOf(network).network));
    const found = around(network, [0.25, -0.5], 0.2, 200);
    const steps = Array.from({ length: 33 }, (_step, step) => -0.2 + 0.4 * (step / 32));
    const points = steps.flatMap((dx) => steps.map((dy) => [Math.fround(0.25 + dx), Math.fround(-0.5 + dy)])).filter(([x, y]) => Math.abs(x - 0.25) <= 0.2 && Math.abs(y + 0.5) <= 0.2);
    const classes = resultsAt(scores, points).map((results) => results.indexOf(Math.max(...results)));
    if (found.verdict.kind === "proved") expect(new Set(classes)).toEqual(new Set([found.class]));
    if (found.verdict.kind === "refuted") expect(found.verdict.class).not.toBe(found.class);
    return found.verdict.kind;
  });
  expect(new Set(kinds)).toEqual(new Set(["proved", "refuted"]));
});
