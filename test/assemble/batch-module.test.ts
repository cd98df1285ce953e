// What a module for many calls is made of, and of which programs there is one. That its bits are right is test/conformance's.

import { describe, expect, test } from "vitest";
import { batchModule } from "../../src/assemble/batch-module.ts";
import { ProgramBuilder } from "../../src/program/builder.ts";
import * as e from "../../src/program/expression.ts";
import type { Program } from "../../src/program/program.ts";
import { tableNetwork } from "../conformance/flag-networks.ts";
import { denseNetwork, requestFor } from "../fixtures.ts";

describe("a module", () => {
  test("has room for 1,024 calls of one number", () => {
    const module = batchModule(requestFor(tableNetwork(1), "tested").program);
    expect([module?.calls, module?.turns, module?.pages]).toEqual([16, 64, 1]);
  });

  test("has room for as many calls as its largest argument leaves, and for one turn at the least", () => {
    const turns = [3, 64, 65, 500].map((width) => batchModule(requestFor(denseNetwork([width, 1], 1), "tested").program)?.turns);
    expect(turns).toEqual([21, 1, 1, 1]);
  });

  test("says where every buffer starts, none of them over another", () => {
    const { program } = requestFor(denseNetwork([3, 5, 2], 1), "tested");
    const module = batchModule(program);
    if (module === undefined) throw new Error("there is no module");
    expect([...module.starts.keys()]).toEqual(program.buffers);
    const starts = [...module.starts.values()];
    expect(starts).toEqual([...new Set(starts)].sort((one, other) => one - other));
  });

  test("does not grow with its tables", () => {
    const lengths = [16, 32, 64].map((width) => batchModule(requestFor(denseNetwork([width, 4 * width, 1], 1), "tested").program)?.code.length ?? 0);
    expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThan(150);
  });
});

function withState(): Program {
  const builder = new ProgramBuilder();
  const input = builder.buffer({ role: "input", name: "x", scalar: "f32", size: 1 });
  const state = builder.buffer({ role: "state", name: "sum", scalar: "f32", size: 1, initial: Float32Array.of(0) });
  builder.buffer({ role: "output", name: "y", scalar: "f32", size: 1 });
  const sum = builder.let("sum", e.add(e.load(state, e.constantIndex(0)), e.load(input, e.constantIndex(0))));
  builder.store(state, e.constantIndex(0), sum);
  builder.return(sum);
  return builder.finish();
}

function ofDoubles(): Program {
  const builder = new ProgramBuilder();
  const input = builder.buffer({ role: "input", name: "x", scalar: "f64", size: 1 });
  builder.buffer({ role: "output", name: "y", scalar: "f64", size: 1 });
  builder.return(e.load(input, e.constantIndex(0)));
  return builder.finish();
}

test.each([
  ["that remembers", withState()],
  ["of float64", ofDoubles()],
])("there is none of a function %s", (_, program) => {
  expect(batchModule(program)).toBe(undefined);
});
