// The line that describes a network, what a call costs, and the printed form.

import { describe, expect, test } from "vitest";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import { costOf, describeArchitecture, describeModel } from "../../src/network/describe.ts";
import type { Network } from "../../src/network/network.ts";
import type { Attributes } from "../../src/network/attributes.ts";
import type { Shape } from "../../src/network/shape.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { add } from "../../src/network/ops/add.ts";
import { flatten } from "../../src/network/ops/flatten.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { leakyRelu } from "../../src/network/ops/leaky-relu.ts";
import { matmul } from "../../src/network/ops/matmul.ts";
import { matmulAdd } from "../../src/network/ops/matmul-add.ts";
import { reshape } from "../../src/network/ops/reshape.ts";
import { squeeze } from "../../src/network/ops/squeeze.ts";
import { concat } from "../../src/network/ops/concat.ts";
import { reduceMax } from "../../src/network/ops/reduce-max.ts";
import { sumAtOnce } from "../../src/network/ops/reduce-sum.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { softmax } from "../../src/network/ops/softmax.ts";
import { slice } from "../../src/network/ops/slice.ts";
import { transpose } from "../../src/network/ops/transpose.ts";
import { printNetwork } from "../../src/network/print-network.ts";
import { denseNetwork, ORIGIN } from "../fixtures.ts";

class Sketch {
  readonly builder = new NetworkBuilder();
  input(shape: Shape = [1, 2]): ValueId {
    return this.builder.input("x", shape, ORIGIN);
  }
  apply(op: Op, args: readonly ValueId[], attributes: Attributes = {}): ValueId {
    return this.builder.operation(op, args, attributes, op.name, ORIGIN);
  }
  /** The sums of a layer, of a vector, a matrix or a stack. */
  product(x: ValueId, outputs: number): ValueId {
    const inputs = this.builder.shapeOf(x).at(-1) ?? 1;
    const weights = this.builder.parameter("W", [inputs, outputs], new Float32Array(inputs * outputs).fill(1), ORIGIN);
    return this.apply(matmulAdd, [x, weights, this.builder.parameter("b", [outputs], new Float32Array(outputs), ORIGIN)]);
  }
  /** A dense layer without activation. */
  dense(x: ValueId, outputs: number): ValueId {
    const inputs = this.builder.shapeOf(x).at(-1) ?? 1;
    const weights = this.builder.parameter("W", [inputs, outputs], new Float32Array(inputs * outputs).fill(1), ORIGIN);
    return this.apply(gemm, [x, weights, this.builder.parameter("b", [outputs], new Float32Array(outputs), ORIGIN)]);
  }
}

function sketch(draw: (s: Sketch) => readonly ValueId[]): Network {
  const s = new Sketch();
  return s.builder.finish(draw(s));
}

function again(s: Sketch, value: ValueId, times: number): ValueId {
  return times === 0 ? value : again(s, s.apply(relu, [value]), times - 1);
}

/** Layers of which none has the activation of the one before it. */
function varied(s: Sketch, value: ValueId, layers: number): ValueId {
  let last = value;
  for (let layer = 0; layer < layers; layer += 1) {
    const sums = s.dense(last, 3 + layer);
    last = layer % 3 === 0 ? s.apply(relu, [sums]) : s.apply(leakyRelu, [sums], { slope: 1 / (3 + layer) });
  }
  return last;
}

