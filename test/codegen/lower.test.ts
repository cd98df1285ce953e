// Lowering of odd graphs: the program's results against a naive evaluation of the network, and what the program is
// made of.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LAYOUTS } from "../../src/codegen/lower/layout.ts";
import { lower, lowerWithRoomForEach } from "../../src/codegen/lower/lower.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { Attributes } from "../../src/network/attributes.ts";
import type { Shape } from "../../src/network/shape.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { valueOf } from "../../src/network/network.ts";
import { elementCount } from "../../src/network/shape.ts";
import { add } from "../../src/network/ops/add.ts";
import { concat } from "../../src/network/ops/concat.ts";
import { flatten } from "../../src/network/ops/flatten.ts";
import { frame } from "../../src/network/ops/frame.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { identity } from "../../src/network/ops/identity.ts";
import { leakyRelu } from "../../src/network/ops/leaky-relu.ts";
import { matmul } from "../../src/network/ops/matmul.ts";
import { sumAtOnce } from "../../src/network/ops/reduce-sum.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { transpose } from "../../src/network/ops/transpose.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { interpret } from "../../src/program/interpret.ts";
import { printProgram } from "../../src/program/print-program.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { unusualPoints } from "../../src/verify/points.ts";
import { ORIGIN, randomValues } from "../fixtures.ts";
import { evaluateNaively } from "../network/naive.ts";
import { randomNetwork } from "../passes/random-network.ts";

class Sketch {
  readonly builder = new NetworkBuilder();
  private readonly random = new RandomGenerator(5);
  input(shape: Shape, name = "x"): ValueId {
    return this.builder.input(name, shape, ORIGIN);
  }
  parameter(shape: Shape, name = "p"): ValueId {
    return this.builder.parameter(name, shape, randomValues(elementCount(shape), this.random), ORIGIN);
  }
  apply(op: Op, args: readonly ValueId[], attributes: Attributes = {}, name = op.name): ValueId {
    return this.builder.operation(op, args, attributes, name, ORIGIN);
  }
}

function sketch(draw: (s: Sketch) => readonly ValueId[]): Network {
  const s = new Sketch();
  return s.builder.finish(draw(s));
}

/**
 * The program's results at unusual points are the naive float32 evaluation's, bit for bit: all of them until products are parted
 * from constants, and then all but the signs of zeros.
 */
function expectNaiveBits(network: Network, count = 100): void {
  const sizes = network.inputs.map(({ value }) => elementCount(valueOf(network, value).shape));
  const width = sizes.reduce((sum, size) => sum + size, 0);
  const points = unusualPoints(width, count);
  const expected: number[] = [];
  for (let i = 0; i < count; i++) {
    let first = i * width;
    const inputs = sizes.map((size) => points.values.subarray(first, (first += size)));
    for (const { data } of evaluateNaively(network, inputs, Math.fround)) expected.push(...data);
  }
  expect([...evaluate(lowerWithRoomForEach(network, LAYOUTS.speed), points)]).toEqual(expected);
  expect([...evaluate(lower(network), points)].map((value) => value + 0)).toEqual(expected.map((value) => value + 0));
}

/** One value goes two ways that meet again. */
const diamond = (shape: Shape) => (s: Sketch): readonly ValueId[] => {
  const root = s.apply(relu, [s.input(shape)]);
  return [s.apply(add, [s.apply(leakyRelu, [root]), s.apply(add, [root, s.parameter(shape)])])];
};

