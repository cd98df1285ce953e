// What each pass does to a network, shown in its printed form, and what it must leave alone.

import { describe, expect, test } from "vitest";
import { printable } from "../../src/diagnostics/render-diagnostic.ts";
import type { Network } from "../../src/network/network.ts";
import type { ValueId } from "../../src/network/op.ts";
import { add } from "../../src/network/ops/add.ts";
import { dropout } from "../../src/network/ops/dropout.ts";
import { flatten } from "../../src/network/ops/flatten.ts";
import { floatOfBits } from "../../src/network/ops/float-of-bits.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { identity } from "../../src/network/ops/identity.ts";
import { matmul } from "../../src/network/ops/matmul.ts";
import { concat } from "../../src/network/ops/concat.ts";
import { expand } from "../../src/network/ops/expand.ts";
import { meanVarianceNormalization } from "../../src/network/ops/mean-variance-normalization.ts";
import { frame } from "../../src/network/ops/frame.ts";
import { slice } from "../../src/network/ops/slice.ts";
import { transpose } from "../../src/network/ops/transpose.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { expandComposites } from "../../src/passes/expand-composites.ts";
import { mergeMatmulAndAdd } from "../../src/passes/merge-matmul-and-add.ts";
import { foldConstants } from "../../src/passes/fold-constants.ts";
import { runPasses } from "../../src/passes/index.ts";
import { removeUnchangingViews } from "../../src/passes/remove-unchanging-views.ts";
import { transposeWeights } from "../../src/passes/transpose-weights.ts";
import { ORIGIN } from "../fixtures.ts";
import { lines, sketch, withoutUnused, type Sketch } from "./sketch.ts";

describe("removeUnchangingViews", () => {
  test("removes identity, dropout and a flatten that changes nothing, also where they are outputs", () => {
    const network = sketch((s) => {
      const x = s.input();
      const h = s.apply(relu, [s.apply(dropout, [s.apply(identity, [x])])]);
      const flat = s.apply(flatten, [h]);
      return [flat, s.apply(identity, [x]), s.apply(identity, [flat])];
    });
    expect(lines(removeUnchangingViews(network))).toEqual(["%0 x[1, 2] = input", "%1 relu[1, 2] = relu(%0)", "return %1 flatten, %0 identity, %1 identity"]);
  });

  test("keeps a flatten that changes the shape", () => {
    const network = sketch((s) => [s.apply(flatten, [s.input("x", [1, 2, 3])])]);
    expect(lines(removeUnchangingViews(network))).toEqual(lines(network));
  });
});

describe("removeUnchangingViews of views and places", () => {
  test("removes those that move nothing", () => {
    const network = sketch((s) => {
      const x = s.input("x", [3, 1, 2]);
      const turned = s.apply(transpose, [x], "t", { perm: [0, 1, 2] });
      const cut = s.apply(slice, [turned], "s", { starts: [0, 0], ends: [3, 9] });
      const framed = s.apply(frame, [s.apply(expand, [cut], "e", { shape: [1, 2] })], "p", { before: [0, 0, 0], after: [0, 0, 0] });
      // An axis of one element is the same either way round.
      const back = s.apply(slice, [framed], "b", { starts: [0], ends: [-9], axes: [1], steps: [-1] });
      return [s.apply(concat, [back], "c", { axis: 1 })];
    });
    expect(lines(removeUnchangingViews(network))).toEqual(["%0 x[3, 1, 2] = input", "return %0 c"]);
  });

  test("keeps those that move something in the same shape", () => {
    const network = sketch((s) => {
      const x = s.input("x", [3, 3]);
      return [s.apply(transpose, [x]), s.apply(slice, [x], "s", { starts: [2], ends: [-9], steps: [-1] })];
    });
    expect(lines(removeUnchangingViews(network))).toEqual(lines(network));
  });
});

describe("expandComposites", () => {
  test("puts the parts of an op, and the parts of these, in its place", () => {
    const network = sketch((s) => [s.apply(meanVarianceNormalization, [s.input()], "y", { axes: [1] })]);
    expect(lines(expandComposites(network))).toEqual([
      "%0 x[1, 2] = input",
      "%1 sum[1, 1] = reduce_sum(%0) axes=[1]",
      "%2 mean[1, 1] = divide_by(%1) divisor=2",
      "%3 deviation[1, 2] = subtract(%0, %2)",
      "%4 square[1, 2] = multiply(%3, %3)",
      "%5 sum[1, 1] = reduce_sum(%4) axes=[1]",
      "%6 variance[1, 1] = divide_by(%5) divisor=2",
      "%7 root[1, 1] = square_root(%6)",
      "%8 spread[1, 1] = add_constant(%7) addend=1e-9",
      "%9 y[1, 2] = divide(%3, %8)",
      "return %9 y",
    ]);
  });
});

