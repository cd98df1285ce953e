// Bytes and instructions of one emitted function, by the C compilers of this machine.

import { describe, expect, test } from "vitest";
import { TIMED } from "../../src/benchmark/subject.ts";
import { measureCall } from "../../src/benchmark/measure-call.ts";
import { hasValgrind } from "../../src/benchmark/instructions.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import { denseNetwork, ORIGIN, requestFor } from "../fixtures.ts";
import { timedToolchain } from "./subjects.ts";

const gcc = timedToolchain("c");

test("of a network: constants hold its parameters, and instructions are no fewer than its multiply-adds", async () => {
  const request = requestFor(denseNetwork([1, 16, 16, 1], 1), TIMED);
  const { code, data, instructions } = await measureCall(request, gcc, [{ name: "x", low: 0, high: 1 }]);
  expect(code).toBeGreaterThan(100);
  expect(data).toBeGreaterThanOrEqual(4 * (16 + 16 + 256 + 16 + 16 + 1));
  expect(data).toBeLessThan(2000);
  // gcc's vectors hold four float32.
  if (await hasValgrind()) expect(instructions).toBeGreaterThan((16 + 256 + 16) / 4);
  else expect(instructions).toBeUndefined();
});

describe("where no instructions are counted", () => {
  test("because nobody asks for them", async () => {
    expect((await measureCall(requestFor(denseNetwork([2, 1], 1), TIMED), gcc, undefined)).instructions).toBeUndefined();
  });

  test("because the function takes nothing", async () => {
    const builder = new NetworkBuilder();
    const network = builder.finish([{ name: "y", value: builder.parameter("c", [1, 2], Float32Array.of(1, 2), ORIGIN) }]);
    const { code, instructions } = await measureCall(requestFor(network, TIMED), gcc, []);
    expect([code === undefined || code > 0, instructions]).toEqual([true, undefined]);
  });
});