const GRAPHS: Readonly<Record<string, (s: Sketch) => readonly ValueId[]>> = {
  "an output that is the input": (s) => [s.input([3])],
  "an output that is the input, a number": (s) => [s.input([])],
  "an output that is a parameter": (s) => [s.input([1]), s.parameter([2, 2])],
  "an only output that is a parameter of one element": (s) => (s.input([2]), [s.parameter([1, 1])]),
  "an only output that is a parameter of several": (s) => (s.input([2]), [s.parameter([3])]),
  "the same value output twice": (s) => {
    const y = s.apply(relu, [s.input([3])]);
    return [y, y];
  },
  "the same number output twice": (s) => {
    const y = s.apply(relu, [s.input([1])]);
    return [y, y];
  },
  "the input output twice": (s) => {
    const x = s.input([2]);
    return [x, x];
  },
  "an output that is used inside": (s) => {
    const h = s.apply(relu, [s.input([3])]);
    return [s.apply(add, [h, s.parameter([3])]), h];
  },
  "a number that is output and used inside": (s) => {
    const h = s.apply(relu, [s.input([1, 1])]);
    return [h, s.apply(leakyRelu, [h], { slope: 0.5 }), s.apply(add, [h, s.input([3])])];
  },
  "a view that is an output, of an input": (s) => [s.apply(flatten, [s.input([2, 3, 2])])],
  "a view that is an output, of a parameter": (s) => (s.input([1]), [s.apply(flatten, [s.parameter([2, 3, 2])], { axis: 2 })]),
  "a view of a number": (s) => [s.apply(flatten, [s.apply(relu, [s.input([])])], { axis: 0 })],
  "a view that is used and output with what it views": (s) => {
    const h = s.apply(relu, [s.input([2, 2, 1])]);
    const flat = s.apply(flatten, [h]);
    return [flat, s.apply(add, [flat, s.parameter([2])]), h];
  },
  "views of views": (s) => {
    const flat = s.apply(flatten, [s.apply(flatten, [s.input([1, 2, 3])], { axis: 0 })], { axis: -1 });
    return [s.apply(relu, [s.apply(identity, [flat])])];
  },
  "scalars": (s) => [s.apply(add, [s.apply(relu, [s.input([])]), s.parameter([])])],
  "a scalar spread over a matrix": (s) => [s.apply(add, [s.apply(relu, [s.input([])]), s.input([2, 3])])],
  "rank 4": (s) => [s.apply(add, [s.input([2, 1, 3, 1]), s.apply(relu, [s.parameter([2, 1, 2])])])],
  "rank 4 of ones": (s) => [s.apply(relu, [s.apply(add, [s.input([1, 1, 1, 1]), s.parameter([1])])])],
  "a matmul of rank 4": (s) => [s.apply(relu, [s.apply(matmul, [s.input([2, 1, 2, 3]), s.parameter([2, 3, 2])])])],
  "a product of vectors": (s) => {
    const x = s.input([3]);
    return [s.apply(leakyRelu, [s.apply(matmul, [x, x])])];
  },
  "a chain of pointwise ops": (s) => {
    let value = s.input([3]);
    for (let i = 0; i < 6; i++) value = s.apply(i % 2 === 0 ? add : leakyRelu, i % 2 === 0 ? [value, s.parameter([3])] : [value]);
    return [value];
  },
  "a chain whose shapes grow": (s) => [s.apply(relu, [s.apply(add, [s.apply(relu, [s.apply(add, [s.input([3]), s.parameter([1])])]), s.parameter([2, 3])])])],
  "x + x of an input": (s) => {
    const x = s.input([3]);
    return [s.apply(add, [x, x])];
  },
  "x + x of a result": (s) => {
    const h = s.apply(relu, [s.input([3])]);
    return [s.apply(add, [h, h])];
  },
  "x + x of a number": (s) => {
    const h = s.apply(relu, [s.input([1])]);
    return [s.apply(add, [h, h])];
  },
  "a diamond of arrays": diamond([2, 3]),
  "a diamond of numbers": diamond([1]),
  "two sums meet": (s) => {
    const x = s.input([2, 3]);
    return [s.apply(add, [s.apply(matmul, [x, s.parameter([3, 2])]), s.apply(gemm, [x, s.parameter([3, 2]), s.parameter([2])])])];
  },
  "two sums of one element meet": (s) => {
    const x = s.input([1, 3]);
    return [s.apply(add, [s.apply(matmul, [x, s.parameter([3, 1])]), s.apply(gemm, [x, s.parameter([3, 1])], { alpha: 0.5 })])];
  },
  "layers that share their parameters": (s) => {
    const [w, b] = [s.parameter([2, 2]), s.parameter([2])];
    const h = s.apply(relu, [s.apply(gemm, [s.input([1, 2]), w, b])]);
    return [s.apply(gemm, [h, w, b], { transposeB: 1 })];
  },
  "arrays side by side that are computed there": (s) => {
    const x = s.input([2, 3]);
    const parts = [s.apply(relu, [x]), s.apply(matmul, [x, s.parameter([3, 4])]), s.apply(leakyRelu, [x])];
    return [s.apply(add, [s.apply(concat, parts, { axis: 1 }), s.parameter([10])])];
  },
  "arrays side by side that are an output": (s) => {
    const x = s.input([2, 3]);
    return [s.apply(concat, [s.apply(relu, [x]), s.apply(leakyRelu, [x])])];
  },
  "an array that is in two others, and an output": (s) => {
    const h = s.apply(relu, [s.input([2, 3])]);
    const [one, other] = [s.apply(concat, [h, s.parameter([2, 1])], { axis: 1 }), s.apply(concat, [s.parameter([1, 3]), h])];
    return [s.apply(sumAtOnce, [one], { axes: [1] }), s.apply(sumAtOnce, [other], { axes: [0] }), h];
  },
  "an array twice in another one": (s) => {
    const h = s.apply(relu, [s.input([2, 3])]);
    return [s.apply(leakyRelu, [s.apply(concat, [h, h], { axis: 1 })])];
  },
  "a frame of what a product reads too": (s) => {
    const h = s.apply(relu, [s.input([2, 3])]);
    const framed = s.apply(frame, [h], { before: [1, 0], after: [0, 2], value: 0.5 });
    return [s.apply(sumAtOnce, [framed], { axes: [0] }), s.apply(matmul, [h, s.parameter([3, 2])]), s.apply(flatten, [h])];
  },
  "a frame in a frame, and what is transposed in one": (s) => {
    const h = s.apply(transpose, [s.apply(relu, [s.input([3, 2])])]);
    const framed = s.apply(frame, [s.apply(leakyRelu, [h])], { before: [1, 0], after: [0, 1], value: 0 });
    return [s.apply(sumAtOnce, [s.apply(frame, [framed], { before: [1, 1], after: [1, 1], value: 2 })], { axes: [1] })];
  },
  "an input that nothing depends on": (s) => (s.input([2], "unused"), [s.apply(relu, [s.input([2])])]),
  "a layer without an input": (s) => (s.input([1]), [s.apply(matmul, [s.parameter([2, 3]), s.parameter([3, 2])])]),
};

