// States made of inputs and outputs in pairs: what is refused, how a network with state is shown, and what is kept of one.

import { expect, test } from "vitest";
import { checkNetwork } from "../../src/network/check-network.ts";
import { networkDigest } from "../../src/network/digest.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import { add } from "../../src/network/ops/add.ts";
import { pairStates, type StatePair } from "../../src/network/pair-states.ts";
import { printNetwork } from "../../src/network/print-network.ts";
import { keepReachable } from "../../src/network/reachable.ts";
import { thrownDiagnostic } from "../diagnostics/thrown.ts";
import { ORIGIN } from "../fixtures.ts";
import { cell } from "./stateful-networks.ts";

const { network } = cell();

test("a state is no input, and what it holds next no output", () => {
  const paired = pairStates(network, [{ input: "h", output: "h_out" }]);
  expect(paired.inputs.map(({ name }) => name)).toEqual(["x"]);
  expect(paired.outputs.map(({ name }) => name)).toEqual(["y"]);
  expect(printNetwork(paired)).toBe(
    [
      "%0 h[1, 6] = state, then %9", "%1 x[1, 3] = input", "%2 W[3, 6] = parameter", "%3 wx[1, 6] = matmul(%1, %2)", "%4 U[6, 6] = parameter", "%5 uh[1, 6] = matmul(%0, %4)",
      "%6 sum[1, 6] = add(%3, %5)", "%7 b[1, 6] = parameter", "%8 biased[1, 6] = add(%6, %7)", "%9 h_out[1, 6] = tanh(%8)", "%10 V[6, 2] = parameter", "%11 y[1, 2] = matmul(%9, %10)",
      "return %11 y", "",
    ].join("\n"),
  );
  expect(networkDigest(paired)).not.toBe(networkDigest(network));
});

const REFUSED: readonly (readonly [readonly StatePair[], string, string])[] = [
  [[{ input: "hidden", output: "h_out" }], 'the model has no input "hidden"', "name one of its inputs: h, x"],
  [[{ input: "h", output: "hidden" }], 'the model has no output "hidden"', "name one of its outputs: y, h_out"],
  [[{ input: "x", output: "h_out" }], '"x" is [1, 3] of f32, "h_out" is [1, 6] of f32', "name two of one shape and type"],
  [[{ input: "h", output: "h_out" }, { input: "h", output: "y" }], 'the input "h" is named twice', "name each once"],
];

test.each(REFUSED)("%j is refused", (pairs, note, hint) => {
  expect(thrownDiagnostic(() => pairStates(network, pairs))).toEqual({ category: "usage", message: "the states of test.onnx cannot be taken so", place: "--state", note, hint });
});

test("a function that gives nothing is refused", () => {
  const builder = new NetworkBuilder();
  const h = builder.input("h", [2], ORIGIN);
  const open = builder.finish([{ name: "h_out", value: builder.operation(add, [h, h], {}, "twice", ORIGIN) }]);
  expect(thrownDiagnostic(() => pairStates(open, [{ input: "h", output: "h_out" }]))?.note).toBe("all outputs are states, and nothing is left that a call gives");
});

test("a state that no output depends on goes, one that an output depends on in a later call stays", () => {
  const builder = new NetworkBuilder();
  const [near, far, idle] = ["near", "far", "idle"].map((name) => builder.state(name, [1], "f32", new Float32Array(1), ORIGIN));
  const x = builder.input("x", [1], ORIGIN);
  const sum = builder.operation(add, [idle, x], {}, "sum", ORIGIN);
  const all = builder.finish([near], [{ state: near, next: far }, { state: far, next: x }, { state: idle, next: sum }]);
  const kept = keepReachable(all).network;
  checkNetwork(kept, "the test");
  expect(kept.values.map(({ name }) => name)).toEqual(["near", "far", "x"]);
  expect(kept.carried).toEqual([{ state: 0, next: 1 }, { state: 1, next: 2 }]);
});

test("builder and checker refuse states that are not carried on", () => {
  const builder = new NetworkBuilder();
  const h = builder.state("h", [2], "f32", new Float32Array(2), ORIGIN);
  const x = builder.input("x", [1], ORIGIN);
  expect(() => builder.finish([x])).toThrow(new RangeError("the state h has no value to hold next"));
  expect(() => builder.finish([x], [{ state: h, next: h }, { state: h, next: h }])).toThrow(new RangeError("the state h has several values to hold next"));
  expect(() => builder.finish([x], [{ state: h, next: x }])).toThrow(new RangeError("the state h is to hold a value of another shape or type"));
  expect(() => builder.finish([x], [{ state: h, next: h }, { state: x, next: x }])).toThrow(new RangeError("what is no state is to hold a value"));
  expect(() => builder.state("i", [2], "f32", Float32Array.of(1), ORIGIN)).toThrow(new RangeError("the state i begins with other than numbers of its shape"));
  expect(() => builder.state("n", [1], "f32", Float32Array.of(NaN), ORIGIN)).toThrow(new RangeError("the state n begins with other than numbers of its shape"));
  const one = builder.finish([x], [{ state: h, next: h }]);
  expect(() => { checkNetwork({ ...one, carried: [] }, "a pass"); }).toThrow(new RangeError("a pass made no network: its states are not carried on as they are"));
});
