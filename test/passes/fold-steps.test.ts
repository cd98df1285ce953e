// What becomes of steps x·s + t beside a layer: the networks in their printed form, and the numbers against the same formulas in float64.

import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import type { Attributes } from "../../src/network/attributes.ts";
import type { Network } from "../../src/network/network.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { add } from "../../src/network/ops/add.ts";
import { batchNormalization } from "../../src/network/ops/batch-normalization.ts";
import { conv } from "../../src/network/ops/conv.ts";
import { divide } from "../../src/network/ops/divide.ts";
import { flatten } from "../../src/network/ops/flatten.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { matmul } from "../../src/network/ops/matmul.ts";
import { multiply } from "../../src/network/ops/multiply.ts";
import { negate } from "../../src/network/ops/negate.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { reshape } from "../../src/network/ops/reshape.ts";
import { subtract } from "../../src/network/ops/subtract.ts";
import { convolve } from "../../src/network/ops/windows/convolve.ts";
import { printNetwork } from "../../src/network/print-network.ts";
import type { Shape } from "../../src/network/shape.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { foldStepsAfterLayers } from "../../src/passes/fold-steps-after-layers.ts";
import { foldStepsBeforeLayers } from "../../src/passes/fold-steps-before-layers.ts";
import { runPasses } from "../../src/passes/index.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { ORIGIN, randomValues } from "../fixtures.ts";
import { evaluateNaively } from "../network/naive.ts";

class Sketch {
  readonly builder = new NetworkBuilder();
  readonly x: ValueId;
  constructor(shape: Shape = [1, 2]) {
    this.x = this.builder.input("x", shape, ORIGIN);
  }
  constant(data: readonly number[], shape: Shape = [data.length]): ValueId {
    return this.builder.parameter("c", shape, Float32Array.from(data), ORIGIN);
  }
  apply(op: Op, args: readonly ValueId[], attributes: Attributes = {}): ValueId {
    return this.builder.operation(op, args, attributes, op.name, ORIGIN);
  }
}

function sketch(draw: (s: Sketch) => ValueId | readonly ValueId[], shape?: Shape): Network {
  const s = new Sketch(shape);
  const outputs = draw(s);
  return s.builder.finish(typeof outputs === "number" ? [outputs] : outputs);
}

/** The values of the printed network, and the numbers of constants. */
function shown(network: Network): readonly string[] {
  const lines = printNetwork(network).trimEnd().split("\n").slice(0, -1);
  return lines.map((line, id) => {
    const value = network.values[id];
    return value.kind === "parameter" ? `${line} ${[...value.data].join(" ")}` : line;
  });
}

/** 2 → 3, the numbers 1 to 6 and a bias. */
const layer = (s: Sketch, x: ValueId, bias = true): ValueId =>
  s.apply(gemm, [x, s.constant([1, 2, 3, 4, 5, 6], [3, 2]), ...(bias ? [s.constant([1, 10, 100])] : [])], { transposeB: 1 });

