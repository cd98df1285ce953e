// Batches that a file fixes: which networks are taken apart into rows, and that a row then gives what it gave in its batch.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { Attributes } from "../../src/network/attributes.ts";
import type { Shape } from "../../src/network/shape.ts";
import type { Computation, Op, ValueId } from "../../src/network/op.ts";
import { valueOf } from "../../src/network/network.ts";
import { elementCount } from "../../src/network/shape.ts";
import { add } from "../../src/network/ops/add.ts";
import { flatten } from "../../src/network/ops/flatten.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { gather } from "../../src/network/ops/gather.ts";
import { gatherElements } from "../../src/network/ops/gather-elements.ts";
import { identity } from "../../src/network/ops/identity.ts";
import { concat } from "../../src/network/ops/concat.ts";
import { expand } from "../../src/network/ops/expand.ts";
import { layerNormalization } from "../../src/network/ops/layer-normalization.ts";
import { meanVarianceNormalization } from "../../src/network/ops/mean-variance-normalization.ts";
import { pad } from "../../src/network/ops/pad.ts";
import { reduceMean } from "../../src/network/ops/reduce-mean.ts";
import { slice } from "../../src/network/ops/slice.ts";
import { matmul } from "../../src/network/ops/matmul.ts";
import { reshape } from "../../src/network/ops/reshape.ts";
import { topKPositions } from "../../src/network/ops/top-k.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { oneRowOf, rowsAreIndependent } from "../../src/network/rows.ts";
import { addIndex, constantIndex } from "../../src/program/expression.ts";
import { expandComposites } from "../../src/passes/expand-composites.ts";
import { interpret } from "../../src/program/interpret.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { ORIGIN, randomValues } from "../fixtures.ts";
import { randomNetwork } from "../passes/random-network.ts";

const N = 5;

class Sketch {
  readonly builder = new NetworkBuilder();
  private readonly random = new RandomGenerator(1);
  input(shape: Shape): ValueId {
    return this.builder.input("x", shape, ORIGIN);
  }
  constant(shape: Shape): ValueId {
    return this.builder.parameter("p", shape, randomValues(elementCount(shape), this.random), ORIGIN);
  }
  apply(op: Op, args: readonly ValueId[], attributes: Attributes = {}): ValueId {
    return this.builder.operation(op, args, attributes, op.name, ORIGIN);
  }
}

type Draw = (s: Sketch) => readonly ValueId[];

function sketch(draw: Draw): Network {
  const s = new Sketch();
  return s.builder.finish(draw(s));
}

/** An op of one or two arguments whose result has the first one's shape unless another is given. */
function opOf(computation: Computation, shapeOf: (shapes: readonly Shape[]) => Shape = ([first]) => first): Op {
  return { name: computation.kind, parameters: ["x", "z"], required: 1, attributes: {}, inferShape: shapeOf, computation, examples: [] };
}

const swapLast = opOf({ kind: "view", source: ([row, i, j]) => [row, j, i] }, ([[rows, i, j]]) => [rows, j, i]);
const upsideDown = opOf({ kind: "view", source: ([row, column], [rows]) => [addIndex(constantIndex(rows - 1), row, -1), column] });
const firstRow = opOf({ kind: "view", source: ([, column]) => [constantIndex(0), column] });
const transposed = opOf({ kind: "view", source: ([row, column]) => [column, row] }, ([[rows, columns]]) => [columns, rows]);
const beside = opOf(
  { kind: "place", fill: () => 0, target: (argument, [row, column], [[, width]]) => [row, addIndex(column, constantIndex(argument * width))] },
  ([[rows, left], [, right]]) => [rows, left + right],
);
const sumOf = (axis: 0 | 1): Op =>
  opOf(
    {
      kind: "reduce",
      reduction: ([shape]) => ({
        combine: "add",
        over: [shape[axis]],
        factors: [{ argument: 0, at: ([row, column], [k]) => (axis === 0 ? [k, column] : [row, k]) }],
        block: undefined, chains: 1,
        initial: undefined,
        scale: undefined,
        start: undefined,
      }),
    },
    ([[rows, columns]]) => (axis === 0 ? [rows, columns] : [rows, 1]),
  );

