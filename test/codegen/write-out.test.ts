// Functions written out: of every example of every op, under every layout, the bits of the function with loops, by the interpreter, on
// special values as well; what is written, and what keeps its loops.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LAYOUTS, OPTIMISATIONS } from "../../src/codegen/lower/layout.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { writtenOut } from "../../src/codegen/write-out/write-out.ts";
import { go } from "../../src/languages/go/language.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import { OPS } from "../../src/network/ops/index.ts";
import { absoluteValue } from "../../src/network/ops/absolute-value.ts";
import { add } from "../../src/network/ops/add.ts";
import { cast, castCode } from "../../src/network/ops/cast.ts";
import { concat } from "../../src/network/ops/concat.ts";
import { gather } from "../../src/network/ops/gather.ts";
import { matmulInteger } from "../../src/network/ops/integers/matmul-integer.ts";
import { matmul } from "../../src/network/ops/matmul.ts";
import { slice } from "../../src/network/ops/slice.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { expandComposites } from "../../src/passes/expand-composites.ts";
import { runPasses } from "../../src/passes/index.ts";
import { ProgramBuilder } from "../../src/program/builder.ts";
import { checkProgram } from "../../src/program/check-program.ts";
import { addIndex, apply, constantIndex, constantOf, convert, load } from "../../src/program/expression.ts";
import { interpretValues } from "../../src/program/interpret.ts";
import { printProgram } from "../../src/program/print-program.ts";
import { callingConvention, type Buffer, type Program } from "../../src/program/program.ts";
import { tableNetwork } from "../conformance/flag-networks.ts";
import { segmentNetwork } from "../conformance/segment-networks.ts";
import { denseNetwork, emittedText, ORIGIN, requestFor } from "../fixtures.ts";
import { argumentValues, specialValues } from "../network/argument-values.ts";
import { converted } from "../network/conversions.ts";
import { sameBits } from "../standard/run-compiled.ts";

const ANY_SIZE = { mostStatements: 20_000, mostInputs: 1000 };
const CALLS = 32;

const CASES = [
  ...OPS.flatMap((op) =>
    op.examples.map(({ shapes, scalars, attributes = {} }, position) => {
      const builder = new NetworkBuilder();
      const given = shapes.map((shape, at) => converted(builder, builder.input(`x${at}`, shape, ORIGIN), scalars?.[at] ?? "f32", `c${at}`));
      return [`${op.name} ${position}`, expandComposites(builder.finish([builder.operation(op, given, attributes, op.name, ORIGIN)]))] as const;
    }),
  ),
  ["layers", denseNetwork([3, 17, 9, 2], 5)],
  ["layers of one input", denseNetwork([1, 16, 32, 1], 5)],
  ["a table", expandComposites(tableNetwork(3))],
  ["a product of integers whose bounds are known", knownProduct()],
  ["segments found by a search", expandComposites(segmentNetwork("search", 2))],
] as const;

/** The product of an integer with a weight that is known, of which is known what it can be, several times beside floats. */
function knownProduct(): Network {
  const builder = new NetworkBuilder();
  const x = converted(builder, builder.input("x", [1, 1], ORIGIN), "u8", "x_u8");
  const sum = builder.operation(matmulInteger, [x, builder.constant("w", [1, 1], "i8", Int8Array.of(-128), ORIGIN)], {}, "sum", ORIGIN);
  const float = builder.operation(cast, [sum], { to: castCode("f32") }, "float", ORIGIN);
  const several = builder.operation(concat, [float, float, float], { axis: 0 }, "several", ORIGIN);
  return runPasses(builder.finish([builder.operation(absoluteValue, [several], {}, "y", ORIGIN)]));
}

/** Whether both give the same bits, of ordinary numbers and of zeros, infinities and NaN. */
function expectSameBits(program: Program, other: Program): void {
  for (const draw of [argumentValues, specialValues]) {
    const random = new RandomGenerator(3);
    const inputs = callingConvention(program).inputs.map(({ buffer: { scalar, size } }) => draw(scalar, size * CALLS, random));
    const [expected, found] = [program, other].map((one) => interpretValues(one, inputs, CALLS));
    expect(expected.map((values, output) => sameBits(values, found[output]))).toEqual(expected.map(() => true));
  }
}

