// How functions bend whose truth is known, of one input and of several: proved by second derivatives and by how they are made, refuted, and left open;
// and of random ones, which no result contradicts.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RandomGenerator } from "../../src/numeric/random.ts";
import type { Network } from "../../src/network/network.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { absoluteValue } from "../../src/network/ops/absolute-value.ts";
import { add } from "../../src/network/ops/add.ts";
import { celu } from "../../src/network/ops/celu.ts";
import { divide } from "../../src/network/ops/divide.ts";
import { elu } from "../../src/network/ops/elu.ts";
import { maxOf } from "../../src/network/ops/max-of.ts";
import { minOf } from "../../src/network/ops/min-of.ts";
import { multiply } from "../../src/network/ops/multiply.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { selu } from "../../src/network/ops/selu.ts";
import { sigmoid } from "../../src/network/ops/sigmoid.ts";
import { sin } from "../../src/network/ops/sin.ts";
import { softplus } from "../../src/network/ops/softplus.ts";
import { subtract } from "../../src/network/ops/subtract.ts";
import { swish } from "../../src/network/ops/swish.ts";
import { tanh } from "../../src/network/ops/tanh.ts";
import { interpret } from "../../src/program/interpret.ts";
import { expressionOf, figureOf, programOf, verdictOf, type Terms } from "./expressions.ts";

const ofOne = (op: Op, attributes = {}): Network => expressionOf(1, ({ inputs, of }) => of(op, inputs, attributes));
const square = ({ of }: Terms, x: ValueId): ValueId => of(multiply, [x, x]);

const RECIPROCAL = expressionOf(1, ({ inputs, of, constant }) => of(divide, [constant(1), inputs[0]]));
/** x⁴. */
const FOURTH = expressionOf(1, (terms) => square(terms, square(terms, terms.inputs[0])));
/** x² + y² + sin(xy)/4. */
const BOWL = expressionOf(2, (terms) => {
  const { inputs: [x, y], of, constant } = terms;
  const wave = of(multiply, [of(sin, [of(multiply, [x, y])]), constant(0.25)]);
  return of(add, [of(add, [square(terms, x), square(terms, y)]), wave]);
});
/** ln(e^x + e^y), as softplus(x − y) + y. */
const SOFT_MAXIMUM = expressionOf(2, ({ inputs: [x, y], of }) => of(add, [of(softplus, [of(subtract, [x, y])]), y]));
const PRODUCT = expressionOf(2, ({ inputs, of }) => of(multiply, inputs));
const MAXIMUM = expressionOf(2, (terms) => terms.of(maxOf, [square(terms, terms.inputs[0]), terms.inputs[1]]));
const MINIMUM = expressionOf(2, ({ inputs, of }) => of(minOf, inputs));
/** relu(|x| + 2y − 1): convex of convex. */
const CONE = expressionOf(2, ({ inputs: [x, y], of, constant }) =>
  of(relu, [of(subtract, [of(add, [of(absoluteValue, [x]), of(multiply, [y, constant(2)])]), constant(1)])]));

describe("of one input", () => {
  test.each([
    ["softplus", ofOne(softplus), [-3, 3], "proved", "refuted"],
    ["tanh below 0", ofOne(tanh), [-2, 0], "proved", "refuted"],
    ["tanh above 0", ofOne(tanh), [0, 2], "refuted", "proved"],
    ["tanh", ofOne(tanh), [-1, 1], "refuted", "refuted"],
    ["sigmoid below 0", ofOne(sigmoid), [-3, -1], "proved", "refuted"],
    ["x sigmoid(x) near 0", ofOne(swish), [-2, 2], "proved", "refuted"],
    ["sin on a half period", ofOne(sin), [0, 3], "refuted", "proved"],
    ["1 / x", RECIPROCAL, [0.25, 4], "proved", "refuted"],
    ["x to the fourth", FOURTH, [-1, 1], "proved", "refuted"],
    ["elu", ofOne(elu), [-3, 3], "proved", "refuted"],
    ["elu that is flat below", ofOne(elu, { alpha: 0.25 }), [-3, 3], "proved", "refuted"],
    ["celu", ofOne(celu, { alpha: Math.fround(0.3) }), [-3, 3], "proved", "refuted"],
    ["selu, steeper below 0", ofOne(selu), [-3, 3], "refuted", "refuted"],
  ] as const)("%s", (_, network, domain, convex, concave) => {
    expect([verdictOf(network, "convex", domain).kind, verdictOf(network, "concave", domain).kind]).toEqual([convex, concave]);
  });

  test.each([
    ["elu", ofOne(elu), 1],
    ["selu", ofOne(selu), 1.0507009873554805 * 1.6732632423543772],
    ["celu", ofOne(celu, { alpha: Math.fround(0.3) }), 1],
  ] as const)("%s rises, and no steeper than it does at 0", (_, network, steepest) => {
    const [rises, slope] = [verdictOf(network, "rising", [-3, 3]), verdictOf(network, "lipschitz", [-3, 3])];
    expect([rises.kind, slope.kind]).toEqual(["proved", "proved"]);
    expect(figureOf(rises, "deviation")).toBeLessThan(2e-5);
    expect(figureOf(slope, "slope") / steepest - 1).toBeGreaterThan(-1e-7);
    expect(figureOf(slope, "slope") / steepest - 1).toBeLessThan(0.02);
  });
});

