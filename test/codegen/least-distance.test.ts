// How far one array may lie over another one, against every access of every turn in order; and what is placed by it.

import fc from "fast-check";
import { expect, test } from "vitest";
import { placeInArena } from "../../src/codegen/lower/arena.ts";
import { leastDistance, stepsOf } from "../../src/codegen/lower/least-distance.ts";
import { lower, lowerWithRoomForEach } from "../../src/codegen/lower/lower.ts";
import { LAYOUT_NAMES, LAYOUTS } from "../../src/codegen/lower/layout.ts";
import type { Network } from "../../src/network/network.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import type { Attributes } from "../../src/network/attributes.ts";
import { averagePool } from "../../src/network/ops/average-pool.ts";
import { conv } from "../../src/network/ops/conv.ts";
import { maxPool } from "../../src/network/ops/max-pool.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { elementCount, type Shape } from "../../src/network/shape.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { constant, load } from "../../src/program/expression.ts";
import { interpret } from "../../src/program/interpret.ts";
import type { Index, Program, Statement } from "../../src/program/program.ts";
import { workingBytes } from "../../src/program/working-memory.ts";
import { ORIGIN, randomValues } from "../fixtures.ts";

const [EARLY, LATE] = [0, 1];

/** Loops in one another, of one to five turns, with accesses in each body before and behind the inner loop. */
interface Nest {
  readonly turns: number;
  readonly step: number;
  readonly before: readonly Access[];
  readonly behind: readonly Access[];
  readonly inner: Nest | undefined;
}

interface Access {
  readonly isLate: boolean;
  readonly isRead: boolean;
  readonly constant: number;
  /** For each loop around, from the outermost on. */
  readonly factors: readonly number[];
}

const access: fc.Arbitrary<Access> = fc.record({
  isLate: fc.boolean(),
  isRead: fc.boolean(),
  constant: fc.integer({ min: 0, max: 9 }),
  factors: fc.array(fc.integer({ min: -3, max: 7 }), { minLength: 3, maxLength: 3 }),
});

function nestWith(inner: fc.Arbitrary<Nest | undefined>): fc.Arbitrary<Nest> {
  const accesses = fc.array(access, { maxLength: 2 });
  return fc.record({ turns: fc.integer({ min: 1, max: 5 }), step: fc.integer({ min: 1, max: 3 }), before: accesses, behind: accesses, inner });
}

const none = fc.constant(undefined);
const nest = nestWith(fc.oneof(none, nestWith(fc.oneof(none, nestWith(none)))));

function statementsOf({ turns, step, before, behind, inner }: Nest, depth: number): Statement {
  const statementOf = ({ isLate, isRead, constant: first, factors }: Access): Statement => {
    const index: Index = { constant: first, terms: factors.slice(0, depth + 1).flatMap((factor, variable) => (factor === 0 ? [] : [{ variable, factor }])) };
    const [buffer, other] = isLate ? [LATE, EARLY] : [EARLY, LATE];
    if (isRead) return { kind: "store", buffer: other, index, value: load(buffer, index) };
    return { kind: "store", buffer, index, value: constant(1) };
  };
  const within = inner === undefined ? [] : [statementsOf(inner, depth + 1)];
  return { kind: "for", variable: depth, extent: turns * step, step, body: [...before.map(statementOf), ...within, ...behind.map(statementOf)] };
}

/** The distance by its definition: all accesses, one after the other. */
function distanceByRunning(statements: readonly Statement[]): number {
  const late: number[] = [];
  let distance = -Infinity;
  const at = (index: Index, values: readonly number[]): number => index.terms.reduce((sum, { variable, factor }) => sum + factor * values[variable], index.constant);
  const touch = (buffer: number, place: number): void => {
    if (buffer === LATE) late.push(place);
    else for (const one of late) distance = Math.max(distance, one - place + 1);
  };
  const run = (all: readonly Statement[], values: readonly number[]): void => {
    for (const statement of all) {
      if (statement.kind === "for") for (let turn = 0; turn < statement.extent; turn += statement.step) run(statement.body, [...values, turn]);
      if (statement.kind !== "store") continue;
      if (statement.value.kind === "load") touch(statement.value.buffer, at(statement.value.index, values));
      touch(statement.buffer, at(statement.index, values));
    }
  };
  run(statements, []);
  return distance;
}

test("the least distance is that of all accesses in order, though few turns are looked at", () => {
  let known = 0;
  fc.assert(
    fc.property(fc.array(nest, { minLength: 1, maxLength: 2 }), (nests) => {
      const statements = nests.map((one) => statementsOf(one, 0));
      const expected = distanceByRunning(statements);
      if (Number.isFinite(expected)) known++;
      expect(leastDistance(stepsOf([], statements, new Set([EARLY, LATE])), { early: EARLY, late: LATE })).toBe(expected);
    }),
    { numRuns: 400, seed: 1 },
  );
  expect(known).toBeGreaterThan(100);
});