const hasLoops = ({ body }: Program): boolean => body.some(({ kind }) => kind === "for");

describe.each(OPTIMISATIONS)("arranged for %s, the bits stay", (optimisation) => {
  test.each(CASES)("%s", (_, network) => {
    const program = lower(network, LAYOUTS[optimisation]);
    expectSameBits(program, writtenOut(program, ANY_SIZE));
  });
});

test("what is left has neither loops nor working memory, and is most of the examples and all layers", () => {
  const looped = CASES.map(([name, network]) => ({ name, program: lower(network) })).filter(({ program }) => hasLoops(program));
  const written = looped.map(({ name, program }) => ({ name, program: writtenOut(program, ANY_SIZE) })).filter(({ program }) => !hasLoops(program));
  expect(written.length / looped.length).toBeGreaterThan(0.7);
  expect(written.map(({ name }) => name)).toEqual(expect.arrayContaining(["layers", "layers of one input", "a table", "segments found by a search"]));
  expect(written.flatMap(({ program }) => program.buffers.filter(({ role }) => role === "scratch"))).toEqual([]);
});

test("random layers keep their bits, biases of zero and weights of 1, −1 and 0 too", () => {
  const widths = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(widths, fc.integer({ min: 1, max: 1000 }), (layers, seed) => {
      const program = lower(runPasses(denseNetwork(layers, seed)));
      const still = withTables(program, "b", () => 0);
      const signs = withTables(program, "W", Math.round);
      for (const one of [program, still, signs, withTables(signs, "b", () => 0)]) expectSameBits(one, writtenOut(one, ANY_SIZE));
    }),
    { numRuns: 60 },
  );
});

/** The program with other numbers in the tables whose names begin so; none is −0. */
function withTables(program: Program, name: string, number: (value: number) => number): Program {
  const changed = program.buffers.map((one) =>
    one.role === "table" && one.name.startsWith(name) ? { ...one, values: Float32Array.from(one.values, (value) => number(value) + 0) } : one,
  );
  return { ...program, buffers: changed };
}

test("what is multiplied by 1 is added, by −1 subtracted, and by 0 multiplied", () => {
  const signs = Float32Array.of(1, -1, 0, -1);
  const program = lower(runPasses(denseNetwork([4, 1], 1)));
  const buffers = program.buffers.map((one) => (one.role === "table" && one.name === "W1" ? { ...one, values: signs } : one));
  const written = writtenOut({ ...program, buffers }, ANY_SIZE);
  expect(printProgram(written).split("\n").filter((line) => /sum|product/.test(line))).toMatchInlineSnapshot(`
    [
      "var sum.5 = x0.0 - x1.3",
      "let product2.7 = W1[2] * x2.6",
      "sum.5 = sum.5 + product2.7",
      "sum.5 = sum.5 - x3.9",
      "let biased.12 = b1[0] + sum.5",
    ]
  `);
});

test("a sum that is a result begins with the addition to +0, one that is added to a bias does not", () => {
  const sumsOf = (hasBias: boolean): readonly string[] => {
    const builder = new NetworkBuilder();
    const x = builder.input("x", [1, 2], ORIGIN);
    const weights = builder.parameter("W", [2, 2], Float32Array.of(5, 2, 3, 4), ORIGIN);
    const product = builder.operation(matmul, [x, weights], {}, "sums", ORIGIN);
    const network: Network = builder.finish([product]);
    return printProgram(writtenOut(lower(hasBias ? denseNetwork([2, 2], 1) : network), ANY_SIZE)).split("\n").filter((line) => /^(let|var) sum/.test(line));
  };
  expect(sumsOf(false)).toMatchInlineSnapshot(`
    [
      "var sum0.4 = 0 + product0_0.1",
      "var sum1.8 = 0 + product0_1.6",
    ]
  `);
  expect(sumsOf(true)).toMatchInlineSnapshot(`
    [
      "let sum0.5 = product0_0.1 + product1_0.3",
      "let sum1.11 = product0_1.8 + product1_1.9",
    ]
  `);
});

