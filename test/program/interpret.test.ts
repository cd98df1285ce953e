// The interpreter against arithmetic on exact fractions, and its lanes, inputs and outputs.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SPECIAL_FLOAT32 } from "../../src/numeric/float32.ts";
import { ProgramBuilder } from "../../src/program/builder.ts";
import { checkProgram } from "../../src/program/check-program.ts";
import * as e from "../../src/program/expression.ts";
import { interpret } from "../../src/program/interpret.ts";
import type { Expression, Program } from "../../src/program/program.ts";
import { exactFloat32, type Arithmetic } from "./exact-float.ts";

const OPERATORS = ["add", "subtract", "multiply", "divide"] as const;
const CONSTRUCTORS = { add: e.add, subtract: e.subtract, multiply: e.multiply, divide: e.divide };

/** Any float32, the awkward ones often, and pairs near enough to cancel. */
const float32 = fc.oneof(
  fc.constantFrom(...SPECIAL_FLOAT32),
  fc.float(),
  fc.float({ min: -2, max: 2, noNaN: true }),
  fc.integer({ min: 0, max: 0xffffff }).map((bits) => new Float32Array(Uint32Array.of(bits).buffer)[0]),
);

/** A tree over two inputs and constants. */
type Tree =
  | { readonly kind: "input"; readonly position: 0 | 1 }
  | { readonly kind: "constant"; readonly value: number; readonly name: string | undefined }
  | { readonly kind: "binary"; readonly operator: Arithmetic; readonly left: Tree; readonly right: Tree }
  | { readonly kind: "select"; readonly orEqual: boolean; readonly parts: readonly [Tree, Tree, Tree, Tree] };

const constant = fc.oneof(
  fc.constantFrom(...SPECIAL_FLOAT32.filter((value) => Number.isFinite(value) && !Object.is(value, -0))),
  fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
);
const { tree } = fc.letrec<{ tree: Tree; leaf: Tree }>((tie) => ({
  leaf: fc.oneof(
    fc.record({ kind: fc.constant("input" as const), position: fc.constantFrom(0 as const, 1 as const) }),
    fc.record({ kind: fc.constant("constant" as const), value: constant, name: fc.constantFrom(undefined, "slope", "alpha") }),
  ),
  tree: fc.oneof(
    { maxDepth: 4 },
    tie("leaf"),
    fc.record({
      kind: fc.constant("binary" as const),
      operator: fc.constantFrom(...OPERATORS),
      left: tie("tree"),
      right: tie("tree"),
    }),
    fc.record({
      kind: fc.constant("select" as const),
      orEqual: fc.boolean(),
      parts: fc.tuple(tie("tree"), tie("tree"), tie("tree"), tie("tree")),
    }),
  ),
}));

function expressionOf(node: Tree): Expression {
  switch (node.kind) {
    case "input":
      return e.load(node.position, e.constantIndex(0));
    case "constant":
      return e.constant(node.value, node.name);
    case "binary":
      return CONSTRUCTORS[node.operator](expressionOf(node.left), expressionOf(node.right));
    case "select": {
      const [left, right, whenTrue, whenFalse] = node.parts;
      const compare = node.orEqual ? e.lessOrEqual : e.less;
      return e.select(compare(expressionOf(left), expressionOf(right)), expressionOf(whenTrue), expressionOf(whenFalse));
    }
  }
}

function valueOf(node: Tree, inputs: readonly [number, number]): number {
  switch (node.kind) {
    case "input":
      return inputs[node.position];
    case "constant":
      return node.value;
    case "binary":
      return exactFloat32(node.operator, valueOf(node.left, inputs), valueOf(node.right, inputs));
    case "select": {
      const [left, right, whenTrue, whenFalse] = node.parts;
      const a = valueOf(left, inputs);
      const b = valueOf(right, inputs);
      return valueOf((node.orEqual ? a <= b : a < b) ? whenTrue : whenFalse, inputs);
    }
  }
}

function programOf(expression: Expression): Program {
  const builder = new ProgramBuilder();
  for (const name of ["a", "b"]) builder.buffer({ role: "input", name, scalar: "f32", size: 1 });
  builder.buffer({ role: "output", name: "y", scalar: "f32", size: 1 });
  builder.return(expression);
  const program = builder.finish();
  checkProgram(program);
  return program;
}

describe("the oracle", () => {
  test.each([
    ["add", 16777216, 1, 16777216],
    ["add", 16777216, 3, 16777220],
    ["add", 3.4028234663852886e38, 1.0141204801825835e31, Infinity],
    ["add", 3.4028234663852886e38, 1.014120419737268e31, 3.4028234663852886e38],
    ["subtract", 1, 1, 0],
    ["multiply", 2 ** -75, 2 ** -75, 0],
    ["multiply", 2 ** -75, 1.5 * 2 ** -75, 2 ** -149],
    ["divide", 1, 3, 11184811 / 2 ** 25],
    ["divide", 2 ** -149, 2, 0],
    ["divide", 3 * 2 ** -149, 2, 2 ** -148],
  ] as const)("%s of %d and %d is %d", (operator, left, right, expected) => {
    expect(exactFloat32(operator, left, right)).toBe(expected);
  });
});

