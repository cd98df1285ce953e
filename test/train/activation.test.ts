// Names of activations: every op that can be one, values, and what is refused.

import { describe, expect, test } from "vitest";
import { ACTIVATIONS, DEFAULT_ACTIVATION, parseActivation } from "../../src/train/activation.ts";

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

  const names = `activations: ${ACTIVATIONS.map(({ name }) => name).join(", ")}`;
  test.each([
    ["leaky_rleu:0.2", { message: "there is no activation 'leaky_rleu'", note: names, hint: "did you mean 'leaky_relu'?" }],
    ["", { message: "there is no activation ''", note: names }],
    ["gemm", { message: "there is no activation 'gemm'", note: names }],
    ["relu:1", { message: "relu takes no value, but 'relu:1' gives one" }],
    ["leaky_relu:", { message: "'' is no value for the slope of leaky_relu", hint: "write leaky_relu:0.010" }],
    ["leaky_relu:0.2:3", { message: "'0.2:3' is no value for the slope of leaky_relu", hint: "write leaky_relu:0.010" }],
    ["leaky_relu:1e99", { message: "'1e99' is no value for the slope of leaky_relu", hint: "write leaky_relu:0.010" }],
    ["leaky_relu:x", { message: "'x' is no value for the slope of leaky_relu", hint: "write leaky_relu:0.010" }],
  ])("'%s' is refused", (text, expected) => {
    expect(() => parseActivation(text)).toThrow(
      expect.objectContaining({ diagnostic: { category: "usage", place: "--activation", ...expected } }),
    );
  });
});
