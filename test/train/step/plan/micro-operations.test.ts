// Single micro-operations in both engines against their definitions, over matrices of all sizes: elements, padding, and that
// nothing else in memory changes.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, constant, divide, less, lessOrEqual, multiply, select, squareRoot, subtract } from "../../../../src/program/expression.ts";
import type { Expression } from "../../../../src/program/program.ts";
import { SPECIAL_FLOAT32 } from "../../../../src/numeric/float32.ts";
import { RandomGenerator } from "../../../../src/numeric/random.ts";
import { prepareSchedule } from "../../../../src/train/step/scalar/run-schedule.ts";
import { OperandTable, PRODUCT, type Reach } from "../../../../src/train/step/plan/operands.ts";
import { placeOf, rowMajorPlaces, storedSize, type PanelMatrix } from "../../../../src/train/gemm/panel-matrix.ts";
import type { MicroOperation } from "../../../../src/train/step/plan/operations.ts";
import { stepModule } from "../../../../src/train/step/wasm/step-module.ts";
import { instantiate } from "../../../../src/wasm/instantiate.ts";

const { fround } = Math;
const SIZE = 4096;
/** Of all schedules here. */
const TABLE = new OperandTable();

interface After {
  readonly memory: Float32Array;
  /** The run after the last one that was made. */
  readonly result: number;
}

/** The memory after one operation on `before`, in run number `run`, and how many runs of three were made, by both engines. */
function after(operation: MicroOperation, before: Float32Array, run = 0, end = run + 1): readonly After[] {
  const schedule = { size: SIZE, initial: [], operands: TABLE.operands, operations: [operation] };
  const instance = instantiate(stepModule(schedule));
  const fast = new Float32Array(instance.memory("memory")).subarray(0, SIZE);
  fast.set(before);
  const plain = before.slice();
  const runs = [instance.function("run"), prepareSchedule(schedule, plain)];
  return [fast, plain].map((memory, engine) => ({ result: runs[engine](run, end), memory }));
}

function randomMemory(seed: number): Float32Array {
  const random = new RandomGenerator(seed);
  return Float32Array.from({ length: SIZE }, () => random.uniformIn(-1, 1));
}

/** Expects that both engines leave `before` with the given elements replaced; `open` places may hold anything. */
function expectMemory(operation: MicroOperation, before: Float32Array, written: ReadonlyMap<number, number>, open: readonly number[] = []): void {
  for (const { memory } of after(operation, before)) {
    const expected = before.map((value, place) => written.get(place) ?? value);
    for (const place of open) expected[place] = memory[place];
    expect(memory).toEqual(expected);
  }
}

function elements(matrix: PanelMatrix): readonly { readonly step: number; readonly lane: number; readonly place: number }[] {
  return Array.from(rowMajorPlaces(matrix, "columns"), (place, index) => ({
    step: Math.floor(index / matrix.width),
    lane: index % matrix.width,
    place,
  }));
}

/** Places of a matrix that hold no element. */
function padding(matrix: PanelMatrix): readonly number[] {
  const places = new Set(rowMajorPlaces(matrix, "columns"));
  return Array.from({ length: storedSize(matrix.length, matrix.width) }, (_, index) => matrix.start + index).filter((place) => !places.has(place));
}

const small = fc.integer({ min: 1, max: 21 });
const seed = fc.nat(99);

function check(property: (length: number, width: number, seed: number) => void): void {
  fc.assert(fc.property(small, small, seed, property), { numRuns: 25 });
}

it("a matrix stores every element in a place of its own", () => {
  check((length, width) => {
    const matrix = { start: 16, length, width };
    const places = rowMajorPlaces(matrix, "columns");
    expect(new Set(places).size).toBe(length * width);
    expect(Math.max(...places)).toBeLessThan(16 + storedSize(length, width));
    const across = rowMajorPlaces({ start: 16, length: width, width: length }, "rows");
    expect(across.length).toBe(length * width);
    expect(across[width - 1]).toBe(placeOf({ start: 16, length: width, width: length }, width - 1, 0));
  });
});

it("transpose", () => {
  check((length, width, number) => {
    const before = randomMemory(number);
    const from = { start: 8, length, width };
    const to = { start: 2048, length: width, width: length };
    const written = new Map(elements(to).map(({ step, lane, place }) => [place, before[placeOf(from, lane, step)]]));
    // Padding in vectors that hold elements becomes 0; JavaScript leaves all padding as it was.
    expectMemory({ kind: "transpose", from, to: to.start }, before, written, padding(to));
    const [{ memory }] = after({ kind: "transpose", from, to: to.start }, before);
    const mixed = padding(to).filter((place) => place % 4 !== 0 && !padding(to).includes(place - (place % 4)));
    expect(mixed.map((place) => memory[place])).toEqual(mixed.map(() => 0));
  });
});

