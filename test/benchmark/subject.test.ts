// Where arguments are drawn and results compared, and models that cannot be timed.

import { expect, test } from "vitest";
import { refuseRemembered, subjectOf, TIMED } from "../../src/benchmark/subject.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import { negate } from "../../src/network/ops/negate.ts";
import { pairStates } from "../../src/network/pair-states.ts";
import { fewInputs, ORIGIN, requestFor } from "../fixtures.ts";
import { thrownDiagnostic } from "../diagnostics/thrown.ts";
import { cell } from "../network/stateful-networks.ts";
import { ofArrays, ofOneNumber } from "./subjects.ts";

test("arguments are drawn from the domain, the same every time, as many as stay near the processor", async () => {
  const [one, other] = [await ofOneNumber(), await ofOneNumber()];
  expect(one.drawn).toEqual(other.drawn);
  expect(one.drawn).toMatchObject({ width: 1, count: 4096 });
  expect(one.drawn.values.every((x) => x >= 0 && x <= 1)).toBe(true);
  expect(new Set(one.drawn.values).size).toBeGreaterThan(4000);
  const arrays = ofArrays();
  expect(arrays.drawn).toMatchObject({ width: 3, count: 1365 });
  expect(arrays.domain).toEqual(["x[0]", "x[1]", "x[2]"].map((name) => ({ name, low: -1, high: 1 })));
});

test("a model of other numbers than float32 is refused", () => {
  const builder = new NetworkBuilder();
  const x = builder.input("count", [1], ORIGIN, "i32");
  const network: Network = builder.finish([builder.operation(negate, [x], {}, "y", ORIGIN)]);
  const request = requestFor(network, TIMED);
  const emitted = { request, batch: { ...request, batch: "blocks" } as const, network: undefined };
  expect(thrownDiagnostic(() => subjectOf(emitted, { network, goal: undefined, domain: [], effort: fewInputs(10) }))).toEqual({
    category: "model",
    message: "the model's input count is of i32",
    note: "calls are timed with float32 numbers that are drawn from a domain",
  });
});

test("a function that remembers its calls is refused, and no other one", () => {
  const { network } = cell();
  expect(thrownDiagnostic(() => { refuseRemembered(lower(network)); })).toBeUndefined();
  expect(thrownDiagnostic(() => { refuseRemembered(lower(pairStates(network, [{ input: "h", output: "h_out" }]))); })).toEqual({
    category: "model",
    message: "the model's function remembers its calls, and such a function is not timed",
    note: "the same calls are made many times, and the function must be the same each time",
    hint: "emit its source, and time sequences of calls in a program of your own",
  });
});
