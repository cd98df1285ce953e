// Frames that are left out, and values that are written over others: less memory, and not a bit changes.

import { expect, test } from "vitest";
import { LAYOUTS, type Layout } from "../../src/codegen/lower/layout.ts";
import { lower, lowerWithRoomForEach } from "../../src/codegen/lower/lower.ts";
import type { Attributes } from "../../src/network/attributes.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { add } from "../../src/network/ops/add.ts";
import { averagePool } from "../../src/network/ops/average-pool.ts";
import { conv } from "../../src/network/ops/conv.ts";
import { maxPool } from "../../src/network/ops/max-pool.ts";
import { pad } from "../../src/network/ops/pad.ts";
import { relu } from "../../src/network/ops/relu.ts";
import type { Shape } from "../../src/network/shape.ts";
import { elementCount } from "../../src/network/shape.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import type { Program } from "../../src/program/program.ts";
import { workingBytes } from "../../src/program/working-memory.ts";
import { ORIGIN, randomValues } from "../fixtures.ts";

class Sketch {
  private readonly builder = new NetworkBuilder();
  private readonly random = new RandomGenerator(5);

  input(...shape: Shape): ValueId {
    return this.builder.input("x", shape, ORIGIN);
  }

  step(op: Op, args: readonly ValueId[], attributes: Attributes = {}): ValueId {
    return this.builder.operation(op, args, attributes, op.name, ORIGIN);
  }

  parameter(...shape: Shape): ValueId {
    return this.builder.parameter("p", shape, randomValues(elementCount(shape), this.random), ORIGIN);
  }

  conv(x: ValueId, weights: Shape, attributes: Attributes): ValueId {
    return this.step(relu, [this.step(conv, [x, this.parameter(...weights), this.parameter(weights[0])], attributes)]);
  }

  finish(y: ValueId) {
    return runPasses(this.builder.finish([y]));
  }
}

/** Ordinary numbers, and images of infinities, NaN and zeros of both signs. */
function imagesOf(size: number): Float32Array {
  const ordinary = randomValues(2 * size, new RandomGenerator(3));
  const unusual = [NaN, Infinity, -Infinity, -0, 0, 1e-45, 3e38];
  return Float32Array.from([...ordinary, ...Array.from({ length: size }, (_, i) => unusual[i % unusual.length]), ...Array.from({ length: size }, () => -0)]);
}

function scratchOf({ buffers }: Program): readonly number[] {
  return buffers.flatMap(({ role, size }) => (role === "scratch" ? [size] : []));
}

const DEPTHWISE: readonly (readonly [string, Attributes])[] = [
  ["of both sides", { pads: [1, 1, 1, 1] }],
  ["of strides, the same above", { strides: [2, 2], auto_pad: 2 }],
  ["of strides, the same below", { strides: [2, 2], auto_pad: 3 }],
  ["with dilations", { dilations: [2, 1], pads: [2, 1, 0, 1] }],
  ["on one side", { pads: [0, 0, 2, 0] }],
];

test.each(DEPTHWISE)("convolutions of each channel, %s, read no frame", (_, attributes) => {
  const s = new Sketch();
  const first = s.conv(s.input(1, 2, 7, 9), [4, 2, 1, 1], {});
  const each = s.conv(first, [4, 1, 3, 3], { ...attributes, group: 4 });
  const network = s.finish(s.conv(each, [3, 4, 1, 1], {}));
  const programs = [LAYOUTS.speed, LAYOUTS.vectors, LAYOUTS.size].map((layout) => lower(network, layout));
  const [speed, vectors, size] = programs.map((program) => interpret(program, [imagesOf(126)], 4));
  expect(speed).toEqual(size);
  expect(vectors).toEqual(size);
  const largest = (layout: Layout): number => Math.max(...scratchOf(lowerWithRoomForEach(network, layout)));
  expect(largest(LAYOUTS.speed)).toBe(4 * 63);
  expect(largest(LAYOUTS.size)).toBeGreaterThan(4 * 63);
});

