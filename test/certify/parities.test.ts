// Functions that are even or odd, of one input and of several: proved by how they are computed, refuted, and left open with a bound of how far they are
// from it.

import { expect, test } from "vitest";
import type { Network } from "../../src/network/network.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { absoluteValue } from "../../src/network/ops/absolute-value.ts";
import { add } from "../../src/network/ops/add.ts";
import { cos } from "../../src/network/ops/cos.ts";
import { divide } from "../../src/network/ops/divide.ts";
import { elu } from "../../src/network/ops/elu.ts";
import { exp } from "../../src/network/ops/exp.ts";
import { multiply } from "../../src/network/ops/multiply.ts";
import { negate } from "../../src/network/ops/negate.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { sigmoid } from "../../src/network/ops/sigmoid.ts";
import { softplus } from "../../src/network/ops/softplus.ts";
import { subtract } from "../../src/network/ops/subtract.ts";
import { tanh } from "../../src/network/ops/tanh.ts";
import { expressionOf, figureOf, verdictOf, type Terms } from "./expressions.ts";

const square = ({ of }: Terms, x: ValueId): ValueId => of(multiply, [x, x]);
const ofOne = (op: Op): Network => expressionOf(1, ({ inputs, of }) => of(op, inputs));
const sumOf = ({ of }: Terms, terms: readonly ValueId[]): ValueId => terms.reduce((sum, term) => of(add, [sum, term]));

/** e^(−x² − y²). */
const BELL = expressionOf(2, (terms) => terms.of(exp, [terms.of(negate, [sumOf(terms, terms.inputs.map((x) => square(terms, x)))])]));
/** x / (1 + x²). */
const WITCH = expressionOf(1, (terms) => terms.of(divide, [terms.inputs[0], terms.of(add, [terms.constant(1), square(terms, terms.inputs[0])])]));
/** f(x + y/2) + f(−x − y/2). */
const bothWays = (op: Op): Network =>
  expressionOf(2, (terms) => {
    const { inputs: [x, y], of, constant } = terms;
    const there = of(add, [x, of(multiply, [y, constant(0.5)])]);
    return of(add, [of(op, [there]), of(op, [of(subtract, [of(multiply, [y, constant(-0.5)]), x])])]);
  });
/** Two units without biases, and two weights. */
const units = (op: Op, bias: number): Network =>
  expressionOf(2, (terms) => {
    const { inputs: [x, y], of, constant } = terms;
    const unit = (one: number, other: number): ValueId =>
      of(op, [sumOf(terms, [of(multiply, [x, constant(one)]), of(multiply, [y, constant(other)]), constant(bias)])]);
    return of(subtract, [of(multiply, [unit(0.3, -1.7), constant(0.9)]), of(multiply, [unit(1.1, 0.4), constant(2.3)])]);
  });
/** (x + 1)² − x² − 1, which is 2x. */
const HIDDEN = expressionOf(1, (terms) => {
  const { inputs: [x], of, constant } = terms;
  return of(subtract, [of(subtract, [square(terms, of(add, [x, constant(1)])), square(terms, x)]), constant(1)]);
});
const BOX = [[-1, 1], [-1, 1]] as const;

test.each([
  ["a bell of two inputs", BELL, "proved", "refuted"],
  ["rectifiers both ways", bothWays(relu), "proved", "refuted"],
  ["elu both ways", bothWays(elu), "proved", "refuted"],
  ["softplus both ways", bothWays(softplus), "proved", "refuted"],
  ["units of tanh", units(tanh, 0), "refuted", "proved"],
  ["units of absolute values", units(absoluteValue, 0), "proved", "refuted"],
  ["units of tanh with biases", units(tanh, 0.5), "refuted", "refuted"],
] as const)("%s", (_, network, even, odd) => {
  expect([verdictOf(network, "even", ...BOX).kind, verdictOf(network, "odd", ...BOX).kind]).toEqual([even, odd]);
});

test.each([
  ["x / (1 + x²)", WITCH, "refuted", "proved"],
  ["cos", ofOne(cos), "proved", "refuted"],
  ["sigmoid less a half", expressionOf(1, ({ inputs, of, constant }) => of(subtract, [of(sigmoid, inputs), constant(0.5)])), "refuted", "proved"],
] as const)("%s", (_, network, even, odd) => {
  expect([verdictOf(network, "even", [-2, 2]).kind, verdictOf(network, "odd", [-2, 2]).kind]).toEqual([even, odd]);
});

test("what is so but not seen is left open, with a bound of how far it is from it", () => {
  const verdict = verdictOf(HIDDEN, "odd", [-2, 2]);
  const reason = "it is not computed so that it is seen, and no results are seen that refute it";
  expect(verdict).toEqual({ kind: "undecided", reason, figures: [expect.objectContaining({ name: "difference", isBound: "upper" })] });
  expect(figureOf(verdict, "difference")).toBeLessThan(0.1);
});
