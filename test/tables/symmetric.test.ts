// Tables of even and odd functions: the parts they are of, exactly, and f(−x) beside f(x) as the interpreter computes them, at every float32 of a
// small interval, around all borders, around zero, outside and for NaN.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import type { Network } from "../../src/network/network.ts";
import type { Numbers, Symmetry } from "../../src/network/table-numbers.ts";
import { float32Bits, nextFloat32Down, nextFloat32Up } from "../../src/numeric/float32.ts";
import { runPasses } from "../../src/passes/index.ts";
import { candidateOf, candidateOfCells, tableSubjects, type TableSubject } from "../../src/pipeline/table-subjects.ts";
import { segmentCandidate, type Candidate } from "../../src/pipeline/table-candidate.ts";
import { dyadicOf } from "../../src/program/domains/dyadic.ts";
import { valueAt, type PiecewiseLinear } from "../../src/program/domains/piecewise-linear.ts";
import { compare, difference, exactly, product, rational, sum, type Rational } from "../../src/program/domains/rational.ts";
import { interpret } from "../../src/program/interpret.ts";
import { continuousOutputs } from "../../src/tables/continuous-outputs.ts";
import { tabulateSegments } from "../../src/tables/segments/tabulate-segments.ts";
import { symmetricPart } from "../../src/tables/symmetric-part.ts";
import { tabulate } from "../../src/tables/tabulate.ts";
import { compileTarget } from "../../src/train/target/target.ts";
import { denseNetwork } from "../fixtures.ts";

const HIGH = 1.0625;

/** Exactly, at a float64. */
function exactAt({ breaks, pieces }: PiecewiseLinear, x: number): Rational {
  const place = breaks.findIndex((one) => compare(exactly(x), one) < 0);
  return valueAt(pieces[place < 0 ? pieces.length - 1 : place], exactly(x));
}

function linesOf(network: Network): readonly PiecewiseLinear[] {
  const lines = continuousOutputs(lower(runPasses(network)), -HIGH, HIGH);
  if (lines.kind === "no lines") throw new Error(lines.reason);
  return lines.outputs;
}

test.each([["even", 1], ["odd", -1]] as const)("the %s part is exact, and the network as far from it as is said", (symmetry, sign) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.array(fc.double({ min: -HIGH, max: HIGH, noNaN: true }), { minLength: 5, maxLength: 20 }), (seed, places) => {
      const [of] = linesOf(denseNetwork([1, 5, 3, 1], seed));
      const { part, distance } = symmetricPart(of, HIGH, symmetry);
      for (const x of places) {
        const mirrored = product(exactly(sign), exactAt(of, -x));
        expect(compare(exactAt(part, x), product(rational(1n, 2n), sum(exactAt(of, x), mirrored)))).toBe(0);
        expect(Math.abs(difference(exactAt(of, x), exactAt(part, x)).value)).toBeLessThanOrEqual(distance);
      }
      const corners = [...of.breaks.map(({ value }) => value), HIGH].flatMap((x) => [x, -x]);
      const furthest = Math.max(...corners.map((x) => Math.abs(difference(exactAt(of, x), exactAt(part, x)).value)));
      expect(distance).toBeCloseTo(furthest, 9);
    }),
    { numRuns: 30 },
  );
});

test("a function that has a symmetry is its part, and no distance from it", () => {
  const pieces = [-1, 1].map((slope) => ({ slope: dyadicOf(slope), intercept: dyadicOf(0) }));
  const absolute = { breaks: [exactly(0)], pieces };
  const { part, distance } = symmetricPart(absolute, 2, "even");
  expect([distance, part.breaks.length]).toEqual([0, 1]);
  for (const x of [-2, -0.3, 0, 1e-9, 1.5]) expect(compare(exactAt(part, x), exactly(Math.abs(x)))).toBe(0);
  expect(symmetricPart(absolute, 2, "odd")).toMatchObject({ part: { breaks: [] }, distance: 2 * (1 + 2 ** -40) });
});

const even = await compileTarget("cos(x)", ["x"]);
const odd = await compileTarget("sin(x)", ["x"]);
const neither = await compileTarget("exp(x)", ["x"]);

test("what is proved of the network or of the target is told, of nothing else", async () => {
  const outputs = linesOf(denseNetwork([1, 5, 3, 1], 4));
  const kinds = async (...[low, high, targets, numbers]: readonly [number, number, readonly (typeof even)[], Numbers?]) => {
    return (await tableSubjects(outputs, low, high, { targets, numbers: numbers ?? "float32" })).map(({ symmetry }) => symmetry);
  };
  expect(await kinds(-HIGH, HIGH, [even])).toEqual(["even", undefined]);
  expect(await kinds(-HIGH, HIGH, [odd])).toEqual(["odd", undefined]);
  expect(await kinds(-HIGH, HIGH, [odd], "int16")).toEqual([undefined]);
  expect(await kinds(-HIGH, HIGH, [neither])).toEqual([undefined]);
  expect(await kinds(-HIGH, HIGH, [])).toEqual([undefined]);
  expect(await kinds(-HIGH, 1, [even])).toEqual([undefined]);
  expect(await kinds(-HIGH, HIGH, [even, odd])).toEqual([undefined]);
  const symmetric = outputs.map((output) => symmetricPart(output, HIGH, "even").part);
  expect((await tableSubjects(symmetric, -HIGH, HIGH, { targets: [], numbers: "float32" }))[0]).toMatchObject({ symmetry: "even", distance: 0, low: 0 });
});

interface Wanted {
  readonly target: typeof even;
  readonly form: "speed" | "size" | "segments";
  readonly numbers?: Numbers;
}

const ALLOWED = 2e-3;

