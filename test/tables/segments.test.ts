// Segments with knots of their own: as near to steep networks as they say, at every float32 around their knots in exact arithmetic; as few as
// there can be; and found by either way where counting the knots finds them.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import type { Network } from "../../src/network/network.ts";
import { float32FromOrdinal, ordinalOfFloat32 } from "../../src/numeric/float32.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { dyadicOf } from "../../src/program/domains/dyadic.ts";
import { valueAt, type PiecewiseLinear } from "../../src/program/domains/piecewise-linear.ts";
import { compare, difference, exactly } from "../../src/program/domains/rational.ts";
import { interpret } from "../../src/program/interpret.ts";
import { gridOfCount, gridOfPowerOfTwo } from "../../src/tables/cell-grid.ts";
import { continuousOutputs } from "../../src/tables/continuous-outputs.ts";
import { cheapestFinding, type Finding } from "../../src/tables/segments/finding.ts";
import { fitSegments } from "../../src/tables/segments/fit-segments.ts";
import { segmentGrid } from "../../src/tables/segments/segment-grid.ts";
import { segmentedNetwork } from "../../src/tables/segments/segmented-network.ts";
import { tabulateSegments } from "../../src/tables/segments/tabulate-segments.ts";
import { inPlaceOf } from "../conformance/segment-networks.ts";
import { denseNetwork } from "../fixtures.ts";
import { STEEP_NETWORKS } from "./steep-networks.ts";

function linesOf(network: Network, low: number, high: number): readonly PiecewiseLinear[] {
  const found = continuousOutputs(lower(runPasses(network)), low, high);
  if (found.kind === "no lines") throw new Error(found.reason);
  return found.outputs;
}

/** |computed − function| in exact arithmetic, rounded once. */
function distance({ breaks, pieces }: PiecewiseLinear, x: number, computed: number): number {
  const place = exactly(x);
  const piece = breaks.filter((one) => compare(one, place) < 0).length;
  return Math.abs(difference(exactly(computed), valueAt(pieces[piece], place)).value);
}

/** Every float32 about the knots, some of those between, and the ends. */
function argumentsOf(knots: Float32Array, low: number, high: number): readonly number[] {
  const around = [...knots].flatMap((knot) => Array.from({ length: 65 }, (_, step) => ordinalOfFloat32(knot) + step - 32));
  const [first, last] = [low, high].map(ordinalOfFloat32);
  const random = new RandomGenerator(5);
  const spread = Array.from({ length: 400 }, () => Math.fround(low + (high - low) * random.uniform()));
  const inOrder = Array.from({ length: 400 }, () => Math.round(first + (last - first) * random.uniform()));
  return [low, high, ...spread, ...[...around, ...inOrder].filter((ordinal) => ordinal >= first && ordinal <= last).map(float32FromOrdinal)];
}

describe.each(STEEP_NETWORKS)("$name", ({ network, low, high, allowed }) => {
  const [target] = linesOf(network, low, high);

  test.each(["time", "bytes"] as const)("is as near as it says, arranged for few %s", (thrift) => {
    const table = tabulateSegments([target], low, high, { thrift, mostBytes: 2 ** 15, errors: [allowed] }, (one) => one);
    if (table === undefined) throw new Error("no table");
    const program = lower(runPasses(segmentedNetwork(network, table)));
    const given = argumentsOf(table.fitted.knots, low, high);
    const [computed] = interpret(program, [Float32Array.from(given)], given.length);
    const worst = given.reduce((most, x, row) => Math.max(most, distance(target, x, computed[row])), 0);
    expect(worst).toBeLessThanOrEqual(table.fitted.error);
    expect(table.fitted.error).toBeLessThanOrEqual(allowed);
    expect(worst).toBeGreaterThan(0.1 * table.fitted.error);
  });

  test("cannot have fewer segments", () => {
    const fitted = fitSegments([target], low, high, allowed, 1000);
    if (fitted === undefined) throw new Error("no segments");
    // No line is near enough on a segment and the number after it: of other segments each ends before one of these does.
    for (let segment = 0; segment + 1 < fitted.knots.length; segment++) {
      expect(leastDeviation(target, fitted.knots[segment], fitted.knots[segment + 1])).toBeGreaterThan(allowed * (1 - 1e-3));
    }
  });
});