it("pack", () => {
  check((length, width, number) => {
    const before = randomMemory(number);
    const to = { start: 2048, length, width };
    const operation = { kind: "pack", from: 40, stride: 70, to } as const;
    for (const run of [0, 3]) {
      const written = new Map(elements(to).map(({ step, lane, place }) => [place, before[40 + 70 * run + step * width + lane]]));
      for (const { memory } of after(operation, before, run)) {
        const expected = before.map((value, place) => written.get(place) ?? value);
        for (const place of padding(to)) expected[place] = memory[place];
        expect(memory).toEqual(expected);
      }
    }
    const [{ memory }] = after(operation, before);
    expect(padding(to).map((place) => memory[place])).toEqual(padding(to).map(() => 0));
  });
});

it("gather", () => {
  const before = randomMemory(1);
  const [sources, targets] = [Int32Array.of(5, 700, 5), Int32Array.of(800, 900, 3)];
  new Int32Array(before.buffer).set(sources, 1000);
  new Int32Array(before.buffer).set(targets, 1008);
  const written = new Map(Array.from(targets, (target, index) => [target, before[sources[index]]]));
  expectMemory({ kind: "gather", count: 3, sources: 1000, targets: 1008 }, before, written);
});

it("combineSteps, sumAll and mean", () => {
  check((length, width, number) => {
    const before = randomMemory(number);
    const from = { start: 8, length, width };
    const row = { start: 2048, length: 1, width };
    const column = (lane: number) => Array.from({ length }, (_, step) => before[placeOf(from, step, lane)]);
    const sums = new Map(elements(row).map(({ lane, place }) => [place, column(lane).reduce((sum, value) => fround(sum + value), 0)]));
    expectMemory({ kind: "combineSteps", combine: "add", initial: undefined, from, to: 2048 }, before, sums, padding(row));
    // NaN is neither less nor greater: it stays where it comes first and is passed over elsewhere.
    const special = before.map((value, place) => (place % 5 === 0 ? SPECIAL_FLOAT32[(number + place) % SPECIAL_FLOAT32.length] : value));
    const extremes = (isBetter: (one: number, other: number) => boolean) =>
      new Map(elements(row).map(({ lane, place }) => {
        const terms = Array.from({ length }, (_, step) => special[placeOf(from, step, lane)]);
        return [place, terms.reduce((found, term) => (isBetter(term, found) ? term : found))];
      }));
    expectMemory({ kind: "combineSteps", combine: "maximum", initial: undefined, from, to: 2048 }, special, extremes((one, other) => one > other), padding(row));
    expectMemory({ kind: "combineSteps", combine: "minimum", initial: undefined, from, to: 2048 }, special, extremes((one, other) => one < other), padding(row));
    const values = elements(from).map(({ place }) => before[place]);
    expectMemory({ kind: "sumAll", from, to: 2048 }, before, new Map([[2048, values.reduce((sum, value) => fround(sum + value), 0)]]));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    for (const { memory, result } of after({ kind: "mean", from, to: 2048 }, before, 3)) {
      expect(new Float64Array(memory.buffer, memory.byteOffset)[1024 + 3]).toBe(mean);
      expect(result).toBe(4);
    }
  });
});

it("runs follow one another until a mean is not finite", () => {
  // The terms of run r are those from 100 + 8·r on.
  const to = { start: 8, length: 1, width: 2 };
  const operations = [{ kind: "pack", from: 100, stride: 8, to }, { kind: "mean", from: to, to: 2048 }] as const;
  const before = randomMemory(5);
  before[100 + 8 * 3] = NaN;
  const memoryAfter = (first: number, end: number) => {
    const schedule = { size: SIZE, initial: [], operands: TABLE.operands, operations };
    const plain = before.slice();
    const instance = instantiate(stepModule(schedule));
    const fast = new Float32Array(instance.memory("memory")).subarray(0, SIZE);
    fast.set(before);
    return [instance.function("run")(first, end), prepareSchedule(schedule, plain)(first, end)];
  };
  expect(memoryAfter(0, 3)).toEqual([3, 3]);
  expect(memoryAfter(1, 9)).toEqual([4, 4]);
  expect(memoryAfter(3, 9)).toEqual([4, 4]);
  expect(memoryAfter(4, 9)).toEqual([9, 9]);
});

it("blemish", () => {
  const before = randomMemory(2);
  const operation = { kind: "blemish", from: 16, count: 24, to: 2048 } as const;
  const sum = (memory: Float32Array) => memory.slice(2048, 2052).reduce((total, value) => total + value, 0);
  before[15] = before[40] = NaN;
  expect(after(operation, before, 0, 3).map(({ memory, result }) => [sum(memory), result])).toEqual([[0, 3], [0, 3]]);
  for (const [place, value] of [[16, NaN], [39, Infinity], [21, -Infinity]]) {
    expect(after(operation, before.with(place, value), 0, 3).map(({ memory, result }) => [sum(memory), result])).toEqual([[NaN, 1], [NaN, 1]]);
  }
});

