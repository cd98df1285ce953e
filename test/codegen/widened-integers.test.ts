// Integers of 8 bits that a sum takes as wider numbers: they are widened where they are read, and kept as they are.

import { expect, test } from "vitest";
import { LAYOUT_NAMES, LAYOUTS } from "../../src/codegen/lower/layout.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { cast, castCode } from "../../src/network/ops/cast.ts";
import { dequantizeLinear } from "../../src/network/ops/dequantize-linear.ts";
import { integerSum } from "../../src/network/ops/integers/integer-sum.ts";
import { quantizeLinear } from "../../src/network/ops/quantize-linear.ts";
import { reduceMax } from "../../src/network/ops/reduce-max.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpretValues } from "../../src/program/interpret.ts";
import type { Program } from "../../src/program/program.ts";
import { workingBytes } from "../../src/program/working-memory.ts";
import { ORIGIN, randomValues } from "../fixtures.ts";

const [ROWS, COLUMNS, SCALE] = [40, 3, 1 / 64];

/** Quantised floats, and what is made of them. */
function lowered(make: (builder: NetworkBuilder, q: ValueId, scale: ValueId) => ValueId, layout: (typeof LAYOUT_NAMES)[number]): Program {
  const builder = new NetworkBuilder();
  const x = builder.input("x", [ROWS, COLUMNS], ORIGIN);
  const scale = builder.parameter("s", [], Float32Array.of(SCALE), ORIGIN);
  const zero = builder.constant("z", [], "i8", Int8Array.of(-3), ORIGIN);
  const above = builder.operation(relu, [x], {}, "h", ORIGIN);
  const q = builder.operation(quantizeLinear, [above, scale, zero], {}, "q", ORIGIN);
  return lower(runPasses(builder.finish([{ name: "y", value: make(builder, q, scale) }])), LAYOUTS[layout]);
}

function reducing(op: Op, of: (builder: NetworkBuilder, q: ValueId, scale: ValueId) => ValueId) {
  return (builder: NetworkBuilder, q: ValueId, scale: ValueId): ValueId => builder.operation(op, [of(builder, q, scale)], { axes: [0], keepdims: 0 }, "y", ORIGIN);
}

const inputs = randomValues(2 * ROWS * COLUMNS, new RandomGenerator(4));
/** By the text of ONNX: half to even, of numbers that are no halves. */
const quantised = [...inputs].map((x) => Math.min(127, Math.round(Math.max(0, x) / SCALE) - 3));

function byColumn(combine: (column: readonly number[]) => number): readonly number[] {
  return [0, 1].flatMap((call) => {
    const rows = quantised.slice(call * ROWS * COLUMNS, (call + 1) * ROWS * COLUMNS);
    return Array.from({ length: COLUMNS }, (_, column) => combine(rows.filter((_one, place) => place % COLUMNS === column)));
  });
}

test.each(LAYOUT_NAMES)("sums of int32 and extremes of floats keep one byte an element: %s", (layout) => {
  const sum = lowered(reducing(integerSum, (builder, q) => builder.operation(cast, [q], { to: castCode("i32") }, "w", ORIGIN)), layout);
  expect([...interpretValues(sum, [inputs], 2)[0]]).toEqual(byColumn((column) => column.reduce((total, one) => total + one, 0)));
  const greatest = lowered(reducing(reduceMax, (builder, q, scale) => builder.operation(dequantizeLinear, [q, scale], {}, "d", ORIGIN)), layout);
  expect([...interpretValues(greatest, [inputs], 2)[0]]).toEqual(byColumn((column) => Math.max(...column) * SCALE));
  for (const program of [sum, greatest]) expect(workingBytes(program)).toBeLessThan(2 * ROWS * COLUMNS);
});
