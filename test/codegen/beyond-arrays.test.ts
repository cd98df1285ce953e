// Frames of a zero point that are not there: what windows take beyond an array is added up without it, and every sum is that of exact integers.

import { expect, test } from "vitest";
import { LAYOUTS, LAYOUT_NAMES, type Layout } from "../../src/codegen/lower/layout.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import type { Attributes } from "../../src/network/attributes.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import { convInteger } from "../../src/network/ops/integers/conv-integer.ts";
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

function networkOf({ x, w, attributes, scalar = "i8", zeros: [xZero, wZero] = [-5, 0] }: Convolution): Network {
  const builder = new NetworkBuilder();
  const random = new RandomGenerator(7);
  const constant = (name: string, shape: Shape, values: readonly number[]) => builder.constant(name, shape, scalar, SCALARS[scalar].newValues(values.length).map((_, place) => values[place]), ORIGIN);
  const kernels = Array.from({ length: elementCount(w) }, () => Math.floor(random.uniformIn(SCALARS[scalar].least, SCALARS[scalar].greatest)));
  const args = [builder.input("x", x, ORIGIN, scalar), constant("w", w, kernels), constant("xz", [], [xZero]), constant("wz", [], [wZero])];
  return builder.finish([{ name: "y", value: builder.operation(convInteger, args, attributes, "y", ORIGIN) }]);
}

/** Numbers of the type, its extremes among them. */
function inputOf(network: Network): Values {
  const [{ shape, scalar }] = network.inputs.map(({ value }) => network.values[value]);
  const { least, greatest } = SCALARS[scalar];
  const random = new RandomGenerator(8);
  return SCALARS[scalar].newValues(elementCount(shape)).map((_, place) => (place % 5 === 0 ? least : place % 7 === 0 ? greatest : Math.floor(random.uniformIn(least, greatest))));
}

test.each(CASES)("convolutions %s need no frame of a zero point", (_, convolution) => {
  const network = networkOf(convolution);
  const x = inputOf(network);
  const [{ data: exact }] = evaluateNaively(network, [x], (value) => value);
  const lowered = (layout: Layout) => lower(runPasses(network), layout);
  for (const name of LAYOUT_NAMES) expect([name, ...interpretValues(lowered(LAYOUTS[name]), [x], 1)[0]]).toEqual([name, ...exact]);
  const narrow = lowered(LAYOUTS.speed).buffers.filter(({ role, scalar }) => role === "scratch" && scalar !== "i32");
  expect(narrow).toEqual([]);
});