describe("foldConstants", () => {
  const dataOf = (network: Network, id: ValueId): readonly number[] => {
    const value = network.values[id];
    return value.kind === "parameter" ? [...value.data] : [];
  };

  test("makes constants of views of constants, and of views of these", () => {
    const network = sketch((s) => {
      const turned = s.apply(transpose, [s.parameter("W", [2, 3])]);
      return [s.apply(slice, [turned], "s", { starts: [-1], ends: [-9], steps: [-2] }), s.apply(flatten, [turned], "f", { axis: 0 })];
    });
    const moved = foldConstants(network);
    expect(lines(moved)).toEqual([
      "%0 W[2, 3] = parameter",
      "%1 W[3, 2] = parameter",
      "%2 W[2, 2] = parameter",
      "%3 W[1, 6] = parameter",
      "return %2 s, %3 f",
    ]);
    expect([1, 2, 3].map((id) => dataOf(moved, id))).toEqual([[1, 4, 2, 5, 3, 6], [3, 6, 1, 4], [1, 4, 2, 5, 3, 6]]);
  });

  test("leaves what repeats elements, and what is computed", () => {
    const network = sketch((s) => [s.apply(expand, [s.parameter("b", [3])], "e", { shape: [2, 3] }), s.apply(transpose, [s.input()])]);
    expect(lines(foldConstants(network))).toEqual(lines(network));
  });
});

test("foldConstants writes infinite results as bits, and follows them", () => {
  const network = sketch((s) => {
    const bits = s.builder.constant("mask_bits", [2], "u32", Uint32Array.of(0, 0xff800000), ORIGIN);
    const mask = s.apply(floatOfBits, [bits], "mask");
    return [s.apply(add, [s.input(), s.apply(add, [mask, s.parameter("c", [1, 2])], "moved")])];
  });
  const folded = withoutUnused(foldConstants(network));
  expect(lines(folded)).toEqual([
    "%0 x[1, 2] = input",
    "%1 moved_bits[1, 2] = constant",
    "%2 moved[1, 2] = float_of_bits(%1)",
    "%3 add[1, 2] = add(%0, %2)",
    "return %3 add",
  ]);
  const [bits] = folded.values.flatMap((one) => (one.kind === "constant" ? [one.data] : []));
  expect(bits).toEqual(Uint32Array.of(0x3f800000, 0xff800000));
});

describe("mergeMatmulAndAdd", () => {
  const merged = ["%0 x[1, 2] = input", "%1 W[2, 3] = parameter", "%2 b[3] = parameter", "%3 p[1, 3] = matmul(%0, %1)", "%4 y[1, 3] = gemm(%0, %1, %2)", "return %4 y"];

  test.each(["product first", "bias first"])("merges, %s; the product stays for a later pass to remove", (order) => {
    const network = sketch((s) => {
      const [x, w, b] = [s.input(), s.parameter("W", [2, 3]), s.parameter("b", [3])];
      const p = s.apply(matmul, [x, w], "p");
      return [s.apply(add, order === "bias first" ? [b, p] : [p, b], "y")];
    });
    const result = mergeMatmulAndAdd(network);
    expect(lines(result)).toEqual(merged);
    expect(result.values[4].origin.place).toBe('node "p"');
    expect(lines(withoutUnused(result))).toEqual([...merged.slice(0, 3), "%3 y[1, 3] = gemm(%0, %1, %2)", "return %3 y"]);
  });

  test.each([[[2, 1, 2], [2, 1, 3]], [[2], [3]]])("merges a product of shape %s by a matrix into matmul_add", (shape, product) => {
    const network = sketch((s) => [s.apply(add, [s.apply(matmul, [s.input("x", shape), s.parameter("W", [2, 3])]), s.parameter("b", [3])])]);
    expect(lines(withoutUnused(mergeMatmulAndAdd(network)))).toContain(`%3 add[${product.join(", ")}] = matmul_add(%0, %1, %2)`);
  });

  test.each<[string, (s: Sketch) => readonly ValueId[]]>([
    ["a product that is used elsewhere", (s) => {
      const p = s.apply(matmul, [s.input(), s.parameter("W", [2, 3])]);
      return [s.apply(add, [p, s.parameter("b", [3])]), s.apply(relu, [p])];
    }],
    ["a product that is an output", (s) => {
      const p = s.apply(matmul, [s.input(), s.parameter("W", [2, 3])]);
      return [s.apply(add, [p, s.parameter("b", [3])]), p];
    }],
    ["a product added to itself", (s) => {
      const p = s.apply(matmul, [s.input(), s.parameter("W", [2, 3])]);
      return [s.apply(add, [p, p])];
    }],
    ["a bias that is no constant", (s) => [s.apply(add, [s.apply(matmul, [s.input(), s.parameter("W", [2, 3])]), s.input("z", [3])])]],
    ["a bias that stretches the product", (s) => [s.apply(add, [s.apply(matmul, [s.input(), s.parameter("W", [2, 3])]), s.parameter("b", [4, 3])])]],
    ["a bias of three axes", (s) => [s.apply(add, [s.apply(matmul, [s.input(), s.parameter("W", [2, 3])]), s.parameter("b", [1, 1, 3])])]],
    ["a product by a stack of matrices", (s) => [s.apply(add, [s.apply(matmul, [s.input("x", [2, 1, 2]), s.parameter("W", [2, 2, 3])]), s.parameter("b", [3])])]],
    ["a gemm", (s) => [s.apply(add, [s.apply(gemm, [s.input(), s.parameter("W", [2, 3])]), s.parameter("b", [3])])]],
  ])("leaves %s alone", (_, draw) => {
    const network = sketch(draw);
    expect(lines(mergeMatmulAndAdd(network))).toEqual(lines(network));
  });
});

