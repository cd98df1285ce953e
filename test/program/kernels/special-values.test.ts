// What the exponential kernels give of special values, and of the numbers beside their limits, bit for bit.

import { expect, test } from "vitest";
import { KERNELS } from "../../../src/program/kernels/index.ts";
import { evaluateKernel } from "./evaluate-kernel.ts";

/** 2^-149. */
const LEAST = 2 ** -149;
const GREATEST = (2 - 2 ** -23) * 2 ** 127;

/** Kernel, operand, result. */
const ROWS: readonly (readonly [keyof typeof KERNELS, number, number])[] = [
  ["exp", NaN, NaN],
  ["exp", Infinity, Infinity],
  ["exp", -Infinity, 0],
  ["exp", 0, 1],
  ["exp", -0, 1],
  ["exp", LEAST, 1],
  ["exp", 88.72283172607422, 3.402798519021476e38],
  ["exp", 88.72284, Infinity],
  ["exp", GREATEST, Infinity],
  ["exp", -87.33655, 8388582 * LEAST],
  ["exp", -103.97208, LEAST],
  ["exp", -103.97209, 0],
  ["exp", -GREATEST, 0],
  ["log", NaN, NaN],
  ["log", Infinity, Infinity],
  ["log", -Infinity, NaN],
  ["log", -1, NaN],
  ["log", -LEAST, NaN],
  ["log", 0, -Infinity],
  ["log", -0, -Infinity],
  ["log", 1, 0],
  ["log", LEAST, Math.fround(-149 * Math.LN2)],
  ["log", GREATEST, Math.fround(128 * Math.LN2)],
  ["sigmoid", NaN, NaN],
  ["sigmoid", Infinity, 1],
  ["sigmoid", -Infinity, 0],
  ["sigmoid", 0, 0.5],
  ["sigmoid", -0, 0.5],
  ["sigmoid", GREATEST, 1],
  ["sigmoid", -GREATEST, 0],
  ["sigmoid", 18, 1],
  ["sigmoid", -103.97208, LEAST],
  ["tanh", NaN, NaN],
  ["tanh", Infinity, 1],
  ["tanh", -Infinity, -1],
  ["tanh", 0, 0],
  ["tanh", -0, -0],
  ["tanh", LEAST, LEAST],
  ["tanh", -LEAST, -LEAST],
  ["tanh", Math.fround(1e-8), Math.fround(1e-8)],
  ["tanh", Math.fround(8.47554), Math.fround(Math.tanh(8.47554))],
  ["tanh", 10, 1],
  ["tanh", -GREATEST, -1],
];

test.each(ROWS)("%s(%d) is %d", (name, x, expected) => {
  expect(evaluateKernel(KERNELS[name], [[x]])).toEqual([expected]);
});