test("longer convolutions and pools read none where few parts do and nothing is computed within a thin one", () => {
  const s = new Sketch();
  const halved = s.conv(s.conv(s.input(1, 3, 6, 4), [5, 3, 1, 1], {}), [6, 5, 3, 3], { strides: [2, 2], auto_pad: 2 });
  const most = s.step(maxPool, [halved], { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] });
  const network = s.finish(s.step(averagePool, [most], { kernel_shape: [2, 2], pads: [1, 0, 0, 1], count_include_pad: 1 }));
  const [speed, size] = [LAYOUTS.speed, LAYOUTS.size].map((layout) => lower(network, layout));
  expect(interpret(speed, [imagesOf(72)], 4)).toEqual(interpret(size, [imagesOf(72)], 4));
  expect(interpret(lower(network, LAYOUTS.vectors), [imagesOf(72)], 4)).toEqual(interpret(size, [imagesOf(72)], 4));
  expect(Math.max(...scratchOf(lowerWithRoomForEach(network, LAYOUTS.speed)))).toBe(5 * 24);
});

test("longer convolutions read a thin frame where their image is computed within it", () => {
  const network = (image: (s: Sketch) => ValueId): Network => {
    const s = new Sketch();
    return s.finish(s.conv(image(s), [6, 3, 3, 3], { strides: [2, 2], auto_pad: 2 }));
  };
  const computed = network((s) => s.conv(s.input(1, 3, 12, 10), [3, 3, 1, 1], {}));
  const given = network((s) => s.input(1, 3, 12, 10));
  const largest = (one: Network): number => Math.max(...scratchOf(lowerWithRoomForEach(one, LAYOUTS.vectors)));
  expect(largest(computed)).toBe(3 * 13 * 11);
  expect(largest(given)).toBeLessThan(3 * 120);
  const [speed, vectors, size] = [LAYOUTS.speed, LAYOUTS.vectors, LAYOUTS.size].map((layout) => interpret(lower(computed, layout), [imagesOf(360)], 4));
  expect(speed).toEqual(size);
  expect(vectors).toEqual(size);
});

test("a frame of something else than zeros stays, and so does one that others read", () => {
  const s = new Sketch();
  const around = s.step(pad, [s.conv(s.input(1, 2, 5, 5), [4, 2, 1, 1], {})], { pads: [0, 0, 1, 1, 0, 0, 1, 1], value: 0.5 });
  const network = s.finish(s.conv(around, [4, 1, 3, 3], { group: 4 }));
  const [speed, size] = [LAYOUTS.speed, LAYOUTS.size].map((layout) => lower(network, layout));
  expect(interpret(speed, [imagesOf(50)], 4)).toEqual(interpret(size, [imagesOf(50)], 4));
  expect(Math.max(...scratchOf(speed))).toBe(4 * 49);
});

test("the sum of a residual block is written over what it is added to", () => {
  const s = new Sketch();
  const first = s.conv(s.input(1, 3, 8, 8), [8, 3, 1, 1], {});
  const second = s.conv(s.conv(first, [8, 8, 1, 1], {}), [8, 8, 1, 1], {});
  const network = s.finish(s.conv(s.step(relu, [s.step(add, [first, second])]), [2, 8, 1, 1], {}));
  const [speed, vectors] = [lower(network, LAYOUTS.speed), lower(network, LAYOUTS.vectors)];
  expect(interpret(vectors, [imagesOf(192)], 4)).toEqual(interpret(speed, [imagesOf(192)], 4));
  expect(workingBytes(speed)).toBeLessThan(4 * (2 * 512 + 100));
});

test("what is read afterwards is not written over", () => {
  const s = new Sketch();
  const first = s.conv(s.input(1, 3, 8, 8), [8, 3, 1, 1], {});
  const sum = s.step(relu, [s.step(add, [first, s.conv(first, [8, 8, 1, 1], {})])]);
  const network = s.finish(s.step(add, [s.conv(sum, [8, 8, 1, 1], {}), s.conv(first, [8, 8, 1, 1], {})]));
  const results = [LAYOUTS.speed, LAYOUTS.size].map((layout) => interpret(lower(network, layout), [imagesOf(192)], 4));
  expect(results[0]).toEqual(results[1]);
});