describe("the program of", () => {
  test.each(Object.entries(GRAPHS))("%s", (_, draw) => {
    expectNaiveBits(sketch(draw));
  });

  test("random networks", () => {
    fc.assert(
      fc.property(randomNetwork(false), (network) => expectNaiveBits(network, 30)),
      { numRuns: 200 },
    );
  });
});

/** The printed program of a graph. */
const printed = (name: keyof typeof GRAPHS) => printProgram(lower(sketch(GRAPHS[name])));

describe("memory", () => {
  test("a chain of pointwise ops is one loop without working memory", () => {
    expect(printed("a chain of pointwise ops")).toBe(`input x[3]
output leaky_relu[3]
table p[3]  ; p, 3
table p[3]  ; p, 3
table p[3]  ; p, 3
table slope[1]
for i.0 in 0..2
  let sum.1 = x[i.0] + p[i.0]
  let scaled.2 = sum.1 * slope[0]
  let selected.3 = sum.1 < 0 ? scaled.2 : sum.1
  let sum.4 = selected.3 + p[i.0]
  let scaled.5 = sum.4 * slope[0]
  let selected.6 = sum.4 < 0 ? scaled.5 : sum.4
  let sum.7 = selected.6 + p[i.0]
  let scaled.8 = sum.7 * slope[0]
  leaky_relu[i.0] = sum.7 < 0 ? scaled.8 : sum.7
`);
  });

  test("a chain of thousands is cut into loops that share two arrays, numbers into variables: the results are those of each op", () => {
    for (const width of [1, 3]) {
      const builder = new NetworkBuilder();
      let value = builder.input("x", [width], ORIGIN);
      const b = builder.parameter("b", [width], new Float32Array(width).fill(2 ** -20), ORIGIN);
      for (let link = 0; link < 5000; link++) value = builder.operation(link % 2 === 0 ? relu : add, link % 2 === 0 ? [value] : [value, b], {}, "h", ORIGIN);
      const program = lower(builder.finish([value]));
      expect(program.buffers.filter(({ role }) => role === "scratch").map(({ size }) => size)).toEqual(width === 1 ? [] : [3, 3]);
      const [results] = interpret(program, [new Float32Array(width).fill(-1)], 1);
      expect([...results]).toEqual(Array.from({ length: width }, () => 2500 * 2 ** -20));
    }
  });

  test("a value of two users is computed once, into working memory", () => {
    expect(printed("x + x of a result")).toBe(`input x[3]
output add[3]
scratch relu[3]
for i.0 in 0..2
  relu[i.0] = x[i.0] < 0 ? 0 : x[i.0]
for i.1 in 0..2
  add[i.1] = relu[i.1] + relu[i.1]
`);
  });

  test("a value that is stretched is computed once, not for each place it is read at", () => {
    expect(printed("a chain whose shapes grow")).toBe(`input x[3]
output relu[6]
table p[1]  ; p, 1
table p[6]  ; p, 2 x 3
scratch relu[3]
for i.0 in 0..2
  let sum.1 = x[i.0] + p[0]
  relu[i.0] = sum.1 < 0 ? 0 : sum.1
for i.2 in 0..1
  for j.3 in 0..2
    let sum.4 = relu[j.3] + p[3*i.2 + j.3]
    relu[3*i.2 + j.3] = sum.4 < 0 ? 0 : sum.4
`);
  });

  test("numbers live in variables", () => {
    expect(printed("x + x of a number")).toBe(`input x[1]
output add[1]
let relu.0 = x[0] < 0 ? 0 : x[0]
let add.1 = relu.0 + relu.0
return add.1
`);
  });

  test("views and copies cost nothing but the copy", () => {
    expect(printed("a view that is an output, of an input")).toBe(`input x[12]
output flatten[12]
for i.0 in 0..11
  flatten[i.0] = x[i.0]
`);
  });

  test("an output that is used inside is kept apart, for outputs cannot be read", () => {
    expect(printed("an output that is used inside")).toBe(`input x[3]
output add[3]
output relu[3]
table p[3]  ; p, 3
scratch relu[3]
for i.0 in 0..2
  relu[i.0] = x[i.0] < 0 ? 0 : x[i.0]
for i.1 in 0..2
  add[i.1] = relu[i.1] + p[i.1]
for i.2 in 0..2
  relu[i.2] = relu[i.2]
`);
  });

  test("arrays side by side and those in a frame are computed where they belong", () => {
    const sizes = (name: keyof typeof GRAPHS) => lowerWithRoomForEach(sketch(GRAPHS[name]), LAYOUTS.size).buffers.flatMap(({ role, size }) => (role === "scratch" ? [size] : []));
    expect(sizes("arrays side by side that are computed there")).toEqual([20]);
    expect(sizes("an array that is in two others, and an output")).toEqual([8, 9]);
    expect(sizes("an array twice in another one")).toEqual([6, 12]);
    expect(sizes("a frame of what a product reads too")).toEqual([15]);
  });

  test("tables stand in the order in which operations name them, one each", () => {
    const tables = lower(sketch(GRAPHS["layers that share their parameters"])).buffers.filter(({ role }) => role === "table");
    expect(tables.map(({ size }) => size)).toEqual([4, 2]);
  });
});