/** The first table that is so near to the part. */
async function symmetricTable(
  outputs: readonly PiecewiseLinear[],
  { target, form, numbers = "float32" }: Wanted,
): Promise<readonly [Candidate, TableSubject]> {
  const [subject] = await tableSubjects(outputs, -HIGH, HIGH, { targets: outputs.map(() => target), numbers });
  const suit = (one: Candidate | undefined): Candidate | undefined => (one !== undefined && one.greatest - subject.distance <= ALLOWED ? one : undefined);
  if (form === "segments") {
    const table = tabulateSegments(subject.outputs, subject.low, subject.high, { thrift: "time", mostBytes: 32768, errors: [ALLOWED] }, (one) => {
      return suit(candidateOf(segmentCandidate(one), subject));
    });
    if (table === undefined) throw new Error("no segments");
    return [table, subject];
  }
  const kind = { widths: form === "size" ? "any" : "powers of two", numbers, symmetry: subject.symmetry } as const;
  const found = tabulate(subject.outputs, subject.low, subject.high, kind, (cells) => suit(candidateOfCells(cells, subject, form)));
  if (found.kind !== "table") throw new Error("no cells");
  return [found.suited, subject];
}

/** Numbers around borders of cells a 2^-8 wide and their halves, around 0 and outside; every float32 of 2^16 from 1 on. */
const ARGUMENTS = Float32Array.from([
  ...Array.from({ length: 545 }, (_, place) => place / 512).flatMap((x) => [nextFloat32Down(x), x, nextFloat32Up(x)]).map(Math.abs),
  ...[0, 2 ** -149, 2 ** -126, 2 ** -60, 1.1, 2, 3e38, Infinity],
  ...new Float32Array(Uint32Array.from({ length: 2 ** 16 + 1 }, (_, place) => 0x3f800000 + place).buffer),
]);

describe.each<readonly [string, Symmetry, number, Wanted]>([
  ["even, cells", "even", 1, { target: even, form: "speed" }],
  ["even, as few cells as possible", "even", 1, { target: even, form: "size" }],
  ["even, of integers", "even", 1, { target: even, form: "speed", numbers: "int16" }],
  ["even, segments", "even", 1, { target: even, form: "segments" }],
  ["even, two outputs", "even", 2, { target: even, form: "speed" }],
  ["odd, cells", "odd", 1, { target: odd, form: "speed" }],
  ["odd, as few cells as possible", "odd", 1, { target: odd, form: "size" }],
  ["odd, two outputs", "odd", 2, { target: odd, form: "speed" }],
])("%s", (_title, symmetry, outputs, wanted) => {
  const network = denseNetwork([1, 6, 4, outputs], 8);
  const lines = linesOf(network);

  test("f(−x) is what it is said to be, of every float32 that is tried", async () => {
    const [table] = await symmetricTable(lines, wanted);
    const program = lower(runPasses(table.of(network)));
    const [results] = interpret(program, [ARGUMENTS], ARGUMENTS.length);
    const [mirrored] = interpret(program, [ARGUMENTS.map((x) => -x)], ARGUMENTS.length);
    const isAsSaid = (result: number, place: number): boolean => {
      const other = mirrored[place];
      // −0 and +0 are the same number.
      return symmetry === "even" ? float32Bits(other) === float32Bits(result) : other === -result;
    };
    expect(results.findIndex((result, place) => !isAsSaid(result, place))).toBe(-1);
    expect(table.symmetry).toBe(symmetry);
    expect(table.isFolded).toBe(symmetry === "even" || wanted.form === "size" ? true : undefined);
    expect(interpret(program, [Float32Array.of(NaN)], 1)[0]).toEqual(new Float32Array(outputs).fill(NaN));
  });

  test("it is as near to the network as it says", async () => {
    const [table, { distance }] = await symmetricTable(lines, wanted);
    const inside = Float32Array.from({ length: 2000 }, (_, place) => -HIGH + ((2 * HIGH) / 2000) * (place + 0.5));
    const [results] = interpret(lower(runPasses(table.of(network))), [inside], inside.length);
    const furthest = results.reduce((most, result, place) => {
      const exact = exactAt(lines[place % outputs], inside[Math.floor(place / outputs)]);
      return Math.max(most, Math.abs(result - exact.value));
    }, 0);
    expect(furthest).toBeLessThanOrEqual(table.greatest);
    // The asymmetry of the network is most of it.
    expect(distance).toBeGreaterThan(0.01);
    expect(furthest).toBeGreaterThan(0.5 * distance);
  });
});

test("an odd table of fewer bytes gives −0 at −0", async () => {
  const network = denseNetwork([1, 6, 4, 1], 8);
  const zeros = Float32Array.of(0, -0);
  for (const [form, expected] of [["size", [0, -0]], ["speed", [0, 0]]] as const) {
    const [table] = await symmetricTable(linesOf(network), { target: odd, form });
    expect([...interpret(lower(runPasses(table.of(network))), [zeros], 2)[0]]).toEqual(expected);
  }
});

test("an odd function that never falls does not over the whole domain", async () => {
  const network = denseNetwork([1, 6, 4, 1], 1);
  const lines = linesOf(network);
  const [table] = await symmetricTable(lines, { target: odd, form: "speed" });
  expect(table.monotony).toBe("non-decreasing");
  const magnitudes = ARGUMENTS.filter((x) => x <= HIGH).toSorted();
  const all = Float32Array.from([...magnitudes.toReversed().map((x) => -x), ...magnitudes]);
  const [results] = interpret(lower(runPasses(table.of(network))), [all], all.length);
  expect(results.findIndex((result, place) => place > 0 && result < results[place - 1])).toBe(-1);
});