describe("transposeWeights", () => {
  test("turns the constant of a gemm and of a matmul, and keeps the factors", () => {
    const network = sketch((s) => {
      const [x, w] = [s.input(), s.parameter("W", [2, 3])];
      const first = s.apply(gemm, [x, w, s.parameter("b", [3])], "first", { alpha: 0.5 });
      return [first, s.apply(matmul, [first, s.parameter("V", [3, 1])], "second")];
    });
    const result = transposeWeights(network);
    expect(lines(withoutUnused(result))).toEqual([
      "%0 x[1, 2] = input",
      "%1 b[3] = parameter",
      "%2 W[3, 2] = parameter",
      "%3 first[1, 3] = gemm(%0, %2, %1) alpha=0.5 transposeB=1",
      "%4 V[1, 3] = parameter",
      "%5 second[1, 1] = gemm(%3, %4) transposeB=1",
      "return %3 first, %5 second",
    ]);
    const turned = result.values.find(({ name, shape }) => name === "W" && shape[0] === 3);
    expect(turned?.kind === "parameter" && [...turned.data]).toEqual([1, 4, 2, 5, 3, 6]);
  });

  test("layers that share a matrix go on sharing it", () => {
    const network = sketch((s) => {
      const [x, w] = [s.input(), s.parameter("W", [2, 2])];
      return [s.apply(matmul, [s.apply(relu, [s.apply(gemm, [x, w])]), w], "y")];
    });
    expect(lines(withoutUnused(transposeWeights(network)))).toEqual([
      "%0 x[1, 2] = input",
      "%1 W[2, 2] = parameter",
      "%2 gemm[1, 2] = gemm(%0, %1) transposeB=1",
      "%3 relu[1, 2] = relu(%2)",
      "%4 y[1, 2] = gemm(%3, %1) transposeB=1",
      "return %4 y",
    ]);
  });

  test.each<[string, (s: Sketch) => readonly ValueId[]]>([
    ["a gemm that is stored so already", (s) => [s.apply(gemm, [s.input(), s.parameter("W", [3, 2])], "y", { transposeB: 1 })]],
    ["a matrix that is no constant", (s) => [s.apply(matmul, [s.input(), s.input("z", [2, 3])])]],
    ["a constant on the left", (s) => [s.apply(matmul, [s.parameter("W", [3, 2]), s.input("x", [2, 1])])]],
    ["a vector times a matrix", (s) => [s.apply(matmul, [s.input("x", [2]), s.parameter("W", [2, 3])])]],
    ["a batch of matrices", (s) => [s.apply(matmul, [s.input("x", [1, 2]), s.parameter("W", [5, 2, 3])])]],
    ["what is no product", (s) => [s.apply(add, [s.input(), s.parameter("b", [1, 2])])]],
  ])("leaves %s alone", (_, draw) => {
    const network = sketch(draw);
    expect(lines(transposeWeights(network))).toEqual(lines(network));
  });
});

describe("removeUnusedValues", () => {
  test("removes chains of operations and parameters no output depends on; inputs stay", () => {
    const network = sketch((s) => {
      const [x, unused] = [s.input(), s.input("unused")];
      s.apply(relu, [s.apply(add, [unused, s.parameter("p", [2])])]);
      const kept = s.parameter("q", [2]);
      s.parameter("r", [2]);
      return [s.apply(add, [x, kept], "y"), kept];
    });
    expect(lines(withoutUnused(network))).toEqual([
      "%0 x[1, 2] = input",
      "%1 unused[1, 2] = input",
      "%2 q[2] = parameter",
      "%3 y[1, 2] = add(%0, %2)",
      "return %3 y, %2 q",
    ]);
  });
});

