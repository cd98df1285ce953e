// What zero points cost convolutions and pools of integers: neither frames nor wider arrays, and every result is that of exact integers.

import { expect, test } from "vitest";
import { LAYOUTS, LAYOUT_NAMES, type Layout } from "../../src/codegen/lower/layout.ts";
import { lower, lowerWithRoomForEach } from "../../src/codegen/lower/lower.ts";
import type { Attributes } from "../../src/network/attributes.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { ValueId } from "../../src/network/op.ts";
import { convInteger } from "../../src/network/ops/integers/conv-integer.ts";
import { narrowed } from "../../src/network/ops/integers/narrowed.ts";
import { maxPool } from "../../src/network/ops/max-pool.ts";
import type { Shape } from "../../src/network/shape.ts";
import { elementCount } from "../../src/network/shape.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpretValues } from "../../src/program/interpret.ts";
import { SCALARS, type Values } from "../../src/program/scalar.ts";
import { ORIGIN } from "../fixtures.ts";
import { evaluateNaively } from "../network/naive.ts";

interface Convolution {
  readonly x: Shape;
  readonly w: Shape;
  readonly attributes: Attributes;
  /** i8 where none is given. */
  readonly scalar?: "i8" | "u8";
  readonly zeros?: readonly [x: number, w: number];
}

const CASES: readonly (readonly [string, Convolution])[] = [
  ["of each channel", { x: [1, 4, 6, 7], w: [4, 1, 3, 3], attributes: { pads: [1, 1, 1, 1], group: 4 } }],
  ["of each channel, with strides and dilations", { x: [1, 3, 8, 9], w: [3, 1, 3, 2], attributes: { strides: [2, 1], dilations: [2, 1], pads: [2, 0, 1, 1], group: 3 }, scalar: "u8", zeros: [128, 7] }],
  ["of each channel, of more steps than are written out", { x: [1, 5, 10, 6], w: [5, 1, 6, 3], attributes: { pads: [0, 0, 2, 0], strides: [2, 1], group: 5 } }],
  ["of all channels", { x: [1, 3, 8, 8], w: [6, 3, 3, 3], attributes: { auto_pad: 2, strides: [2, 2] } }],
  ["of all channels, along one axis", { x: [2, 5, 9], w: [3, 5, 4], attributes: { pads: [1, 1] }, scalar: "u8", zeros: [200, 0] }],
  ["of each channel that are in one place", { x: [1, 3, 2, 2], w: [3, 1, 4, 3], attributes: { pads: [1, 0, 1, 1], group: 3 } }],
  ["of one kernel", { x: [1, 2, 5, 5], w: [1, 2, 3, 3], attributes: { pads: [0, 0, 1, 1] } }],
  ["that are in one place", { x: [1, 3, 2, 2], w: [4, 3, 4, 3], attributes: { pads: [1, 0, 1, 1] } }],
];

function networkOf({ x, w, attributes, scalar = "i8", zeros: [xZero, wZero] = [-5, 0] }: Convolution, isKnown = true): Network {
  const builder = new NetworkBuilder();
  const random = new RandomGenerator(7);
  const constant = (name: string, shape: Shape, values: readonly number[]) =>
    builder.constant(name, shape, scalar, SCALARS[scalar].newValues(values.length).map((_, place) => values[place]), ORIGIN);
  const kernels = Array.from({ length: elementCount(w) }, () => Math.floor(random.uniformIn(SCALARS[scalar].least, SCALARS[scalar].greatest)));
  const zero = isKnown ? constant("xz", [], [xZero]) : builder.input("xz", [], ORIGIN, scalar);
  const args = [builder.input("x", x, ORIGIN, scalar), constant("w", w, kernels), zero, constant("wz", [], [wZero])];
  return builder.finish([{ name: "y", value: builder.operation(convInteger, args, attributes, "y", ORIGIN) }]);
}