test("a product of matrices takes four steps at a time for all results, then what is left in one turn each", () => {
  const network = sketch((s) => [s.apply(matmul, [s.input([5]), s.parameter([5, 3])])]);
  expect(printProgram(lower(network, LAYOUTS.speed))).toBe(`input x[5]
output matmul[3]
table p[15]  ; p, 5 x 3
scratch sums[3]
for i.0 in 0..2
  sums[i.0] = 0
let x0.1 = x[0]
let x1.2 = x[1]
let x2.3 = x[2]
let x3.4 = x[3]
for i.5 in 0..2
  var sum.6 = sums[i.5]
  let product0.7 = p[i.5] * x0.1
  let product1.8 = p[i.5 + 3] * x1.2
  let product2.9 = p[i.5 + 6] * x2.3
  let product3.10 = p[i.5 + 9] * x3.4
  sum.6 = sum.6 + product0.7
  sum.6 = sum.6 + product1.8
  sum.6 = sum.6 + product2.9
  sum.6 = sum.6 + product3.10
  sums[i.5] = sum.6
let x0.11 = x[4]
for i.12 in 0..2
  var sum.13 = sums[i.12]
  let product.14 = p[i.12 + 12] * x0.11
  sum.13 = sum.13 + product.14
  sums[i.12] = sum.13
for i.15 in 0..2
  matmul[i.15] = sums[i.15]
`);
});
