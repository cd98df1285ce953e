// A fold is exactly a piecewise-linear function that the layers made of it compute, with all the kinks it counts.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareWithTarget, createNodes } from "../../../src/train/folding/fold.ts";
import type { Float32Layer } from "../../../src/train/folding/float32-layers.ts";
import { REALISATIONS, realise } from "../../../src/train/folding/realise.ts";
import { randomFold, valueOfFold } from "./random-folds.ts";

/** The network in float64, without an activation after the last layer. */
function networkValue(layers: readonly Float32Layer[], slope: number, x: number): number {
  let inputs = [x];
  layers.forEach(({ weights, bias }, layer) => {
    const count = inputs.length;
    inputs = Array.from(bias, (start, unit) => {
      const sum = inputs.reduce((partial, input, index) => partial + weights[unit * count + index] * input, start);
      return sum < 0 && layer < layers.length - 1 ? sum * slope : sum;
    });
  });
  return inputs[0];
}

describe("compareWithTarget", () => {
  it("gives g − target at nodes that include every kink", () => {
    fc.assert(
      fc.property(randomFold(), (fold) => {
        const intervals = fold.knots.length - 1;
        const nodes = createNodes(intervals, fold.signs.length);
        const target = (x: number): number => x * x;
        const worst = compareWithTarget(fold, target, nodes);
        let expectedWorst = 0;
        for (let interval = 0; interval < intervals; interval++) {
          const width = fold.knots[interval + 1] - fold.knots[interval];
          const at = [];
          for (let node = interval * nodes.stride; node < interval * nodes.stride + nodes.counts[interval]; node++) {
            const x = Math.min(fold.knots[interval + 1], fold.knots[interval] + width * nodes.positions[node]);
            at.push(nodes.positions[node]);
            expect(nodes.residuals[node]).toBeCloseTo(valueOfFold(fold, x) - target(x), 9);
            expectedWorst = Math.max(expectedWorst, Math.abs(nodes.residuals[node]));
          }
          for (let index = 0; index < fold.signs.length; index++) {
            const left = interval * fold.signs.length + index;
            if (fold.active[left] === 0) continue;
            const start = fold.amplitudes[left];
            const kink = start / (start + fold.amplitudes[left + fold.signs.length]);
            expect(at.some((position) => Math.abs(position - kink) < 1e-12)).toBe(true);
          }
        }
        expect(worst).toBe(expectedWorst);
      }),
    );
  });
});

describe("realise", () => {
  it("makes layers that compute g, for every slope and every way of rounding", () => {
    fc.assert(
      fc.property(randomFold(), fc.constantFrom(0, 0.0625, 0.2, 0.5, 0.75), fc.constantFrom(...REALISATIONS), (fold, slope, realisation) => {
        const rounded = Math.fround(slope);
        const first = fold.knots.length + 2;
        const layers = realise(fold, { ...realisation, first, second: fold.signs.length + 2, slope: rounded });
        const low = fold.knots[0];
        const high = fold.knots[fold.knots.length - 1];
        for (let index = 0; index <= 200; index++) {
          const x = low + ((high - low) * index) / 200;
          // Weights are rounded to float32; they are large where values jump within a narrow interval.
          expect(Math.abs(networkValue(layers, rounded, x) - valueOfFold(fold, x))).toBeLessThan(2e-3);
        }
      }),
    );
  });

  it("needs one hidden layer only for a function without folds", () => {
    const fold = {
      knots: Float64Array.of(-1, -0.25, 0.5, 2), movable: Uint8Array.of(0, 1, 1, 0), values: Float64Array.of(1, -2, 4, 0),
      signs: new Int8Array(0), amplitudes: new Float64Array(0), active: new Uint8Array(0),
    };
    const layers = realise(fold, { direction: "right", constant: "bias", first: 3, second: undefined, slope: 0.25 });
    expect(layers.map(({ bias }) => bias.length)).toEqual([3, 1]);
    fold.knots.forEach((knot, index) => expect(networkValue(layers, 0.25, knot)).toBeCloseTo(fold.values[index], 5));
  });

  it("bends in every interval by every fold: 16 intervals and 31 folds give 511 kinks", () => {
    const folds = 31;
    const knots = Float64Array.from({ length: 17 }, (_, index) => index / 16);
    const amplitudes = Float64Array.from({ length: 17 * folds }, (_, at) => {
      const rank = ((at % folds) + 0.5) / folds;
      return 0.01 * (Math.floor(at / folds) % 2 === 0 ? rank : 1 - rank);
    });
    const fold = {
      knots, movable: new Uint8Array(17), values: knots.map((x) => 1 + x * x), signs: new Int8Array(folds).fill(1), amplitudes,
      active: new Uint8Array(16 * folds).fill(1),
    };
    const slope = Math.fround(0.2);
    const layers = realise(fold, { direction: "left", constant: "line", first: 16, second: 32, slope });
    const ends = Array.from(knots);
    for (let interval = 0; interval < 16; interval++) {
      for (let index = 0; index < folds; index++) {
        const start = amplitudes[interval * folds + index];
        ends.push((interval + start / (start + amplitudes[(interval + 1) * folds + index])) / 16);
      }
    }
    ends.sort((one, other) => one - other);
    const slopes = ends.slice(1).map((end, index) => {
      const inner = [0.25, 0.75].map((part) => networkValue(layers, slope, ends[index] + (end - ends[index]) * part));
      return (inner[1] - inner[0]) / ((end - ends[index]) / 2);
    });
    const kinks = slopes.slice(1).filter((after, index) => Math.abs(after - slopes[index]) > 1e-3);
    expect(slopes.length).toBe(512);
    expect(kinks.length).toBe(511);
  });
});