test("what is in use together lies apart, or as far over each other as it may", () => {
  const array = fc.record({ first: fc.nat(8), length: fc.nat(4), size: fc.integer({ min: 1, max: 30 }) });
  fc.assert(
    fc.property(fc.array(array, { minLength: 1, maxLength: 8 }), fc.infiniteStream(fc.integer({ min: -5, max: 40 })), (chosen, stream) => {
      const arrays = chosen.map(({ first, length, size }) => ({ first, last: first + length, size }));
      const distances = arrays.map(() => [...stream.take(arrays.length)]);
      const { offsets, size } = placeInArena(arrays, (early, late) => (arrays[early].first < arrays[late].first ? distances[early][late] : undefined));
      expect(Math.min(...offsets)).toBe(0);
      expect(Math.max(...arrays.map((one, id) => offsets[id] + one.size))).toBe(size);
      arrays.forEach((early, one) => {
        arrays.forEach((late, other) => {
          if (one === other || early.last < late.first || late.last < early.first || early.first > late.first) return;
          const isApart = offsets[one] + early.size <= offsets[other] || offsets[other] + late.size <= offsets[one];
          expect(isApart || (early.first < late.first && offsets[one] - offsets[other] >= distances[one][other])).toBe(true);
        });
      });
    }),
    { numRuns: 300, seed: 2 },
  );
});

interface Layer {
  readonly kind: "dense" | "each" | "pool" | "mean";
  readonly channels: number;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

const layer: fc.Arbitrary<Layer> = fc.record({
  kind: fc.constantFrom("dense", "each", "pool", "mean"),
  channels: fc.integer({ min: 3, max: 8 }),
  kernel: fc.constantFrom(1, 2, 3),
  stride: fc.constantFrom(1, 1, 2),
  padding: fc.constantFrom(0, 1),
});

function convolutional(layers: readonly Layer[], seed: number): Network {
  const random = new RandomGenerator(seed);
  const builder = new NetworkBuilder();
  const apply = (op: Op, args: readonly ValueId[], attributes: Attributes = {}): ValueId => builder.operation(op, args, attributes, "h", ORIGIN);
  const parameter = (shape: Shape): ValueId => builder.parameter("p", shape, randomValues(elementCount(shape), random), ORIGIN);
  let x = apply(relu, [builder.input("x", [1, 4, 10, 9], ORIGIN)]);
  for (const { kind, channels, kernel, stride, padding } of layers) {
    const [, own] = builder.shapeOf(x);
    const window = { kernel_shape: [kernel, kernel], strides: [stride, stride], pads: kernel === 1 ? [0, 0, 0, 0] : [padding, padding, padding, padding] };
    if (kind === "pool") x = apply(maxPool, [x], window);
    else if (kind === "mean") x = apply(averagePool, [x], window);
    else if (kind === "each") x = apply(relu, [apply(conv, [x, parameter([own, 1, kernel, kernel]), parameter([own])], { ...window, group: own })]);
    else x = apply(relu, [apply(conv, [x, parameter([channels, own, kernel, kernel]), parameter([channels])], window)]);
    if (builder.shapeOf(x).slice(2).some((extent) => extent < 3)) break;
  }
  return builder.finish([{ name: "y", value: apply(conv, [x, parameter([2, builder.shapeOf(x)[1], 1, 1])], { kernel_shape: [1, 1] }) }]);
}

test("random convolutional networks: not a bit changes, and many need less than the arrays that are in use together", () => {
  let smaller = 0;
  fc.assert(
    fc.property(fc.array(layer, { minLength: 2, maxLength: 4 }), fc.nat(), fc.constantFrom(...LAYOUT_NAMES), (layers, seed, layout) => {
      const network = runPasses(convolutional(layers, seed));
      const [before, after] = [lowerWithRoomForEach(network, LAYOUTS[layout]), lower(network, LAYOUTS[layout])];
      const inputs = [randomValues(2 * 360, new RandomGenerator(seed))];
      expect(interpret(after, inputs, 2)).toEqual(interpret(before, inputs, 2));
      if (workingBytes(after) < 4 * leastApart(before)) smaller++;
    }),
    { numRuns: 14, seed: 3 },
  );
  expect(smaller).toBeGreaterThan(5);
});

/** The most elements of arrays that one statement accesses together. */
function leastApart({ buffers, body }: Program): number {
  const sizes = body.map((statement) => {
    const used = new Set([...JSON.stringify(statement).matchAll(/"buffer":(\d+)/g)].map(([, id]) => buffers[Number(id)]));
    return [...used].reduce((sum, { role, size }) => sum + (role === "scratch" ? size : 0), 0);
  });
  return Math.max(...sizes);
}
