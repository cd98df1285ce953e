// Networks frame by frame: every frame has the bits that the network over the whole sequence gives it, whatever is before and after.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lower } from "../../../src/codegen/lower/lower.ts";
import { valueOf, type Network } from "../../../src/network/network.ts";
import type { ValueId } from "../../../src/network/op.ts";
import { add } from "../../../src/network/ops/add.ts";
import { averagePool } from "../../../src/network/ops/average-pool.ts";
import { concat } from "../../../src/network/ops/concat.ts";
import { reduceMean } from "../../../src/network/ops/reduce-mean.ts";
import { reshape } from "../../../src/network/ops/reshape.ts";
import { slice } from "../../../src/network/ops/slice.ts";
import { softmax } from "../../../src/network/ops/softmax.ts";
import { streamed } from "../../../src/network/streaming/step-network.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { PASSES, runPasses } from "../../../src/passes/index.ts";
import { interpret } from "../../../src/program/interpret.ts";
import { stateBytes, workingBytes } from "../../../src/program/working-memory.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";
import { ORIGIN, randomValues } from "../../fixtures.ts";
import { FRAMES, sequenceNetworks, Sketch } from "./sequence-networks.ts";

const BIT_PASSES = PASSES.filter(({ exactness }) => exactness === "bit");

/** Where frame `frame` of a value [1, channels, frames] is. */
function frameOf(values: Float32Array, channels: number, frames: number, frame: number): readonly number[] {
  return Array.from({ length: channels }, (_, channel) => values[channel * frames + frame]);
}

/** Frames whose bits differ, of all that both give: those of outputs that are late need steps beyond the sequence, and are not given. */
function differences(network: Network): { readonly compared: number; readonly different: readonly string[] } {
  const whole = runPasses(network);
  const { network: step, facts } = streamed(whole, 2);
  const program = lower(runPasses(step, undefined, BIT_PASSES));
  const [{ value }] = network.inputs;
  const [, channels] = valueOf(network, value).shape;
  const x = randomValues(channels * FRAMES, new RandomGenerator(3));
  const expected = interpret(lower(whole), [x], 1);
  const steps = Math.floor(FRAMES / facts.frames);
  const given = Float32Array.from({ length: channels * steps * facts.frames }, (_, place) => {
    const [call, rest] = [Math.floor(place / (channels * facts.frames)), place % (channels * facts.frames)];
    return x[Math.floor(rest / facts.frames) * FRAMES + call * facts.frames + (rest % facts.frames)];
  });
  const computed = interpret(program, [given], steps);
  const different: string[] = [];
  let compared = 0;
  facts.outputs.forEach(({ name, frames, early }, position) => {
    const [, own, all] = valueOf(network, network.outputs[position].value).shape;
    for (let call = 0; call < steps; call++) {
      const results = computed[position].subarray(call * own * frames, (call + 1) * own * frames);
      for (let frame = 0; frame < frames; frame++) {
        const place = call * frames + frame - early;
        if (place < 0 || place >= all) continue;
        compared++;
        if (String(frameOf(results, own, frames, frame)) !== String(frameOf(expected[position], own, all, place))) different.push(`${name} at ${place}`);
      }
    }
  });
  return { compared, different };
}

test("random networks: each frame has the bits of the whole sequence's", () => {
  let compared = 0;
  fc.assert(
    fc.property(sequenceNetworks, (network) => {
      const found = differences(network);
      compared += found.compared;
      expect(found.different).toEqual([]);
    }),
    { seed: 5, numRuns: 70 },
  );
  expect(compared).toBeGreaterThan(1500);
});

/** Draws on a sequence of two channels. */
function drawn(draw: (sketch: Sketch, x: ValueId) => ValueId): Network {
  const sketch = new Sketch(1);
  const x = sketch.builder.input("x", [1, 2, FRAMES], ORIGIN);
  return sketch.builder.finish([{ name: "y", value: draw(sketch, x) }]);
}

test("what is remembered is what windows reach back to and the new frames, which move where they are", () => {
  const network = drawn((sketch, x) => sketch.convolution(sketch.convolution(x, { kernel: 3, dilation: 2, before: 4 }), { kernel: 2, before: 1 }));
  const { network: step, facts } = streamed(runPasses(network), 2);
  const program = lower(runPasses(step, undefined, BIT_PASSES));
  expect(facts).toEqual({ axis: 2, frames: 1, outputs: [{ name: "y", frames: 1, early: 0 }] });
  expect(stateBytes(program)).toBe(4 * (2 * 5 + 3 * 2));
  expect(workingBytes(program)).toBe(4 * 3);
});

test("constants in front of the sequence are there before it begins", () => {
  const network = drawn((sketch, x) => sketch.convolution(sketch.apply(concat, [sketch.parameter("before", [1, 2, 3]), x], { axis: 2 }), { kernel: 4 }));
  expect(differences(network)).toEqual({ compared: FRAMES, different: [] });
});

test("frames that no input has a part in never come", () => {
  const network = drawn((sketch, x) => sketch.convolution(x, { kernel: 2, before: 3 }));
  expect(streamed(runPasses(network), 2).facts.outputs).toEqual([{ name: "y", frames: 1, early: -2 }]);
  expect(differences(network)).toEqual({ compared: FRAMES, different: [] });
});

describe("is refused", () => {
  const REFUSED: readonly (readonly [string, (sketch: Sketch, x: ValueId) => ValueId, string])[] = [
    ["padding behind", (sketch, x) => sketch.convolution(x, { kernel: 3, before: 1, after: 1 }), 'it puts something after the last frame, so that results look into the future'],
    ["a mean of all", (sketch, x) => sketch.apply(reduceMean, [x], { axes: [2] }), 'it takes the whole sequence together'],
    ["a softmax over time", (sketch, x) => sketch.apply(softmax, [x], { axis: 2 }), 'it takes the whole sequence together'],
    ["frames laid out", (sketch, x) => sketch.apply(reshape, [x], { shape: [1, 2 * FRAMES] }), 'it mixes the frames of the sequence with other axes'],
    ["another constant for every frame", (sketch, x) => sketch.apply(add, [x, sketch.parameter("place", [1, 1, FRAMES])]), 'it takes what is another for every frame'],
    ["frames backwards", (sketch, x) => sketch.apply(slice, [x], { starts: [-1], ends: [-100], axes: [2], steps: [-1] }), 'it takes the frames in another order'],
    ["constants before what is late", (sketch, x) => {
      return sketch.apply(concat, [sketch.parameter("before", [1, 3, 3]), sketch.convolution(x, { kernel: 2 })], { axis: 2 });
    }, "it puts what is known before a sequence that begins late"],
    ["means of fewer frames at the beginning", (sketch, x) => sketch.apply(averagePool, [x], { kernel_shape: [3], pads: [2, 0] }), 'it takes what is another for every frame'],
  ];

  test.each(REFUSED)("%s", (_, draw, note) => {
    expect(thrownDiagnostic(() => streamed(runPasses(drawn(draw)), 2))?.note).toBe(note);
  });

  test("an axis that is no sequence", () => {
    expect(thrownDiagnostic(() => streamed(drawn((_, x) => x), 0))).toEqual({
      category: "usage",
      message: "the model cannot be computed frame by frame",
      place: "--stream",
      note: `its first input is [1, 2, ${FRAMES}], of which axis 0 is no sequence`,
      hint: "name the axis that counts frames, from 0, and give it a size if the model leaves it open",
    });
  });
});