describe("describeArchitecture", () => {
  test.each<[string, Network]>([
    ["1-16-32-1, leaky_relu(0.2) after every layer", denseNetwork([1, 16, 32, 1], 1)],
    ["2-3, linear", sketch((s) => [s.dense(s.input(), 3)])],
    ["2-3-1, relu after every layer but the last", sketch((s) => [s.dense(s.apply(relu, [s.dense(s.input(), 3)]), 1)])],
    [
      "2-3-4-1, relu, leaky_relu(0.01), linear",
      sketch((s) => {
        const first = s.apply(relu, [s.dense(s.input(), 3)]);
        return [s.dense(s.apply(leakyRelu, [s.dense(first, 4)]), 1)];
      }),
    ],
    ["2-3, relu and leaky_relu(0.5) after every layer", sketch((s) => [s.apply(leakyRelu, [s.apply(relu, [s.dense(s.input(), 3)])], { slope: 0.5 })])],
    ["4-3, linear", sketch((s) => [s.dense(s.apply(flatten, [s.input([1, 2, 2])]), 3)])],
    ["4-8-3, relu after every layer but the last", sketch((s) => {
      const hidden = s.apply(relu, [s.apply(flatten, [s.product(s.input([4]), 8)], { axis: 0 })]);
      return [s.product(s.apply(reshape, [hidden], { shape: [1, 1, 8] }), 3)];
    })],
    ["4-8-3 for each of 10 rows, relu after every layer", sketch((s) => {
      const hidden = s.apply(relu, [s.product(s.input([1, 10, 4]), 8)]);
      return [s.apply(relu, [s.product(s.apply(squeeze, [hidden]), 3)])];
    })],
    ["40-80-3, linear", sketch((s) => [s.dense(s.apply(reshape, [s.product(s.input([1, 10, 4]), 8)], { shape: [1, 80] }), 3)])],
    ["2-3, relu and relu and relu after every layer", sketch((s) => [again(s, s.dense(s.input(), 3), 3)])],
    ["2-3, relu 2000 times after every layer", sketch((s) => [again(s, s.dense(s.input(), 3), 2000)])],
    ["no operations", sketch((s) => [s.input()])],
    ["relu, leaky_relu(0.25)", sketch((s) => [s.apply(leakyRelu, [s.apply(relu, [s.input()])], { slope: 0.25 })])],
    ["relu, gemm", sketch((s) => [s.dense(s.apply(relu, [s.input()]), 3)])],
    ["gemm, relu, add", sketch((s) => {
      const layer = s.dense(s.input(), 3);
      return [s.apply(add, [s.apply(relu, [layer]), layer])];
    })],
    ["gemm, gemm", sketch((s) => {
      const x = s.input();
      return [s.dense(x, 3), s.dense(x, 1)];
    })],
    ["gemm, gemm", sketch((s) => {
      const x = s.input();
      s.dense(x, 3);
      return [s.dense(x, 1)];
    })],
    ["gemm, gemm", sketch((s) => {
      const layer = s.dense(s.input(), 3);
      s.dense(layer, 1);
      return [layer];
    })],
    ["reduce_sum, gemm", sketch((s) => [s.dense(s.apply(sumAtOnce, [s.input()], { axes: [0] }), 3)])],
    ["2-3-1, reduce_max after every layer but the last", sketch((s) => [s.dense(s.apply(reduceMax, [s.dense(s.input(), 3)], { axes: [0] }), 1)])],
    ["transpose([1, 0]), slice([0], [1])", sketch((s) => [s.apply(slice, [s.apply(transpose, [s.input()], { perm: [1, 0] })], { starts: [0], ends: [1] })])],
    ["2-3, softmax after every layer", sketch((s) => [s.apply(softmax, [s.dense(s.input(), 3)], { axis: 1 })])],
    ["2-3 for each of 2 rows, softmax(2) after every layer", sketch((s) => [s.apply(softmax, [s.product(s.input([1, 2, 2]), 3)], { axis: 2 })])],
    ["concat(1)", sketch((s) => {
      const x = s.input();
      return [s.apply(concat, [x, x], { axis: 1 })];
    })],
    ["gemm, add", sketch((s) => [s.apply(add, [s.dense(s.input(), 2), s.input()])])],
    ["2-3-4-5-6-7-8, with 2 relu, 4 leaky_relu", sketch((s) => [varied(s, s.input(), 6)])],
    ["13 operations: 6 gemm, 2 relu, 4 leaky_relu, 1 add", sketch((s) => {
      const x = s.input([1, 8]);
      return [s.apply(add, [varied(s, x, 6), x])];
    })],
  ])("%s", (text, network) => {
    expect(describeArchitecture(network)).toBe(text);
  });
});

