// Where arguments are drawn and results compared, and models that cannot be timed.

import { expect, test } from "vitest";
import { subjectOf, TIMED } from "../../src/benchmark/subject.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import { negate } from "../../src/network/ops/negate.ts";
import { fewInputs, ORIGIN, requestFor } from "../fixtures.ts";
import { thrownDiagnostic } from "../diagnostics/thrown.ts";
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