describe("map", () => {
  const operand = (reach: Reach, start: number): Expression => TABLE.read(reach, start);

  it("evaluates every kind of expression at every element", () => {
    check((length, width, number) => {
      const before = randomMemory(number);
      const matrix = { start: 8, length, width };
      const target = { ...matrix, start: 1024 };
      const [x, row, scalar] = [operand("matrix", 8), operand("row", 3000), operand("scalar", 3500)];
      const squares = multiply(x, x);
      const root = squareRoot(squares);
      const choice = select(lessOrEqual(x, row), root, subtract(squares, scalar));
      const value = divide(choice, add(root, constant(3)));
      const written = new Map(elements(target).map(({ lane, place }) => {
        const element = before[place - 1024 + 8];
        const square = fround(element * element);
        const chosen = element <= before[3000 + lane] ? fround(Math.sqrt(square)) : fround(square - before[3500]);
        return [place, fround(chosen / fround(fround(Math.sqrt(square)) + 3))];
      }));
      expectMemory({ kind: "map", length, width, product: undefined, stores: [{ start: 1024, value }] }, before, written, padding(target));
    });
  });

  it("evaluates everything before it stores anything", () => {
    const before = randomMemory(3);
    const stores = [
      { start: 8, value: operand("matrix", 64) },
      { start: 64, value: multiply(operand("matrix", 8), constant(2)) },
    ];
    const written = new Map(Array.from({ length: 24 }, (_, index) => index).flatMap((index) => [
      [8 + index, before[64 + index]] as const,
      [64 + index, fround(2 * before[8 + index])] as const,
    ]));
    expectMemory({ kind: "map", length: 3, width: 8, product: undefined, stores }, before, written);
  });

  it("selects as it is written, whatever the shortest code for it is: rectifiers and their derivatives on unusual numbers", () => {
    const numbers = Float32Array.from({ length: 8 * Math.ceil(SPECIAL_FLOAT32.length / 8) }, (_, i) => SPECIAL_FLOAT32[i % SPECIAL_FLOAT32.length]);
    const before = new Float32Array(SIZE);
    before.set(numbers, 8);
    const x = operand("matrix", 8);
    const choice = (whenTrue: Expression, whenFalse: Expression): Expression => select(less(x, constant(0)), whenTrue, whenFalse);
    const scaled = [-1, -0, 0, fround(1e-40), fround(0.2), 1, 2].map((slope) => ({
      value: choice(multiply(x, constant(slope)), x),
      result: (number: number) => (number < 0 ? fround(number * slope) : number),
    }));
    const cases = [
      ...scaled,
      { value: choice(constant(0), x), result: (number: number) => (number < 0 ? 0 : number) },
      { value: choice(constant(-0), x), result: (number: number) => (number < 0 ? -0 : number) },
      { value: choice(constant(fround(0.2)), constant(1)), result: (number: number) => (number < 0 ? fround(0.2) : 1) },
      { value: choice(x, constant(0)), result: (number: number) => (number < 0 ? number : 0) },
    ];
    for (const { value, result } of cases) {
      const written = new Map(Array.from(numbers, (number, index) => [2048 + index, result(number)] as const));
      expectMemory({ kind: "map", length: numbers.length / 8, width: 8, product: undefined, stores: [{ start: 2048, value }] }, before, written);
    }
  });

  it("multiplies parts of matrices, read either way", () => {
    fc.assert(
      fc.property(small, small, fc.integer({ min: 1, max: 19 }), fc.constantFrom("rows", "depth"), fc.constantFrom("columns", "depth"), seed, (length, width, depth, leftAcross, rightAcross, number) => {
        const before = randomMemory(number);
        const left = leftAcross === "rows" ? { start: 8, length: depth + 3, width: length } : { start: 8, length, width: depth };
        const right = rightAcross === "columns" ? { start: 1024, length: depth + 2, width } : { start: 1024, length: width, width: depth + 2 };
        const target = { start: 2048, length, width };
        const product = { depth, left, leftAcross, right, rightAcross };
        const element = (i: number, l: number) => before[leftAcross === "rows" ? placeOf(left, l, i) : placeOf(left, i, l)];
        const factor = (l: number, j: number) => before[rightAcross === "columns" ? placeOf(right, l, j) : placeOf(right, j, l)];
        const written = new Map(elements(target).map(({ step, lane, place }) => {
          let sum = 0;
          for (let l = 0; l < depth; l++) sum = fround(sum + fround(element(step, l) * factor(l, lane)));
          return [place, fround(sum * sum)];
        }));
        const stores = [{ start: target.start, value: multiply(PRODUCT, PRODUCT) }];
        expectMemory({ kind: "map", length, width, product, stores }, before, written, padding(target));
      }),
      { numRuns: 150 },
    );
  });
});