describe("describeModel", () => {
  const written = sketch((s) => [s.dense(s.apply(relu, [s.dense(s.input(), 3)]), 2)]);
  const noChain = sketch((s) => [s.apply(add, [s.dense(s.input(), 2), s.input()])]);
  test.each<[string, { readonly network: Network; readonly written: Network }]>([
    ["2-3, linear", { network: sketch((s) => [s.dense(s.input(), 3)]), written }],
    ["2-3-2, relu after every layer but the last", { network: noChain, written }],
    ["gemm, add", { network: noChain, written: noChain }],
    ["1 operation: 1 add", { network: sketch((s) => [varied(s, s.apply(relu, [s.input()]), 6)]), written: sketch((s) => [s.apply(add, [s.input(), s.input()])]) }],
  ])("%s", (text, { network, written: ofFile }) => {
    expect(describeModel({ network, model: { network: ofFile } })).toBe(text);
  });
});

describe("costOf", () => {
  test("counts integers of 8 bits as parameters of one byte", () => {
    const network = sketch((s) => [s.apply(add, [s.builder.constant("q", [3], "i8", Int8Array.of(1, 2, 3), ORIGIN), s.builder.constant("p", [3], "i8", Int8Array.of(4, 5, 6), ORIGIN)])]);
    expect(costOf(network)).toEqual({ multiplyAdds: 0, parameters: 6, parameterBytes: 6 });
  });

  test("counts the article's network", () => {
    expect(costOf(denseNetwork([1, 16, 32, 1], 1))).toEqual({
      multiplyAdds: 16 + 16 * 32 + 32,
      parameters: 609,
      parameterBytes: 4 * 609,
    });
  });

  test.each<[Op, readonly Shape[], Attributes, number]>([
    [gemm, [[2, 3], [3, 4]], {}, 24],
    [gemm, [[3, 2], [4, 3]], { transposeA: 1, transposeB: 1 }, 24],
    [matmul, [[3], [3]], {}, 3],
    [matmul, [[3], [3, 2]], {}, 6],
    [matmul, [[2, 3], [3]], {}, 6],
    [matmul, [[2, 1, 2, 3], [5, 3, 4]], {}, 240],
    [relu, [[9]], {}, 0],
    [sumAtOnce, [[9]], {}, 0],
    [add, [[9], [9]], {}, 0],
  ])("one $name", (op, shapes, attributes, multiplyAdds) => {
    const network = sketch((s) => [s.apply(op, shapes.map((shape) => s.input(shape)), attributes)]);
    expect(costOf(network)).toEqual({ multiplyAdds, parameters: 0, parameterBytes: 0 });
  });
});

test("printNetwork shows a line a value, attributes that differ from their defaults, and the outputs", () => {
  const network = sketch((s) => {
    const x = s.input();
    const layer = s.apply(gemm, [x, s.builder.parameter("W", [2, 3], new Float32Array(6), ORIGIN)], { alpha: 0.5, beta: 1 });
    const output = s.apply(leakyRelu, [layer], { slope: Math.fround(0.2) });
    return [output, x, s.apply(leakyRelu, [output], { slope: Math.fround(0.01) })];
  });
  expect(printNetwork(network)).toBe(`%0 x[1, 2] = input
%1 W[2, 3] = parameter
%2 gemm[1, 3] = gemm(%0, %1) alpha=0.5
%3 leaky_relu[1, 3] = leaky_relu(%2) slope=0.2
%4 leaky_relu[1, 3] = leaky_relu(%3)
return %3 leaky_relu, %0 x, %4 leaky_relu
`);
});

test("printNetwork shows lists, and leaves out those that are the default", () => {
  const network = sketch((s) => [s.apply(slice, [s.apply(transpose, [s.input()])], { starts: [1], ends: [-9], axes: [0], steps: [-1] })]);
  expect(printNetwork(network)).toBe(`%0 x[1, 2] = input
%1 transpose[2, 1] = transpose(%0)
%2 slice[2, 1] = slice(%1) starts=[1] ends=[-9] axes=[0] steps=[-1]
return %2 slice
`);
});