describe("foldStepsAfterLayers", () => {
  const folded = (weights: string, bias: string): readonly string[] => [
    "%0 x[1, 2] = input",
    `%1 c[3, 2] = parameter ${weights}`,
    `%2 c[3] = parameter ${bias}`,
    "%3 gemm[1, 3] = gemm(%0, %1, %2) transposeB=1",
  ];

  test.each<[string, (s: Sketch, h: ValueId) => ValueId, string, string]>([
    ["h·c", (s, h) => s.apply(multiply, [h, s.constant([2, 1, -1])]), "2 4 3 4 -5 -6", "2 10 -100"],
    ["c·h", (s, h) => s.apply(multiply, [s.constant([2, 1, -1], [1, 3]), h]), "2 4 3 4 -5 -6", "2 10 -100"],
    ["h/c", (s, h) => s.apply(divide, [h, s.constant([2], [])]), "0.5 1 1.5 2 2.5 3", "0.5 5 50"],
    ["h + c", (s, h) => s.apply(add, [h, s.constant([1, 2, 3])]), "1 2 3 4 5 6", "2 12 103"],
    ["h − c", (s, h) => s.apply(subtract, [h, s.constant([1, 2, 3])]), "1 2 3 4 5 6", "0 8 97"],
    ["c − h", (s, h) => s.apply(subtract, [s.constant([1, 2, 3]), h]), "-1 -2 -3 -4 -5 -6", "0 -8 -97"],
    ["−h", (s, h) => s.apply(negate, [h]), "-1 -2 -3 -4 -5 -6", "-1 -10 -100"],
    [
      "several in a row",
      (s, h) => {
        const centred = s.apply(subtract, [h, s.constant([1, 10, 100])]);
        return s.apply(add, [s.constant([7], [1]), s.apply(divide, [centred, s.constant([1, 2, 4])])]);
      },
      "1 2 1.5 2 1.25 1.5",
      "7 7 7",
    ],
  ])("folds %s", (_, draw, weights, bias) => {
    expect(shown(foldStepsAfterLayers(sketch((s) => draw(s, layer(s, s.x)))))).toEqual(folded(weights, bias));
  });

  test("gives a layer without a bias one, and the factors of gemm go into its numbers", () => {
    const network = sketch((s) => {
      const h = s.apply(gemm, [s.x, s.constant([1, 2], [2, 1]), s.constant([3])], { alpha: 0.5, beta: -2 });
      return s.apply(subtract, [s.apply(matmul, [s.apply(relu, [s.apply(negate, [h])]), s.constant([1, 2], [1, 2])]), s.constant([1, 2])]);
    });
    expect(shown(foldStepsAfterLayers(network))).toEqual([
      "%0 x[1, 2] = input",
      "%1 c[2, 1] = parameter -0.5 -1",
      "%2 c[1] = parameter 6",
      "%3 gemm[1, 1] = gemm(%0, %1, %2)",
      "%4 relu[1, 1] = relu(%3)",
      "%5 c[1, 2] = parameter 1 2",
      "%6 matmul[2] = parameter -1 -2",
      "%7 matmul[1, 2] = gemm(%4, %5, %6)",
    ]);
  });

  test.each<[string, Shape, string]>([
    ["a vector", [2], "%3 matmul[2] = matmul_add(%0, %1, %2)"],
    ["a stack of matrices", [2, 3, 2], "%3 matmul[2, 3, 2] = matmul_add(%0, %1, %2)"],
  ])("folds after the product of %s with a matrix", (_, shape, line) => {
    const network = sketch((s) => s.apply(add, [s.apply(matmul, [s.x, s.constant([1, 2, 3, 4], [2, 2])]), s.constant([1, 2])]), shape);
    expect(shown(foldStepsAfterLayers(network))).toContain(line);
  });

  test("views may stand between, and the result has its shape", () => {
    const network = sketch((s) => s.apply(multiply, [s.apply(reshape, [layer(s, s.x)], { shape: [3, 1] }), s.constant([2, 1, 0], [3, 1])]));
    expect(shown(foldStepsAfterLayers(network)).slice(1)).toEqual([
      "%1 c[3, 2] = parameter 2 4 3 4 0 0",
      "%2 c[3] = parameter 2 10 0",
      "%3 gemm[1, 3] = gemm(%0, %1, %2) transposeB=1",
      "%4 multiply[3, 1] = reshape(%3) shape=[3, 1]",
    ]);
  });

  test.each<[string, (s: Sketch) => ValueId | readonly ValueId[]]>([
    ["a step whose argument is used elsewhere", (s) => {
      const h = layer(s, s.x);
      return [s.apply(multiply, [h, s.constant([2])]), s.apply(relu, [h])];
    }],
    ["a step whose argument is an output", (s) => {
      const h = layer(s, s.x);
      return [s.apply(multiply, [h, s.constant([2])]), h];
    }],
    ["a constant that is divided", (s) => s.apply(divide, [s.constant([2]), layer(s, s.x)])],
    ["a division by 0", (s) => s.apply(divide, [layer(s, s.x), s.constant([0])])],
    ["weights that overflow", (s) => s.apply(multiply, [layer(s, s.x), s.constant([3e38])])],
    ["weights that become subnormal", (s) => s.apply(divide, [layer(s, s.x), s.constant([3e38])])],
    ["a step that repeats the result", (s) => s.apply(add, [layer(s, s.x), s.constant([1, 2], [2, 1])])],
    ["what follows an activation", (s) => s.apply(multiply, [s.apply(relu, [layer(s, s.x)]), s.constant([2])])],
    ["a step with another value", (s) => s.apply(add, [layer(s, s.x), layer(s, s.apply(relu, [s.x]))])],
  ])("leaves %s alone", (_, draw) => {
    const network = sketch(draw);
    expect(shown(foldStepsAfterLayers(network))).toEqual(shown(network));
  });

  test("leaves steps that differ from row to row", () => {
    const network = sketch((s) => s.apply(multiply, [layer(s, s.x), s.constant([2, 3], [2, 1])]), [2, 2]);
    expect(shown(foldStepsAfterLayers(network))).toEqual(shown(network));
  });
});