/** Numbers of the type of a value, its extremes among them. */
function numbersOf({ shape, scalar }: Network["values"][number], seed: number): Values {
  const { least, greatest } = SCALARS[scalar];
  const random = new RandomGenerator(seed);
  const count = elementCount(shape);
  return SCALARS[scalar].newValues(count).map((_, place) => (count > 1 && place % 5 === 0 ? least : place % 7 === 6 ? greatest : Math.floor(random.uniformIn(least, greatest))));
}

/** Compares every layout with exact integers, and arranged for speed no array is needed beside that of the results, which are transposed, as large as x. */
function checkNarrow(network: Network): void {
  const given = network.inputs.map(({ value }, position) => numbersOf(network.values[value], 8 + position));
  const [{ data: exact }] = evaluateNaively(network, given, (value) => value);
  const lowered = (layout: Layout) => lower(runPasses(network), layout);
  for (const name of LAYOUT_NAMES) expect([name, ...interpretValues(lowered(LAYOUTS[name]), given, 1)[0]]).toEqual([name, ...exact]);
  const { buffers } = lowered(LAYOUTS.speed);
  const bytes = buffers.map(({ role, name, size, scalar }) => (role === "scratch" && name !== "sums" ? size * SCALARS[scalar].bytes : 0));
  const [{ length }, result] = [given[network.inputs.findIndex(({ name }) => name === "x")], buffers.find(({ role }) => role === "output")];
  expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(length + (result === undefined ? 0 : result.size * SCALARS[result.scalar].bytes));
}

test.each(CASES)("convolutions %s need no frame of a zero point", (_, convolution) => {
  checkNarrow(networkOf(convolution));
});

test("a frame stays beside which there is room", () => {
  const builder = new NetworkBuilder();
  const zero = builder.constant("z", [], "i8", Int8Array.of(3), ORIGIN);
  const step = (x: ValueId, kernel: Shape, attributes: Attributes): ValueId => {
    const w = builder.constant("w", [4, 1, ...kernel], "i8", new Int8Array(4 * elementCount(kernel)).map((_, place) => (place * 7) % 9 - 4), ORIGIN);
    const sums = builder.operation(convInteger, [x, w, zero], { ...attributes, group: 4 }, "sums", ORIGIN);
    return builder.operation(narrowed, [sums], { zero: 3, least: -128, greatest: 127 }, "h", ORIGIN);
  };
  const narrow = builder.operation(narrowed, [builder.input("x", [1, 4, 12, 12], ORIGIN, "i32")], { zero: 1, least: -9, greatest: 9 }, "h", ORIGIN);
  const large = step(step(narrow, [3, 3], { pads: [1, 1, 1, 1] }), [2, 2], { strides: [2, 2] });
  const network = runPasses(builder.finish([{ name: "y", value: step(step(large, [3, 3], { pads: [1, 1, 1, 1] }), [1, 1], {}) }]));
  const sizes = lowerWithRoomForEach(network, LAYOUTS.speed).buffers.flatMap(({ role, scalar, size }) => (role === "scratch" && scalar === "i8" ? [size / 4] : []));
  expect(sizes).toEqual([12 * 12, 12 * 12, 8 * 8, 6 * 6, 6 * 6]);
});

test("pools of integers need no frame of the least", () => {
  const builder = new NetworkBuilder();
  const x = builder.input("x", [1, 2, 6, 7], ORIGIN, "i8");
  const pooled = builder.operation(maxPool, [x], { kernel_shape: [3, 3], strides: [2, 1], pads: [1, 1, 1, 1] }, "y", ORIGIN);
  checkNarrow(builder.finish([{ name: "y", value: pooled }]));
});

test("a zero point that is computed makes no wider array where there is no frame", () => {
  checkNarrow(networkOf({ x: [1, 3, 6, 5], w: [4, 3, 2, 1], attributes: { strides: [2, 1] }, scalar: "u8", zeros: [0, 7] }, false));
});