/** How far the nearest line is, from any two sides of it that three of the corners leave: by trying them all. */
function leastDeviation({ breaks, pieces }: PiecewiseLinear, from: number, to: number): number {
  const inner = breaks.map((place, piece) => ({ x: place.value, y: valueAt(pieces[piece], place).value })).filter(({ x }) => x > from && x < to);
  const ends = [from, to].map((x) => ({ x, y: valueAt(pieces[breaks.filter((place) => compare(place, exactly(x)) < 0).length], exactly(x)).value }));
  const corners = [ends[0], ...inner, ends[1]];
  let most = 0;
  corners.forEach((left, i) => {
    corners.slice(i + 1).forEach((right, further) => {
      for (const middle of corners.slice(i + 1, i + 1 + further)) {
        const chord = left.y + ((right.y - left.y) * (middle.x - left.x)) / (right.x - left.x);
        most = Math.max(most, Math.abs(middle.y - chord) / 2);
      }
    });
  });
  return most;
}

test("a line through exact corners has exact values, at the knots and on both sides of them", () => {
  const [{ network, low, high }] = STEEP_NETWORKS;
  const [target] = linesOf(network, low, high);
  const table = tabulateSegments([target], low, high, { thrift: "bytes", mostBytes: 2 ** 15, errors: [1e-4] }, (one) => one);
  if (table === undefined) throw new Error("no table");
  const steep = [0.5, 0.5 + 2 ** -24, 0.5 - 2 ** -25, 0.5 + 2 ** -18, 0.5 + 2 ** -17 - 2 ** -24, 0.5 + 2 ** -17, 0, 1];
  const given = Float32Array.from(steep);
  const [computed] = interpret(lower(runPasses(segmentedNetwork(network, table))), [given], steep.length);
  expect([...computed]).toEqual([0.25, 0.25 + 2 ** -8, 0.25 - 2 ** -26, 0.5, 0.75 - 2 ** -8, 0.75, 0, Math.fround(1.25 - 2 ** -17)]);
  expect(table.fitted.knots.length).toBe(3);
});

test("several functions share their knots", () => {
  const targets = linesOf(denseNetwork([1, 8, 5, 3], 11), -1.5, 0.75);
  const fitted = fitSegments(targets, -1.5, 0.75, 0.01, 100);
  if (fitted === undefined) throw new Error("no segments");
  expect(fitted.outputs.map(({ length }) => length)).toEqual(targets.map(() => 2 * fitted.knots.length));
  for (const target of targets) expect(fitSegments([target], -1.5, 0.75, 0.01, 100)?.knots.length).toBeLessThanOrEqual(fitted.knots.length);
});

test("there are none finer than float32", () => {
  const target: PiecewiseLinear = { breaks: [], pieces: [{ slope: dyadicOf(1 / 3), intercept: dyadicOf(1) }] };
  expect(fitSegments([target], 0, 1, 1e-9, 1e4)).toBeUndefined();
  expect(fitSegments([target], 0, 1, 2e-7, 1e4)?.knots).toEqual(Float32Array.of(0));
});

test("no more are made than there may be", () => {
  const [{ network, low, high, allowed }] = STEEP_NETWORKS;
  const lines = linesOf(network, low, high);
  expect(fitSegments(lines, low, high, allowed, 2)).toBeUndefined();
  expect(tabulateSegments(lines, low, high, { thrift: "time", mostBytes: 35, errors: [allowed] }, (one) => one)).toBeUndefined();
});

