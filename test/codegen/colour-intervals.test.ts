// Colouring intervals: nothing overlaps, and no room is wasted where that can be told.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { colourIntervals, roomOf, type Interval } from "../../src/codegen/lower/colour-intervals.ts";

const interval = (size: fc.Arbitrary<number>): fc.Arbitrary<Interval> =>
  fc.record({ first: fc.nat(12), length: fc.nat(5), size }).map(({ first, length, size: room }) => ({ first, last: first + length, size: room }));

/** The most that is in use at one time: no placement needs less. */
function mostAtOnce(intervals: readonly Interval[]): number {
  const times = intervals.flatMap(({ first, last }) => [first, last]);
  return Math.max(0, ...times.map((time) => intervals.reduce((sum, { first, last, size }) => sum + (first <= time && time <= last ? size : 0), 0)));
}

/** The least room of all colourings: tries every one. */
function leastRoom(intervals: readonly Interval[]): number {
  const search = (groups: readonly (readonly Interval[])[], rest: readonly Interval[]): number => {
    const [next, ...others] = rest;
    if (next === undefined) return groups.reduce((sum, group) => sum + Math.max(...group.map(({ size }) => size)), 0);
    const isFree = (group: readonly Interval[]): boolean => group.every(({ first, last }) => last < next.first || next.last < first);
    const placed = groups.flatMap((group, position) => (isFree(group) ? [groups.with(position, [...group, next])] : []));
    return Math.min(...[...placed, [...groups, [next]]].map((one) => search(one, others)));
  };
  return search([], intervals);
}

describe("colours of intervals", () => {
  test("intervals of one colour never overlap", () => {
    fc.assert(
      fc.property(fc.array(interval(fc.integer({ min: 1, max: 9 })), { maxLength: 20 }), (intervals) => {
        const colours = colourIntervals(intervals);
        intervals.forEach((a, i) =>
          intervals.slice(0, i).forEach((b, j) => {
            if (colours[i] === colours[j]) expect(a.last < b.first || b.last < a.first).toBe(true);
          }),
        );
      }),
    );
  });

  test("equal sizes need no more room than is in use at one time", () => {
    fc.assert(
      fc.property(fc.array(interval(fc.constant(64)), { maxLength: 20 }), (intervals) => {
        expect(roomOf(intervals, colourIntervals(intervals))).toBe(mostAtOnce(intervals));
      }),
    );
  });

  const chainOf = (widths: readonly number[]): readonly Interval[] => widths.map((size, position) => ({ first: position, last: position + 1, size }));

  test("chains of up to four layers need the least room there is, whatever their widths", () => {
    const widths = [1, 2, 3, 5, 8];
    const chains = [1, 2, 3, 4].reduce<readonly (readonly number[])[]>((all, length) => [...all, ...all.filter((one) => one.length === length - 1).flatMap((one) => widths.map((width) => [...one, width]))], [[]]);
    expect(chains).toHaveLength(1 + 5 + 25 + 125 + 625);
    for (const chain of chains.map(chainOf)) expect(roomOf(chain, colourIntervals(chain))).toBe(leastRoom(chain));
  });

  test("longer chains never need more than two arrays that take turns", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 30 }), (widths) => {
        const widest = (remainder: number) => Math.max(...widths.filter((_, position) => position % 2 === remainder));
        const room = roomOf(chainOf(widths), colourIntervals(chainOf(widths)));
        expect(room).toBeLessThanOrEqual(widest(0) + widest(1));
        expect(room).toBeGreaterThanOrEqual(mostAtOnce(chainOf(widths)));
      }),
    );
  });

  test("a narrow middle is no reason to hold two wide ends apart", () => {
    const chain = chainOf([100, 1, 1, 100]);
    expect(roomOf(chain, colourIntervals(chain))).toBe(102);
    expect(colourIntervals([])).toEqual([]);
  });
});
