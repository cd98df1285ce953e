// Random folds for tests, and their functions computed as naively as the definition in fold.ts allows.

import fc from "fast-check";
import type { Fold } from "../../../src/train/folding/fold.ts";

export function randomFold(): fc.Arbitrary<Fold> {
  return fc
    .record({ intervals: fc.integer({ min: 1, max: 6 }), folds: fc.integer({ min: 0, max: 5 }), low: fc.integer({ min: -16, max: 16 }) })
    .chain(({ intervals, folds, low }) => {
      const some = (count: number, min: number, max: number): fc.Arbitrary<number[]> =>
        fc.array(fc.integer({ min, max }), { minLength: count, maxLength: count });
      return fc
        .record({
          widths: some(intervals, 1, 32),
          values: some(intervals + 1, -100, 100),
          signs: some(folds, 0, 1),
          amplitudes: some((intervals + 1) * folds, 1, 64),
          active: some(intervals * folds, 0, 1),
        })
        .map(({ widths, values, signs, amplitudes, active }) => {
          const knots = [low / 16];
          for (const width of widths) knots.push(knots[knots.length - 1] + width / 32);
          return {
            knots: Float64Array.from(knots),
            movable: Uint8Array.from(knots, (_, index) => (index > 0 && index < intervals ? 1 : 0)),
            values: Float64Array.from(values, (value) => value / 10),
            signs: Int8Array.from(signs, (sign) => 2 * sign - 1),
            amplitudes: Float64Array.from(amplitudes, (amplitude) => amplitude / 16),
            active: Uint8Array.from(active),
          };
        });
    });
}

/** g(x) by the formula. */
export function valueOfFold(fold: Fold, x: number): number {
  const folds = fold.signs.length;
  let interval = 0;
  while (interval < fold.knots.length - 2 && x > fold.knots[interval + 1]) interval++;
  const position = (x - fold.knots[interval]) / (fold.knots[interval + 1] - fold.knots[interval]);
  let sum = (1 - position) * fold.values[interval] + position * fold.values[interval + 1];
  for (let index = 0; index < folds; index++) {
    const left = interval * folds + index;
    if (fold.active[left] === 0) continue;
    sum -= fold.signs[index] * Math.min((1 - position) * fold.amplitudes[left], position * fold.amplitudes[left + folds]);
  }
  return sum;
}
