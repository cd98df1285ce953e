// Names of activations: every op that can be one, values, and what is refused. Which of them are rectifiers.

import { describe, expect, test } from "vitest";
import { LARGEST_FLOAT32 } from "../../src/numeric/float32.ts";
import type { Attributes } from "../../src/network/attributes.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { add, constant, divide, less, multiply, select, subtract } from "../../src/program/expression.ts";
import type { Expression } from "../../src/program/program.ts";
import type { Activation } from "../../src/network/activation.ts";
import { ACTIVATIONS, DEFAULT_ACTIVATION, parseActivation, rangeOf, rectifierSlope, showActivation } from "../../src/network/activation.ts";
import { thrownDiagnostic } from "../diagnostics/thrown.ts";

describe("activations", () => {
  test("every pointwise op of one argument and identity", () => {
    expect(ACTIVATIONS.map(({ name }) => name)).toEqual(expect.arrayContaining(["identity", "leaky_relu", "relu"]));
    expect(ACTIVATIONS.map(({ name }) => name)).not.toEqual(expect.arrayContaining(["add"]));
    for (const op of ACTIVATIONS) expect(parseActivation(op.name)).toEqual({ op, attributes: op.attributes });
  });

  test("a value is rounded to float32", () => {
    expect(parseActivation(DEFAULT_ACTIVATION).attributes).toEqual({ slope: Math.fround(0.2) });
    expect(parseActivation("leaky_relu:-1e-2").attributes).toEqual({ slope: Math.fround(-0.01) });
    expect(parseActivation("leaky_relu").attributes).toEqual({ slope: Math.fround(0.01) });
  });

  test("several values stand in the order of the attributes", () => {
    expect(parseActivation("clip_to:0:6").attributes).toEqual({ low: 0, high: 6 });
    expect(parseActivation("hard_sigmoid").attributes).toEqual({ alpha: Math.fround(0.2), beta: 0.5 });
  });

  test("what is shown is read back", () => {
    for (const op of ACTIVATIONS) expect(parseActivation(showActivation({ op, attributes: op.attributes }))).toEqual(parseActivation(op.name));
    expect(["leaky_relu:0.20", "leaky_relu", "relu", "leaky_relu:-1e-9"].map((text) => showActivation(parseActivation(text)))).toEqual([
      "leaky_relu:0.2",
      "leaky_relu:0.01",
      "relu",
      "leaky_relu:-1e-9",
    ]);
  });

  const names = `activations: ${ACTIVATIONS.map(({ name }) => name).join(", ")}`;
  test.each([
    ["leaky_rleu:0.2", { message: "there is no activation 'leaky_rleu'", note: names, hint: "did you mean 'leaky_relu'?" }],
    ["", { message: "there is no activation ''", note: names }],
    ["gemm", { message: "there is no activation 'gemm'", note: names }],
    ["relu:1", { message: "relu takes no value, but 'relu:1' gives one" }],
    ["leaky_relu:", { message: "'' is no value for the slope of leaky_relu", hint: "write leaky_relu:0.010" }],
    ["leaky_relu:0.2:3", { message: "'0.2:3' is no value for the slope of leaky_relu", hint: "write leaky_relu:0.010" }],
    ["leaky_relu:1e99", { message: "'1e99' is no value for the slope of leaky_relu", hint: "write leaky_relu:0.010" }],
    ["hard_sigmoid:1", { message: "'1' are no values for the alpha and beta of hard_sigmoid", hint: "write hard_sigmoid:0.20:0.50" }],
    ["clip_to:0:", { message: "'0:' are no values for the low and high of clip_to", hint: "write clip_to:-3.4e+38:3.4e+38" }],
    ["leaky_relu:x", { message: "'x' is no value for the slope of leaky_relu", hint: "write leaky_relu:0.010" }],
  ])("'%s' is refused", (text, expected) => {
    expect(thrownDiagnostic(() => parseActivation(text))).toEqual({ category: "usage", place: "--activation", ...expected });
  });
});

describe("the slope of a rectifier", () => {
  /** An op of one argument that computes `value`. */
  const opOf = (value: (x: Expression) => Expression, attributes: Attributes = {}): Activation => ({
    op: { ...relu, name: "made-up", computation: { kind: "pointwise", value: ([x]) => value(x), derivatives: () => [] } },
    attributes,
  });

  test("of every activation there is, as its definition says", () => {
    const slopes = Object.fromEntries(ACTIVATIONS.map((op) => [op.name, rectifierSlope({ op, attributes: op.attributes })]));
    const straight = Object.entries(slopes).filter(([, slope]) => slope !== undefined);
    // The bounds of clip_to are the largest float32 where nothing else is said.
    expect(Object.fromEntries(straight)).toEqual({ absolute_value: -1, clip_to: 1, identity: 1, leaky_relu: Math.fround(0.01), relu: 0 });
    expect(rectifierSlope(parseActivation("leaky_relu:0.2"))).toBe(Math.fround(0.2));
    expect(rectifierSlope(parseActivation("leaky_relu:-0.5"))).toBe(-0.5);
    expect(rectifierSlope(parseActivation("leaky_relu:1"))).toBe(1);
  });

  test("of made-up ops that are rectifiers, found by evaluating them", () => {
    expect(rectifierSlope(opOf((x) => select(less(x, constant(0)), subtract(constant(0), x), x)))).toBe(-1);
    expect(rectifierSlope(opOf((x) => x))).toBe(1);
  });

  test.each<[string, (x: Expression) => Expression]>([
    ["a square", (x) => multiply(x, x)],
    ["a line off 0", (x) => add(x, constant(1))],
    ["twice x", (x) => add(x, x)],
    ["cut off above", (x) => select(less(x, constant(6)), x, constant(6))],
    ["a step", (x) => select(less(x, constant(0)), constant(0), constant(1))],
    ["bent left of 0", (x) => select(less(x, constant(0)), divide(x, subtract(constant(1), x)), x)],
    ["a kink off 0", (x) => select(less(x, constant(-2)), constant(-2), x)],
    ["not a number", (x) => select(less(x, constant(0)), divide(constant(0), constant(0)), x)],
  ])("there is none of %s", (_, value) => {
    expect(rectifierSlope(opOf(value))).toBeUndefined();
  });

  test("there is none of an op that is not pointwise", () => {
    expect(rectifierSlope({ op: gemm, attributes: {} })).toBeUndefined();
  });
});

describe("the range of an activation", () => {
  test.each([
    ["relu", 0, LARGEST_FLOAT32],
    ["leaky_relu:0.5", -LARGEST_FLOAT32 / 2, LARGEST_FLOAT32],
    ["leaky_relu:-1", 0, LARGEST_FLOAT32],
    ["identity", -LARGEST_FLOAT32, LARGEST_FLOAT32],
    ["tanh", Math.fround(Math.tanh(-3)), Math.fround(Math.tanh(3))],
    ["sigmoid", Math.fround(1 / (1 + Math.exp(3))), Math.fround(1 / (1 + Math.exp(-3)))],
    ["exp", Math.fround(Math.exp(-3)), Infinity],
    ["elu", Math.fround(Math.expm1(-3)), LARGEST_FLOAT32],
    ["hard_sigmoid", 0, 1],
  ])("%s", (text, low, high) => {
    expect(rangeOf(parseActivation(text))).toEqual({ low, high });
  });

  test("is no range of what is no activation", () => {
    expect(() => rangeOf({ op: gemm, attributes: {} })).toThrow(new RangeError("gemm is no activation"));
  });
});
