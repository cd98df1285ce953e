// What tables are made of, and of what there is no table: networks whose lines float32 does not hold.

import { expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import { multiply } from "../../src/network/ops/multiply.ts";
import { add } from "../../src/network/ops/add.ts";
import type { Program } from "../../src/program/program.ts";
import { continuousOutputs } from "../../src/tables/continuous-outputs.ts";
import { tabulate } from "../../src/tables/tabulate.ts";
import { ORIGIN } from "../fixtures.ts";

/** factor·(factor·x) + shift */
function line(factor: number, shift: number): Program {
  const builder = new NetworkBuilder();
  const x = builder.input("x", [1], ORIGIN);
  const [a, b] = [factor, shift].map((value, at) => builder.parameter(`p${at}`, [1], Float32Array.of(value), ORIGIN));
  const scaled = builder.operation(multiply, [builder.operation(multiply, [x, a], {}, "once", ORIGIN), a], {}, "twice", ORIGIN);
  return lower(builder.finish([builder.operation(add, [scaled, b], {}, "y", ORIGIN)]));
}

test.each([
  ["a slope of 10^60", 1e30, 0],
  ["a slope of 10^60 beside a value", -1e30, 1e30],
  ["a value of 3·10^38", 0, 3e38],
])("there are no lines for a table: %s", (_, factor, shift) => {
  expect(continuousOutputs(line(factor, shift), -1, 1)).toEqual({ kind: "no lines", reason: "its lines are too steep or too large for float32" });
});

test("of what is just small enough there is a table", () => {
  const found = continuousOutputs(line(1e18, 1e36), -1, 1);
  if (found.kind !== "lines") throw new Error(found.reason);
  for (const numbers of ["float32", "int16", "int8", "float16"] as const) {
    expect(tabulate(found.outputs, -1, 1, { widths: "powers of two", numbers }, (table) => table).kind).toBe("table");
  }
});
