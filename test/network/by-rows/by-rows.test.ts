// Networks by rows: whatever part of a network is computed so, every result keeps its bits.

import fc from "fast-check";
import { expect, test } from "vitest";
import { LAYOUTS } from "../../../src/codegen/lower/layout.ts";
import { lower } from "../../../src/codegen/lower/lower.ts";
import { isFailure } from "../../../src/diagnostics/diagnostic.ts";
import { computeByRows } from "../../../src/network/by-rows/compute-by-rows.ts";
import { regionsFrom } from "../../../src/network/by-rows/region.ts";
import { add } from "../../../src/network/ops/add.ts";
import { globalAveragePool } from "../../../src/network/ops/global-pools.ts";
import { resize } from "../../../src/network/ops/resize.ts";
import { slice } from "../../../src/network/ops/slice.ts";
import { relu } from "../../../src/network/ops/relu.ts";
import { valueOf, type Network } from "../../../src/network/network.ts";
import type { ValueId } from "../../../src/network/op.ts";
import { elementCount } from "../../../src/network/shape.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { runPasses } from "../../../src/passes/index.ts";
import { interpret } from "../../../src/program/interpret.ts";
import { workingBytes } from "../../../src/program/working-memory.ts";
import { ORIGIN, randomValues } from "../../fixtures.ts";
import { Drawing, imageNetworks } from "./image-networks.ts";

const CALLS = 2;

/** Every way in which a part of the network can be computed by rows of its input. */
function byRows(network: Network): readonly Network[] {
  return regionsFrom(network, network.inputs[0].value).flatMap((region) => {
    try {
      return [computeByRows(network, region).network];
    } catch (failure) {
      if (isFailure(failure, "stream-unavailable")) return [];
      throw failure;
    }
  });
}

function bitsOf(network: Network, inputs: readonly Float32Array[]): string {
  return String(interpret(lower(network, LAYOUTS.speed), inputs, CALLS).map((values) => new Uint32Array(values.buffer, values.byteOffset, values.length)));
}

test("random networks of images: in every way the bits are those of the whole", () => {
  let ways = 0;
  fc.assert(
    fc.property(imageNetworks, (drawn) => {
      const network = runPasses(drawn);
      const x = randomValues(CALLS * elementCount(valueOf(drawn, drawn.inputs[0].value).shape), new RandomGenerator(3));
      x.set([Infinity, -0, NaN, 3e38], 7);
      const expected = bitsOf(network, [x]);
      for (const way of byRows(network)) {
        ways++;
        expect(bitsOf(way, [x])).toBe(expected);
      }
    }),
    { seed: 5, numRuns: 40 },
  );
  expect(ways).toBeGreaterThan(100);
});

/** Draws on an image of three channels, 24 rows and 8 columns. */
function drawn(draw: (drawing: Drawing, x: ValueId) => ValueId): Network {
  const drawing = new Drawing(1);
  const x = drawing.builder.input("x", [1, 3, 24, 8], ORIGIN);
  return runPasses(drawing.builder.finish([{ name: "y", value: draw(drawing, x) }]));
}

const memoryOf = (network: Network): number => workingBytes(lower(network, LAYOUTS.memory));

test("of each array between there are as many rows as a window reads, and the rows of a step", () => {
  const network = drawn((drawing, x) => {
    const hidden = drawing.apply(relu, [drawing.convolution(x, { channels: 16 })]);
    return drawing.apply(globalAveragePool, [drawing.apply(relu, [drawing.convolution(hidden, { channels: 4 })])]);
  });
  expect(workingBytes(lower(network, LAYOUTS.speed))).toBeGreaterThan(4 * 24 * 8 * 16);
  // Three rows of the image and of what is hidden, one of the last array, its sums so far, and sums of a row.
  const [image, hidden, last, sums] = [3 * 8 * 3, 3 * 8 * 16, 8 * 4, 4];
  expect(memoryOf(network)).toBeLessThanOrEqual(4 * (image + hidden + last + 2 * sums + 8 * 3));
});

test("what branches off is remembered once, for the window and for the sum", () => {
  const network = drawn((drawing, x) => {
    const hidden = drawing.apply(relu, [drawing.convolution(x, { channels: 16 })]);
    const further = drawing.convolution(drawing.apply(relu, [drawing.convolution(hidden, { channels: 16 })]), { channels: 16 });
    return drawing.apply(globalAveragePool, [drawing.apply(relu, [drawing.apply(add, [hidden, further])])]);
  });
  // Of the image and of the array between three rows; of the first array two more, for the sum takes it two rows later.
  const row = 8 * 16;
  expect(memoryOf(network)).toBeLessThanOrEqual(4 * (3 * 8 * 3 + (3 + 1) * row + 3 * row + row + 2 * 16 + 8 * 3));
});

test("rows of channels that lie apart come together: of a result with its channels first, and of means over many rows", () => {
  const blocks = drawn((drawing, x) => {
    const block = (y: ValueId): ValueId => {
      const inner = drawing.apply(relu, [drawing.convolution(y, { channels: 3 })]);
      return drawing.apply(relu, [drawing.apply(add, [y, drawing.convolution(inner, { channels: 3 })])]);
    };
    return block(block(x));
  });
  expect(memoryOf(blocks)).toBeLessThan(0.9 * workingBytes(lower(blocks, LAYOUTS.speed)));
  const drawing = new Drawing(1);
  const x = drawing.builder.input("x", [1, 1, 64, 64], ORIGIN);
  const mean = runPasses(drawing.builder.finish([drawing.apply(globalAveragePool, [drawing.convolution(x, { channels: 4 })])]));
  // The sums of the rows of each channel, and three rows of the image and one of the array for the windows.
  expect(memoryOf(mean)).toBeLessThan(4 * (4 * 64 + 4 * 64 + 8 * 64));
  expect(workingBytes(lower(mean, LAYOUTS.speed))).toBeGreaterThan(4 * 4 * 64 * 64);
});

test("needs no more memory than all at once", () => {
  fc.assert(
    fc.property(imageNetworks, (network) => {
      const passed = runPasses(network);
      expect(memoryOf(passed)).toBeLessThanOrEqual(workingBytes(lower(passed, LAYOUTS.speed)));
    }),
    { seed: 7, numRuns: 10 },
  );
});

test("of several images one is computed after the other", () => {
  const drawing = new Drawing(1);
  const x = drawing.builder.input("x", [4, 3, 12, 8], ORIGIN);
  const hidden = drawing.apply(relu, [drawing.convolution(x, { channels: 16 })]);
  const network = runPasses(drawing.builder.finish([drawing.apply(globalAveragePool, [drawing.convolution(hidden, { channels: 4 })])]));
  const [all, one] = [4 * 12 * 8 * 16 * 4, 12 * 8 * (3 + 16 + 4) * 4];
  expect(workingBytes(lower(network, LAYOUTS.speed))).toBeGreaterThan(all);
  expect(memoryOf(network)).toBeLessThan(1.5 * one);
});

test.each<[string, (drawing: Drawing, x: ValueId) => ValueId]>([
  ["that stretch", (drawing, x) => drawing.apply(resize, [x], { sizes: [1, 3, 48, 8], mode: 0 })],
  ["taken backwards", (drawing, x) => drawing.apply(slice, [x], { starts: [-1], ends: [-100], axes: [2], steps: [-1] })],
])("rows %s are no part of what is computed by rows", (_, draw) => {
  const network = drawn((drawing, x) => drawing.convolution(draw(drawing, x), {}));
  expect(regionsFrom(network, network.inputs[0].value).filter(({ axis }) => axis === 2)).toEqual([]);
});
