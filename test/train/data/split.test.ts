// The split into training and hold-out: a partition, the same for the same seed, random for others.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { chooseColumns } from "../../../src/train/data/choose-columns.ts";
import { parseCsv } from "../../../src/train/data/csv.ts";
import { positions, shuffle } from "../../../src/train/data/permutation.ts";
import { splitHoldOut } from "../../../src/train/data/split.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";

/** y = 10·x + 5, z = x/4, x = 0, 1, … */
function dataset(count: number) {
  const rows = Array.from({ length: count }, (_, x) => `${x},${x / 4},${10 * x + 5}`);
  return chooseColumns(parseCsv(["x,z,y", ...rows].join("\n"), "t.csv"), {});
}

describe("hold-out splits", () => {
  test("are partitions in file order, of the size asked for, with whole samples", () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 60 }), fc.double({ min: 0.1, max: 0.6, noNaN: true }), fc.nat(), (count, share, seed) => {
        const { training, heldOut } = splitHoldOut(dataset(count), share, seed);
        const parts = [training, heldOut].map((part) => [...(part?.lines ?? [])]);
        expect(parts[1]).toHaveLength(Math.round(share * count));
        expect(parts.map((part) => part.toSorted((a, b) => a - b))).toEqual(parts);
        expect(parts.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, row) => row + 2));
        for (const part of [training, heldOut]) {
          part?.lines.forEach((line, row) => {
            expect([...part.samples.points.subarray(2 * row, 2 * row + 2), part.samples.values[row]]).toEqual([line - 2, (line - 2) / 4, 10 * (line - 2) + 5]);
          });
        }
      }),
      { seed: 1 },
    );
  });

  test("depend on the seed alone", () => {
    const lines = (seed: number) => [...(splitHoldOut(dataset(50), 0.2, seed).heldOut?.lines ?? [])];
    expect(lines(3)).toEqual(lines(3));
    expect(lines(3)).not.toEqual(lines(4));
  });

  test("of share 0 hold nothing out", () => {
    const whole = dataset(2);
    expect(splitHoldOut(whole, 0, 1)).toEqual({ training: whole, heldOut: undefined });
  });

  test("of four samples may leave two and two", () => {
    const { training, heldOut } = splitHoldOut(dataset(4), 0.6, 1);
    expect([training.lines.length, heldOut?.lines.length]).toEqual([2, 2]);
  });

  test.each([
    [2, 0.2, "of 2 samples 0 would be set aside and 2 trained on; at least 1 and 2 are needed"],
    [3, 0.5, "of 3 samples 2 would be set aside and 1 trained on; at least 1 and 2 are needed"],
  ])("of %d samples are refused for a share of %d", (count, share, note) => {
    expect(thrownDiagnostic(() => splitHoldOut(dataset(count), share, 1))).toEqual({
      category: "usage",
      place: "--hold-out",
      message: `t.csv has too few samples for a hold-out of ${share}`,
      note,
      hint: "give more samples, or --hold-out 0 to train on all of them",
    });
  });

  test.each([-0.1, 1, NaN])("a share of %d is refused", (share) => {
    expect(thrownDiagnostic(() => splitHoldOut(dataset(10), share, 1))).toEqual({
      category: "usage",
      place: "--hold-out",
      message: `the share of samples to hold out is ${share}`,
      note: "it must be at least 0 and less than 1",
      hint: "write --hold-out 0.2",
    });
  });
});

test("shuffling gives every order equally often", () => {
  const generator = new RandomGenerator(1);
  const counts = new Map<string, number>();
  const draws = 24_000;
  for (let draw = 0; draw < draws; draw++) {
    const order = positions(4);
    shuffle(order, generator);
    counts.set(order.join(), (counts.get(order.join()) ?? 0) + 1);
  }
  // Chi-squared with 23 degrees of freedom exceeds 49.7 in one case of a thousand.
  const expected = draws / 24;
  const statistic = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  expect(counts.size).toBe(24);
  expect(statistic).toBeLessThan(49.7);
});