describe("foldStepsAfterLayers of convolutions", () => {
  const steps = { strides: [1], dilations: [1] };

  test("folds into kernels and biases", () => {
    const network = sketch((s) => {
      const found = s.apply(convolve, [s.x, s.constant([1, 2, 3, 4], [2, 1, 2]), s.constant([10, 20])], steps);
      return s.apply(add, [s.apply(multiply, [found, s.constant([2, -1])]), s.constant([1, 0], [1, 1, 2])]);
    }, [1, 3, 1]);
    expect(shown(foldStepsAfterLayers(network))).toEqual([
      "%0 x[1, 3, 1] = input",
      "%1 c[2, 1, 2] = parameter 2 4 -3 -4",
      "%2 c[2] = parameter 21 -20",
      "%3 convolve[1, 2, 2] = convolve(%0, %1, %2) strides=[1] dilations=[1]",
    ]);
  });

  test.each<[string, (s: Sketch) => readonly ValueId[]]>([
    ["kernels", (s) => [s.builder.input("w", [2, 1, 2], ORIGIN), s.constant([1, 2])]],
    ["biases", (s) => [s.constant([1, 2, 3, 4], [2, 1, 2]), s.builder.input("b", [2], ORIGIN)]],
  ])("leaves what follows %s that are no constants", (_, draw) => {
    const network = sketch((s) => s.apply(multiply, [s.apply(convolve, [s.x, ...draw(s)], steps), s.constant([2, 3])]), [1, 3, 1]);
    expect(shown(foldStepsAfterLayers(network))).toEqual(shown(network));
  });

  test.each([
    [1, ["transpose", "convolve", "relu", "transpose"]],
    [2, ["transpose", "reshape", "convolve_groups", "reshape", "relu", "transpose"]],
    [4, ["transpose", "convolve_each", "relu", "transpose"]],
  ])("a normalisation behind %i groups is gone, and the results are as near to those of float64", (group, ops) => {
    const random = new RandomGenerator(group);
    const values = (count: number): number[] => [...randomValues(count, random)];
    const network = sketch((s) => {
      const found = s.apply(conv, [s.x, s.constant(values((4 * 4 * 6) / group), [4, 4 / group, 3, 2])], { group, strides: [2, 1] });
      const statistics = [values(4), values(4), values(4), values(4).map(Math.abs)].map((data) => s.constant(data));
      return s.apply(relu, [s.apply(batchNormalization, [found, ...statistics])]);
    }, [2, 4, 5, 4]);
    const passed = runPasses(network);
    expect(passed.values.flatMap((value) => (value.kind === "operation" ? [value.op.name] : []))).toEqual(ops);
    const x = randomValues(160, random);
    const [exact] = evaluateNaively(network, [x], (value) => value);
    const found = evaluate(lower(passed), { width: 160, count: 1, values: x });
    const greatest = Math.max(...exact.data);
    exact.data.forEach((value, j) => expect(Math.abs(found[j] - value)).toBeLessThan(1e-6 * greatest));
  });
});

describe("foldStepsBeforeLayers", () => {
  test("folds the standardisation of inputs, through views", () => {
    const network = sketch((s) => {
      const centred = s.apply(subtract, [s.x, s.constant([1, -1], [1, 1, 2])]);
      return layer(s, s.apply(flatten, [s.apply(divide, [centred, s.constant([2, 4], [2])])]));
    }, [1, 1, 2]);
    // b + W·t with t = (−1/2, 1/4)
    expect(shown(foldStepsBeforeLayers(network))).toEqual([
      "%0 x[1, 1, 2] = input",
      "%1 flatten[1, 2] = reshape(%0) shape=[1, 2]",
      "%2 c[3, 2] = parameter 0.5 0.5 1.5 1 2.5 1.5",
      "%3 c[3] = parameter 1 9.5 99",
      "%4 gemm[1, 3] = gemm(%1, %2, %3) transposeB=1",
    ]);
  });

  test("leaves a large shift, and folds what follows it", () => {
    const network = sketch((s) => {
      const centred = s.apply(subtract, [s.x, s.constant([1000, 0])]);
      return layer(s, s.apply(multiply, [centred, s.constant([2], [])]), false);
    });
    expect(shown(foldStepsBeforeLayers(network)).slice(1)).toEqual([
      "%1 c[2] = parameter 1000 0",
      "%2 subtract[1, 2] = subtract(%0, %1)",
      "%3 c[3, 2] = parameter 2 4 6 8 10 12",
      "%4 gemm[1, 3] = gemm(%2, %3) transposeB=1",
    ]);
  });

  test.each<[string, (s: Sketch) => ValueId | readonly ValueId[]]>([
    ["a step whose result is used elsewhere", (s) => {
      const scaled = s.apply(multiply, [s.x, s.constant([2])]);
      return [layer(s, scaled), s.apply(relu, [scaled])];
    }],
    ["a matrix that is turned round", (s) => {
      const scaled = s.apply(multiply, [s.x, s.constant([2])]);
      return s.apply(gemm, [scaled, s.constant([1], [1, 1])], { transposeA: 1 });
    }],
    ["a step that repeats x", (s) => layer(s, s.apply(add, [s.x, s.constant([1, 2], [2, 1])]))],
    ["a division by 0", (s) => layer(s, s.apply(divide, [s.x, s.constant([0])]))],
  ])("leaves %s alone", (_, draw) => {
    const network = sketch(draw);
    expect(shown(foldStepsBeforeLayers(network))).toEqual(shown(network));
  });
});