describe("names", () => {
  test("of a chain of layers: W1, b1, h1, W2, …; input and output keep their own", () => {
    const network = sketch((s) => {
      let value = s.input("data");
      for (const layer of ["fc1", "fc2"]) {
        value = s.apply(matmul, [value, s.parameter(`${layer}.weight`, [2, 2])]);
        value = s.apply(add, [value, s.parameter(`${layer}.bias`, [2])], `${layer}.sum`);
        value = s.apply(relu, [value], `${layer}.relu`);
      }
      return [s.apply(identity, [value], "out")];
    });
    expect(lines(runPasses(network))).toEqual([
      "%0 data[1, 2] = input",
      "%1 W1[2, 2] = parameter",
      "%2 b1[2] = parameter",
      "%3 h1[1, 2] = gemm(%0, %1, %2) transposeB=1",
      "%4 h1[1, 2] = relu(%3)",
      "%5 W2[2, 2] = parameter",
      "%6 b2[2] = parameter",
      "%7 h2[1, 2] = gemm(%4, %5, %6) transposeB=1",
      "%8 out[1, 2] = relu(%7)",
      "return %8 out",
    ]);
  });

  test("several inputs and several outputs keep their own", () => {
    const network = sketch((s) => {
      const [left, right] = [s.input("left"), s.input("right")];
      const sum = s.apply(add, [left, right], "sum");
      return [s.apply(relu, [sum], "positive"), s.apply(gemm, [sum, s.parameter("w", [2, 2])], "turned")];
    });
    expect(lines(runPasses(network))).toEqual([
      "%0 left[1, 2] = input",
      "%1 right[1, 2] = input",
      "%2 h0[1, 2] = add(%0, %1)",
      "%3 positive[1, 2] = relu(%2)",
      "%4 W1[2, 2] = parameter",
      "%5 turned[1, 2] = gemm(%2, %4) transposeB=1",
      "return %3 positive, %5 turned",
    ]);
  });

  test.each([
    ["0", "y"],
    ["onnx::Gemm_0", "y"],
    ["", "y"],
    ["温度", "y"],
    ["_1.2", "y"],
    ["input.1", "input.1"],
    ["dense/BiasAdd:0", "dense/BiasAdd:0"],
    ["température", "température"],
    ["W1", "W1"],
  ])("an output called %j is called %j; an input likewise, and x", (name, kept) => {
    const network = sketch((s) => [s.apply(relu, [s.input(name)], name)]);
    const input = kept === name ? name : "x";
    expect(lines(runPasses(network))).toEqual([`%0 ${printable(input)}[1, 2] = input`, `%1 ${kept}[1, 2] = relu(%0)`, `return %1 ${kept}`]);
  });

  test("an output that is an input has a name of its own, and a value that is two outputs has the name of the first", () => {
    const network = sketch((s) => {
      const h = s.apply(relu, [s.input("sensor")], "h");
      return [s.apply(identity, [h], "price"), s.apply(identity, [h], "cost"), s.apply(identity, [0], "7")];
    });
    expect(lines(runPasses(network))).toEqual(["%0 sensor[1, 2] = input", "%1 price[1, 2] = relu(%0)", "return %1 price, %1 cost, %0 y"]);
  });

  test("a shared parameter keeps the name of the first layer that uses it", () => {
    const network = sketch((s) => {
      const [x, w, b] = [s.input(), s.parameter("w", [2, 2]), s.parameter("first", [2])];
      const h = s.apply(gemm, [x, w, b], "h", { transposeB: 1 });
      const second = s.apply(gemm, [h, w, s.parameter("second", [2])], "i", { transposeB: 1 });
      return [s.apply(gemm, [second, w, b], "j", { transposeB: 1 })];
    });
    expect(lines(runPasses(network)).map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual([
      "%0 x[1,", "%1 W1[2,", "%2 b1[2]", "%3 h1[1,", "%4 b2[2]", "%5 h2[1,", "%6 j[1,", "return %6",
    ]);
  });

  test("an output that is a parameter keeps its name", () => {
    const constant = sketch((s) => {
      s.input("data");
      return [s.parameter("answer", [1])];
    });
    expect(lines(runPasses(constant))).toEqual(["%0 data[1, 2] = input", "%1 answer[1] = parameter", "return %1 answer"]);
  });

  test("constants without a usual name keep their own", () => {
    const network = sketch((s) => [s.apply(add, [s.parameter("offset", [2]), s.apply(relu, [s.input()])])]);
    expect(lines(runPasses(network)).slice(0, 2)).toEqual(["%0 offset[2] = parameter", "%1 x[1, 2] = input"]);
  });
});