/** Which segment numbers are found in, by a table whose lines are their own numbers. */
function segmentsFound(knots: Float32Array, finding: Finding, given: Float32Array): readonly number[] {
  const numbers = Float32Array.from({ length: 2 * knots.length }, (_, place) => (place % 2 === 0 ? 0 : (place - 1) / 2));
  const network = segmentedNetwork(inPlaceOf(1), { fitted: { knots, outputs: [numbers], deviation: 0, error: 0 }, finding });
  return [...interpret(lower(runPasses(network)), [given], given.length)[0]];
}

describe("the segment of a number", () => {
  const float32 = fc.float({ min: -10, max: 10, noNaN: true });
  const manyKnots = fc.uniqueArray(float32, { minLength: 2, maxLength: 40, comparator: (a, b) => a === b }).map((all) => Float32Array.from(all).sort());

  test("is found by a search and by every grid", () => {
    fc.assert(
      fc.property(manyKnots, fc.integer({ min: -4, max: 4 }), fc.integer({ min: 3, max: 60 }), (knots, exponent, count) => {
        const [low, high] = [knots[0], Math.fround(knots[knots.length - 1] + 1)];
        const given = Float32Array.from([...knots].flatMap((knot) => [ordinalOfFloat32(knot) - 1, ordinalOfFloat32(knot), ordinalOfFloat32(knot) + 1].map(float32FromOrdinal)));
        const expected = [...given].map((x) => Math.max(0, knots.filter((knot) => x >= knot).length - 1));
        expect(segmentsFound(knots, { kind: "search", comparisons: 0 }, given)).toEqual(expected);
        for (const grid of [gridOfPowerOfTwo(low, high, exponent), gridOfCount(low, high, count)]) {
          if (grid !== undefined) expect(segmentsFound(knots, { kind: "grid", ...segmentGrid(knots, grid) }, given)).toEqual(expected);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("is found of more segments than a byte counts", () => {
    const knots = Float32Array.from({ length: 1000 }, (_, place) => (place / 1000) ** 2);
    const finding = cheapestFinding(knots, 0, 1, "time");
    expect([finding.kind, finding.kind === "grid" ? finding.starts instanceof Uint16Array : undefined]).toEqual(["grid", true]);
    expect(segmentsFound(knots, finding, knots)).toEqual([...knots.keys()]);
  });

  test("is the first or the last one outside, where infinite numbers times 0 are none", () => {
    const knots = Float32Array.of(-1, 0.5, 0.75);
    const given = Float32Array.of(-2, -3e38, 2, 3e38);
    expect(segmentsFound(knots, { kind: "search", comparisons: 0 }, given)).toEqual([0, 0, 2, 2]);
    expect(segmentsFound(knots, cheapestFinding(knots, -1, 1, "bytes"), Float32Array.of(NaN, Infinity, -Infinity))).toEqual([NaN, NaN, NaN]);
  });
});

test.each([
  ["few knots by a search", Float32Array.of(0, 0.3, 0.6), "time", "search"],
  ["knots of about one distance by a grid", Float32Array.from({ length: 64 }, (_, place) => (place + 0.2 * (place % 2)) / 64), "time", "grid"],
  ["the same by a search, for fewer bytes", Float32Array.from({ length: 64 }, (_, place) => (place + 0.2 * (place % 2)) / 64), "bytes", "search"],
  ["knots that crowd by a search", Float32Array.from({ length: 64 }, (_, place) => (place === 0 ? 0 : 2 ** (place - 80))), "time", "search"],
] as const)("finds %s", (_, knots, thrift, kind) => {
  expect(cheapestFinding(knots, 0, 1, thrift).kind).toBe(kind);
});

test("a grid leaves one comparison where that is affordable", () => {
  const finding = cheapestFinding(Float32Array.from({ length: 64 }, (_, place) => (place + 0.2 * (place % 2)) / 64), 0, 1, "time");
  expect([finding.comparisons, finding.kind === "grid" ? finding.grid.count : undefined]).toEqual([1, 65]);
});