const APART: readonly (readonly [string, Draw])[] = [
  ["layers", (s) => [s.apply(relu, [s.apply(gemm, [s.apply(matmul, [s.input([N, 3]), s.constant([3, 4])]), s.constant([2, 4]), s.constant([2])], { transposeB: 1 })])]],
  ["a bias of one row", (s) => [s.apply(gemm, [s.input([N, 3]), s.constant([3, 2]), s.constant([1, 2])])]],
  ["a constant of fewer axes", (s) => [s.apply(add, [s.constant([4]), s.apply(add, [s.input([N, 4]), s.constant([])])])]],
  ["matrices of one input times those of another", (s) => [s.apply(matmul, [s.input([N, 2, 3]), s.input([N, 3, 4])])]],
  ["a flatten of each row", (s) => [s.apply(flatten, [s.input([N, 2, 3])])]],
  ["a vector beside a matrix", (s) => [s.apply(relu, [s.input([N])]), s.apply(relu, [s.input([N, 2])])]],
  ["an output that is an input", (s) => [s.apply(identity, [s.input([N, 2])])]],
  ["matrices transposed within rows", (s) => [s.apply(swapLast, [s.input([N, 2, 3])])]],
  ["results side by side", (s) => [s.apply(beside, [s.input([N, 2]), s.input([N, 3])])]],
  ["rows normalised", (s) => [s.apply(layerNormalization, [s.input([N, 4]), s.constant([4]), s.constant([1, 4])])]],
  ["means of rows, without their axis", (s) => [s.apply(relu, [s.input([N, 2])]), s.apply(reduceMean, [s.input([N, 3])], { axes: [1], keepdims: 0 })]],
  ["rows cut, in a frame and beside one another", (s) => {
    const x = s.input([N, 4]);
    const cut = s.apply(slice, [x], { starts: [2], ends: [-9], axes: [1], steps: [-1] });
    return [s.apply(concat, [s.apply(pad, [cut], { pads: [1, 1], axes: [1] }), x], { axis: 1 })];
  }],
  ["elements at places that the row tells", (s) => {
    const x = s.input([N, 4]);
    return [s.apply(gatherElements, [x, s.apply(topKPositions, [x], { k: 2 })], { axis: 1 })];
  }],
  ["sums of rows", (s) => [s.apply(sumOf(1), [s.input([N, 2])])]],
];

const WHOLE: readonly (readonly [string, Draw])[] = [
  ["one row", (s) => [s.apply(relu, [s.input([1, 3])])]],
  ["a vector alone", (s) => [s.apply(relu, [s.input([N])])]],
  ["a number", (s) => [s.apply(relu, [s.input([])])]],
  ["inputs of unlike rows", (s) => [s.apply(relu, [s.input([N, 1])]), s.apply(relu, [s.input([2, 1])])]],
  ["an output of fewer rows", (s) => [s.apply(gemm, [s.input([N, 3]), s.input([N, 2])], { transposeA: 1 })]],
  ["rows times rows", (s) => [s.apply(gemm, [s.input([N, 3]), s.input([N, 3])], { transposeB: 1 })]],
  ["rows mixed by a matrix", (s) => [s.apply(matmul, [s.constant([N, N]), s.input([N, 3])])]],
  ["rows times what all rows give", (s) => {
    const x = s.input([N, N]);
    return [s.apply(matmul, [x, s.apply(gemm, [x, x], { transposeA: 1 })])];
  }],
  ["a constant of as many rows", (s) => [s.apply(add, [s.input([N, 3]), s.constant([N, 1])])]],
  ["a bias of as many rows", (s) => [s.apply(gemm, [s.input([N, 3]), s.constant([3, 2]), s.constant([N, 1])])]],
  ["a vector that is broadcast over rows", (s) => [s.apply(add, [s.input([N, N]), s.input([N])])]],
  ["a constant output", (s) => [s.apply(relu, [s.input([N, 2])]), s.constant([N, 2])]],
  ["a flatten of all rows", (s) => [s.apply(flatten, [s.input([N, 3])], { axis: 0 })]],
  ["a flatten into more rows", (s) => [s.apply(flatten, [s.input([N, 2, 3])], { axis: 2 })]],
  ["rows upside down", (s) => [s.apply(upsideDown, [s.input([N, 3])])]],
  ["the first row in all", (s) => [s.apply(firstRow, [s.input([N, 3])])]],
  ["a square that is transposed", (s) => [s.apply(transposed, [s.input([N, N])])]],
  ["a constant side by side with rows", (s) => [s.apply(beside, [s.input([N, 2]), s.constant([N, 1])])]],
  ["columns normalised", (s) => [s.apply(meanVarianceNormalization, [s.input([N, 4])], { axes: [0] })]],
  ["normalised by as many rows", (s) => [s.apply(layerNormalization, [s.input([N, 4]), s.constant([N, 1])])]],
  ["some of the rows", (s) => [s.apply(slice, [s.input([N, 4])], { starts: [0], ends: [2] })]],
  ["a frame around the rows", (s) => [s.apply(slice, [s.apply(pad, [s.input([N, 4])], { pads: [1, 0, 0, 0] })], { starts: [0], ends: [-1] })]],
  ["rows repeated", (s) => [s.apply(expand, [s.input([N, 4])], { shape: [N, N, 4] })]],
  ["elements at places of as many rows", (s) => {
    const places = s.builder.constant("i", [N, 2], "i32", Int32Array.of(0, 1, 2, 0, 1, 2, 0, 1, 2, 0), ORIGIN);
    return [s.apply(gatherElements, [s.input([N, 3]), places], { axis: 1 })];
  }],
  ["sums over the rows", (s) => [s.apply(sumOf(0), [s.input([N, 2])])]],
];

