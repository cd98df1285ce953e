// Integers of 8 bits that are read as wider numbers are kept as they are: the wider numbers are made where they are read, and what they are made of is not
// computed again.

import { expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import { add } from "../../src/network/ops/add.ts";
import { fromZero } from "../../src/network/ops/integers/from-zero.ts";
import { narrowed } from "../../src/network/ops/integers/narrowed.ts";
import { windowSumOfIntegers } from "../../src/network/ops/windows/window-reductions.ts";
import { interpretValues } from "../../src/program/interpret.ts";
import { workingBytes } from "../../src/program/working-memory.ts";
import { ORIGIN } from "../fixtures.ts";

const [HEIGHT, WIDTH, CHANNELS] = [4, 5, 3];
const COUNT = HEIGHT * WIDTH * CHANNELS;

/** Sums of windows of x + 3, of two bits. */
function program(kernel: readonly number[]) {
  const builder = new NetworkBuilder();
  const x = builder.input("x", [1, HEIGHT, WIDTH, CHANNELS], ORIGIN, "i32");
  const narrow = builder.operation(narrowed, [x], { zero: 3, least: -2, greatest: 1 }, "narrow", ORIGIN);
  const wide = builder.operation(fromZero, [narrow], { zero: -1 }, "wide", ORIGIN);
  const strides = kernel.map(() => 1);
  return lower(builder.finish([builder.operation(windowSumOfIntegers, [wide], { kernel, strides, dilations: strides }, "y", ORIGIN)]));
}

test.each([[[4, 5]], [[2, 3]]])("sums of windows of %j", (kernel) => {
  const lowered = program(kernel);
  expect(workingBytes(lowered)).toBe(COUNT);
  const x = Int32Array.from({ length: COUNT }, (_, place) => ((place * 7) % 11) - 8);
  const kept = Array.from(x, (value) => Math.min(1, Math.max(-2, value + 3)) + 1);
  const [height, width] = kernel;
  const expected = Array.from({ length: (HEIGHT - height + 1) * (WIDTH - width + 1) * CHANNELS }, (_, place) => {
    const [channel, column] = [place % CHANNELS, Math.floor(place / CHANNELS) % (WIDTH - width + 1)];
    const row = Math.floor(place / CHANNELS / (WIDTH - width + 1));
    const window = Array.from({ length: height * width }, (_, k) => kept[((row + Math.floor(k / width)) * WIDTH + column + (k % width)) * CHANNELS + channel]);
    return window.reduce((sum, value) => sum + value, 0);
  });
  expect([...interpretValues(lowered, [x], 1)[0]]).toEqual(expected);
});

test("a sum of two arrays of bytes is made where a pool takes each element once, and kept where windows share some", () => {
  const bytesOf = (kernel: number): readonly [number, readonly number[]] => {
    const builder = new NetworkBuilder();
    const sides = ["a", "b"].map((name) => {
      const narrow = builder.operation(narrowed, [builder.input(name, [1, HEIGHT, HEIGHT, 1], ORIGIN, "i32")], { least: -2, greatest: 1 }, "narrow", ORIGIN);
      return builder.operation(fromZero, [narrow], { zero: -1 }, "wide", ORIGIN);
    });
    const sum = builder.operation(add, sides, {}, "sum", ORIGIN);
    const lowered = lower(builder.finish([builder.operation(windowSumOfIntegers, [sum], { kernel: [kernel, kernel], strides: [1, 1], dilations: [1, 1] }, "y", ORIGIN)]));
    const given = [3, 5].map((factor) => Int32Array.from({ length: HEIGHT * HEIGHT }, (_, place) => ((place * factor) % 7) - 3));
    return [workingBytes(lowered), [...interpretValues(lowered, given, 1)[0]]];
  };
  const elements = [3, 5].map((factor) => Array.from({ length: HEIGHT * HEIGHT }, (_, place) => Math.min(1, Math.max(-2, ((place * factor) % 7) - 3)) + 1));
  const sumOf = (places: readonly number[]): number => places.reduce((sum, place) => sum + elements[0][place] + elements[1][place], 0);
  expect(bytesOf(4)).toEqual([2 * HEIGHT * HEIGHT, [sumOf([...Array(HEIGHT * HEIGHT).keys()])]]);
  expect(bytesOf(3)).toEqual([4 * HEIGHT * HEIGHT, [0, 1, 4, 5].map((first) => sumOf([0, 1, 2, 4, 5, 6, 8, 9, 10].map((place) => first + place)))]);
});