describe("one operation", () => {
  test.each(OPERATORS)("%s rounds as exact arithmetic does, on all pairs of special values", (operator) => {
    const pairs = SPECIAL_FLOAT32.flatMap((left) => SPECIAL_FLOAT32.map((right) => [left, right] as const));
    const program = programOf(CONSTRUCTORS[operator](e.load(0, e.constantIndex(0)), e.load(1, e.constantIndex(0))));
    const [result] = interpret(program, [Float32Array.from(pairs, ([left]) => left), Float32Array.from(pairs, ([, right]) => right)], pairs.length);
    expect([...result]).toEqual(pairs.map(([left, right]) => exactFloat32(operator, left, right)));
  });

  test.each(OPERATORS)("%s rounds as exact arithmetic does, on random values", (operator) => {
    const program = programOf(CONSTRUCTORS[operator](e.load(0, e.constantIndex(0)), e.load(1, e.constantIndex(0))));
    fc.assert(
      fc.property(float32, float32, (left, right) => {
        const [result] = interpret(program, [Float32Array.of(left), Float32Array.of(right)], 1);
        expect(result[0]).toBe(exactFloat32(operator, left, right));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("expressions", () => {
  test("have the value of their tree, each operation rounded once", () => {
    fc.assert(
      fc.property(tree, fc.array(fc.tuple(float32, float32), { minLength: 1, maxLength: 5 }), (node, points) => {
        const program = programOf(expressionOf(node));
        const [result] = interpret(program, [Float32Array.from(points, ([a]) => a), Float32Array.from(points, ([, b]) => b)], points.length);
        expect([...result]).toEqual(points.map((point) => valueOf(node, point)));
      }),
      { numRuns: 500 },
    );
  });

  test("comparisons with NaN are false, and −0 is not less than +0", () => {
    const select = (compare: typeof e.less) =>
      programOf(e.select(compare(e.load(0, e.constantIndex(0)), e.load(1, e.constantIndex(0))), e.constant(1), e.constant(0)));
    const a = Float32Array.of(NaN, 1, NaN, -0, 0, 1, 2, -Infinity);
    const b = Float32Array.of(1, NaN, NaN, 0, -0, 2, 1, Infinity);
    expect([...interpret(select(e.less), [a, b], 8)[0]]).toEqual([0, 0, 0, 0, 0, 1, 0, 1]);
    expect([...interpret(select(e.lessOrEqual), [a, b], 8)[0]]).toEqual([0, 0, 0, 1, 1, 1, 0, 1]);
  });
});

/** y[i] = Σ x[i, k]·w[k] + z, with a scratch array between, and s = z. */
function rowsTimesVector(rows: number, columns: number): Program {
  const builder = new ProgramBuilder();
  const x = builder.buffer({ role: "input", name: "x", scalar: "f32", size: rows * columns });
  const z = builder.buffer({ role: "input", name: "z", scalar: "f32", size: 1 });
  const y = builder.buffer({ role: "output", name: "y", scalar: "f32", size: rows });
  const s = builder.buffer({ role: "output", name: "s", scalar: "f32", size: 1 });
  const values = Float32Array.from({ length: columns }, (_, k) => k + 1);
  const w = builder.buffer({ role: "table", name: "w", scalar: "f32", size: columns, values, rowLength: columns, comment: "" });
  const h = builder.buffer({ role: "scratch", name: "h", scalar: "f32", size: rows });
  builder.for("i", rows, (i) => {
    const sum = builder.variable("sum", e.load(z, e.constantIndex(0)));
    builder.for("k", columns, (k) => sum.set(e.add(sum.read, e.multiply(e.load(x, e.flatIndex([rows, columns], [i, k])), e.load(w, k)))));
    builder.store(h, i, sum.read);
  });
  builder.for("i", rows, (i) => builder.store(y, i, e.load(h, i)));
  builder.store(s, e.constantIndex(0), e.load(z, e.constantIndex(0)));
  const program = builder.finish();
  checkProgram(program);
  return program;
}

describe("calls", () => {
  test.each([0, 1, 2, 255, 256, 257, 511, 512, 700])("%d calls give what each one gives alone", (count) => {
    const program = rowsTimesVector(3, 2);
    const x = Float32Array.from({ length: count * 6 }, (_, i) => i % 101);
    const z = Float32Array.from({ length: count }, (_, i) => -i);
    const [y, s] = interpret(program, [x, z], count);
    const expected = Array.from({ length: count }, (_, call) =>
      [0, 1, 2].map((i) => x[call * 6 + 2 * i] + 2 * x[call * 6 + 2 * i + 1] - call),
    ).flat();
    expect([...y]).toEqual(expected);
    expect([...s]).toEqual([...z]);
  });

  test("leave their inputs as they are", () => {
    const x = Float32Array.from({ length: 6 }, (_, i) => i);
    const z = Float32Array.of(7);
    interpret(rowsTimesVector(3, 2), [x, z], 1);
    expect([[...x], [...z]]).toEqual([[0, 1, 2, 3, 4, 5], [7]]);
  });

  test("take a loop of one turn for its only index", () => {
    const [y] = interpret(rowsTimesVector(1, 1), [Float32Array.of(5, 6), Float32Array.of(1, 2)], 2);
    expect([...y]).toEqual([6, 8]);
  });

  test("an input that is missing or of another size is an error", () => {
    const program = rowsTimesVector(3, 2);
    expect(() => interpret(program, [new Float32Array(12)], 2)).toThrow(new RangeError("input 1 has 0 elements instead of 2"));
    expect(() => interpret(program, [new Float32Array(11), new Float32Array(2)], 2)).toThrow(
      new RangeError("input 0 has 11 elements instead of 12"),
    );
    expect(() => interpret(program, [new Float32Array(13), new Float32Array(2)], 2)).toThrow(
      new RangeError("input 0 has 13 elements instead of 12"),
    );
  });
});