test("an element that data picks is no other one that was read before", () => {
  const builder = new NetworkBuilder();
  const x = builder.input("x", [4], ORIGIN);
  const first = builder.operation(slice, [x], { starts: [0], ends: [1] }, "first", ORIGIN);
  const picked = builder.operation(gather, [x, builder.operation(cast, [first], { to: castCode("i32") }, "at", ORIGIN)], {}, "picked", ORIGIN);
  const doubled = builder.operation(add, [x, x], {}, "doubled", ORIGIN);
  const program = lower(builder.finish([doubled, builder.operation(concat, [first, picked], { axis: 0 }, "y", ORIGIN)]));
  const written = writtenOut(program, ANY_SIZE);
  expect(hasLoops(program)).toBe(true);
  expect(hasLoops(written)).toBe(false);
  expect(interpretValues(written, [Float32Array.of(2, 5, 7, 9)], 1)).toEqual([Float32Array.of(4, 10, 14, 18), Float32Array.of(2, 7)]);
});

test("a variable is set again, and an element of an argument read once", () => {
  const text = printProgram(writtenOut(lower(runPasses(denseNetwork([3, 1], 1))), ANY_SIZE));
  expect(text.slice(text.indexOf("let x0")).trimEnd().split("\n")).toMatchInlineSnapshot(`
    [
      "let x0.0 = x[0]",
      "let product0.1 = W1[0] * x0.0",
      "let x1.3 = x[1]",
      "let product1.4 = W1[1] * x1.3",
      "var sum.5 = product0.1 + product1.4",
      "let x2.6 = x[2]",
      "let product2.7 = W1[2] * x2.6",
      "sum.5 = sum.5 + product2.7",
      "let biased.9 = b1[0] + sum.5",
      "let scaled.10 = biased.9 * slope[0]",
      "let y.11 = biased.9 < 0 ? scaled.10 : biased.9",
      "return y.11",
    ]
  `);
});

describe("loops stay", () => {
  const program = lower(runPasses(denseNetwork([2, 4, 1], 1)));

  test.each([
    ["of more statements than are allowed", { mostStatements: 30, mostInputs: 2 }],
    ["of more inputs than are allowed", { mostStatements: 300, mostInputs: 1 }],
  ])("%s", (_, limits) => {
    expect(writtenOut(program, limits)).toBe(program);
  });

  /** y = h[what is picked] and the next one, of working memory or of what is remembered. */
  const reading = (memory: Buffer, isPicked: boolean): Program => {
    const builder = new ProgramBuilder();
    const x = builder.buffer({ role: "input", name: "x", scalar: "f32", size: 1 });
    const y = builder.buffer({ role: "output", name: "y", scalar: "f32", size: 2 });
    const h = builder.buffer(memory);
    builder.for("i", 3, (i) => builder.store(h, i, load(x, constantIndex(0))));
    const place = convert(load(x, constantIndex(0)), "i32", "truncate", "place");
    const within = apply("minimum", [apply("maximum", [place, constantOf("i32", 0)]), constantOf("i32", 1)]);
    const first = isPicked ? builder.position("position", within, { least: 0, greatest: 1 }) : constantIndex(1);
    builder.for("i", 2, (i) => builder.store(y, i, load(h, addIndex(first, i))));
    return builder.finish();
  };

  test.each<[string, Buffer, boolean, boolean]>([
    ["unless all places are known", { role: "scratch", name: "h", scalar: "f32", size: 3 }, false, false],
    ["where data picks an element of working memory", { role: "scratch", name: "h", scalar: "f32", size: 3 }, true, true],
    ["where something is remembered", { role: "state", name: "h", scalar: "f32", size: 3, initial: new Float32Array(3) }, false, true],
  ])("%s", (_, memory, isPicked, stay) => {
    const loops = reading(memory, isPicked);
    checkProgram(loops);
    expect(hasLoops(writtenOut(loops, ANY_SIZE))).toBe(stay);
  });

  test("in a source arranged for size", () => {
    const request = requestFor(denseNetwork([2, 4, 1], 1), "small");
    expect(emittedText(go, request)).not.toContain("for ");
    expect(emittedText(go, { ...request, optimize: "size" })).toContain("for i := 0; i < 4; i++ {");
  });
});