function sizes(network: Network): { readonly inputs: readonly number[]; readonly outputs: readonly number[] } {
  const of = (ends: Network["inputs"]) => ends.map(({ value }) => elementCount(valueOf(network, value).shape));
  return { inputs: of(network.inputs), outputs: of(network.outputs) };
}

/** Every row by itself gives the bits it has in the batch. */
function expectRowsOf(whole: Network, single: Network, rows: number): void {
  const inputs = sizes(whole).inputs.map((size, position) => randomValues(size, new RandomGenerator(position + 7)));
  const together = interpret(lower(expandComposites(whole)), inputs, 1);
  // Row-major: the batch's rows one after the other are as many calls.
  expect(interpret(lower(expandComposites(single)), inputs, rows)).toEqual(together);
}

describe("a batch that is fixed", () => {
  test.each(APART)("is taken apart: %s", (_, draw) => {
    const network = sketch(draw);
    const { network: single, batch } = oneRowOf(network);
    expect(batch).toBe(N);
    const rowOf = ({ value }: Network["inputs"][number]): Shape => [1, ...valueOf(network, value).shape.slice(1)];
    expect([...single.inputs, ...single.outputs].map(({ value }) => valueOf(single, value).shape)).toEqual([...network.inputs, ...network.outputs].map(rowOf));
    expectRowsOf(network, single, N);
  });

  test.each(WHOLE)("stays as it is: %s", (_, draw) => {
    const network = sketch(draw);
    expect(oneRowOf(network)).toEqual({ network, batch: undefined });
  });

  test("is not made of rows where places differ from row to row, or are read in all rows", () => {
    const ofConstant = WHOLE.find(([name]) => name === "elements at places of as many rows")?.[1];
    const ofAllRows: Draw = (s) => {
      const x = s.input([N, N]);
      const first = s.apply(slice, [s.apply(topKPositions, [x], { k: 1 })], { starts: [0], ends: [1], axes: [1] });
      return [s.apply(gather, [x, s.apply(reshape, [first], { shape: [N] })], { axis: 1 })];
    };
    expect([ofConstant, ofAllRows].map((draw) => draw && rowsAreIndependent(sketch(draw), N))).toEqual([false, false]);
  });

  test("random networks: what is taken apart has the batch's bits in every row", () => {
    let taken = 0;
    fc.assert(
      fc.property(randomNetwork(false), (network) => {
        const { network: single, batch } = oneRowOf(network);
        if (batch === undefined) return;
        taken++;
        expectRowsOf(network, single, batch);
      }),
      { numRuns: 400, seed: 1 },
    );
    expect(taken).toBeGreaterThan(20);
  });
});