describe("of several inputs", () => {
  test.each([
    ["a bowl with a wave on it, by its Hessian", BOWL, "proved", "refuted"],
    ["ln(e^x + e^y), by how it is made", SOFT_MAXIMUM, "proved", "refuted"],
    ["a maximum of a parabola and a plane", MAXIMUM, "proved", "refuted"],
    ["a minimum", MINIMUM, "refuted", "proved"],
    ["a rectified cone", CONE, "proved", "refuted"],
  ] as const)("%s", (_, network, convex, concave) => {
    const box = [[-1, 1], [-1, 1]] as const;
    expect([verdictOf(network, "convex", ...box).kind, verdictOf(network, "concave", ...box).kind]).toEqual([convex, concave]);
  });

  test("a saddle, which along each input is a line, is left open", () => {
    expect(verdictOf(PRODUCT, "convex", [-1, 1], [-1, 1])).toEqual({
      kind: "undecided",
      reason: "bends of the other sign are not ruled out",
      figures: [{ name: "bendAgainst", value: expect.closeTo(1, 9) as unknown, isBound: "upper" }],
    });
  });
});

test.each([
  ["softplus", softplus, 1],
  ["tanh", tanh, 2],
  ["elu", elu, 2],
  ["rectifiers", relu, 2],
] as const)("random networks of %s that are proved convex have no result above a chord", (_, op, inputs) => {
  let proved = 0;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 30 }), (seed) => {
      const random = new RandomGenerator(seed);
      const network = bentSum(op, inputs, random);
      const verdict = verdictOf(network, "convex", ...Array.from({ length: inputs }, (): [number, number] => [-0.5, 1]));
      if (verdict.kind !== "proved") return;
      proved++;
      expect(furthestAboveChord(network, inputs, random)).toBeLessThanOrEqual(figureOf(verdict, "deviation"));
    }),
    { numRuns: 5, seed: 4 },
  );
  expect(proved).toBeGreaterThan(0);
});

/** A parabola and three units of random weights, the first two with positive ones. */
function bentSum(op: Op, inputs: number, random: RandomGenerator): Network {
  return expressionOf(inputs, (terms) => {
    const { of, constant } = terms;
    const weighted = (): ValueId =>
      terms.inputs.map((x) => of(multiply, [x, constant(random.uniformIn(-1, 1))])).reduce((sum, term) => of(add, [sum, term]), constant(random.uniformIn(-1, 1)));
    const units = [random.uniformIn(0, 1), random.uniformIn(0, 1), random.uniformIn(-0.25, 0.25)].map((by) => of(multiply, [of(op, [weighted()]), constant(by)]));
    return [...units, ...terms.inputs.map((x) => of(multiply, [square(terms, x), constant(0.5)]))].reduce((sum, term) => of(add, [sum, term]));
  });
}

/** Of the results in the middle of random chords. */
function furthestAboveChord(network: Network, inputs: number, random: RandomGenerator): number {
  const point = (): readonly number[] => Array.from({ length: inputs }, () => Math.fround(random.uniformIn(-0.5, 1)));
  const chords = Array.from({ length: 500 }, () => {
    const [one, other] = [point(), point()];
    // Sums of two of these whose digits end early are exact.
    const [from, to] = [one, other].map((at) => at.map((x) => Math.round(x * 2 ** 12) / 2 ** 12));
    return [from, from.map((x, input) => (x + to[input]) / 2), to];
  });
  const columns = Array.from({ length: inputs }, (_, input) => Float32Array.from(chords.flat().map((at) => at[input])));
  const [results] = interpret(programOf(network), columns, chords.length * 3);
  return Math.max(...chords.map((_, place) => results[3 * place + 1] - (results[3 * place] + results[3 * place + 2]) / 2));
}