describe("a mean of 1000 and a variance of 1e-6, whose digits float32 has few of", () => {
  const normalised = (s: Sketch, x: ValueId, width: number): ValueId => {
    const each = (value: number): ValueId => s.constant(new Array<number>(width).fill(value));
    return s.apply(batchNormalization, [x, each(1), each(0), each(1000), each(1e-6)], { epsilon: Math.fround(1e-9) });
  };

  test("of the network's input: the exact .976, where one bit of a sum of 1e6 is .0625", () => {
    const network = sketch((s) => s.apply(gemm, [normalised(s, s.x, 1), s.constant([1], [1, 1])]), [1, 1]);
    const x = Math.fround(1000.001);
    const [y] = evaluate(lower(runPasses(network)), { width: 1, count: 1, values: Float32Array.of(x) });
    const exact = (x - 1000) / Math.sqrt(Math.fround(1e-6) + Math.fround(1e-9));
    expect(exact).toBeCloseTo(0.976, 3);
    expect(Math.abs(y - exact)).toBeLessThan(4 * 2 ** -24);
  });

  test("of a layer: what its own bias has cancelled exactly is exact", () => {
    const network = sketch((s) => normalised(s, s.apply(gemm, [s.x, s.constant([0.001], [1, 1]), s.constant([1000])]), 1), [1, 1]);
    const passed = runPasses(network);
    expect(passed.values.filter(({ kind }) => kind === "operation")).toHaveLength(1);
    const [y] = evaluate(lower(passed), { width: 1, count: 1, values: Float32Array.of(0.75) });
    const exact = (Math.fround(0.001) * 0.75) / Math.sqrt(Math.fround(1e-6) + Math.fround(1e-9));
    expect(Math.abs(y - exact) / exact).toBeLessThan(4 * 2 ** -24);
  });
});

test("folded layers are as near to the float64 result as the steps were", () => {
  const random = new RandomGenerator(7);
  const values = (count: number): number[] => [...randomValues(count, random)];
  const network = sketch((s) => {
    const centred = s.apply(subtract, [s.x, s.constant(values(8))]);
    const standard = s.apply(divide, [centred, s.constant(values(8).map((value) => 1 + Math.abs(value)))]);
    const sum = s.apply(gemm, [standard, s.constant(values(40), [8, 5]), s.constant(values(5))]);
    const statistics = [values(5), values(5), values(5), values(5).map(Math.abs)].map((data) => s.constant(data));
    const normal = s.apply(batchNormalization, [sum, ...statistics]);
    return s.apply(gemm, [s.apply(relu, [normal]), s.constant(values(15), [5, 3])]);
  }, [1, 8]);
  const passed = runPasses(network);
  expect(passed.values.flatMap((value) => (value.kind === "operation" ? [value.op.name] : []))).toEqual(["gemm", "relu", "gemm"]);
  for (let run = 0; run < 50; run++) {
    const x = randomValues(8, random);
    const [exact] = evaluateNaively(network, [x], (value) => value);
    const found = evaluate(lower(passed), { width: 8, count: 1, values: x });
    const greatest = Math.max(...exact.data.map(Math.abs));
    exact.data.forEach((value, j) => expect(Math.abs(found[j] - value)).toBeLessThan(1e-6 * greatest));
  }
});
