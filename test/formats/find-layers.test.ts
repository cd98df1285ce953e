// Which networks are chains of dense layers, fit for a file of parameters, and what is said of those that are not.

import { describe, expect, test } from "vitest";
import { findLayers } from "../../src/formats/find-layers.ts";
import { showActivation } from "../../src/network/activation.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { Attributes } from "../../src/network/attributes.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { add } from "../../src/network/ops/add.ts";
import { flatten } from "../../src/network/ops/flatten.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { identity } from "../../src/network/ops/identity.ts";
import { leakyRelu } from "../../src/network/ops/leaky-relu.ts";
import { matmul } from "../../src/network/ops/matmul.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { runPasses } from "../../src/passes/index.ts";
import { thrownDiagnostic } from "../diagnostics/thrown.ts";
import { denseNetwork, ORIGIN } from "../fixtures.ts";

/** A network under construction, its input and shorter ways to add to it. */
class Sketch {
  readonly builder = new NetworkBuilder();
  readonly x: ValueId;

  constructor(shape: readonly number[] = [1, 2]) {
    this.x = this.builder.input("x", shape, ORIGIN);
  }

  parameter(shape: readonly number[], ...values: readonly number[]): ValueId {
    return this.builder.parameter("p", shape, Float32Array.from(values), ORIGIN);
  }

  apply(op: Op, args: readonly ValueId[], attributes: Attributes = {}): ValueId {
    return this.builder.operation(op, args, attributes, "v", ORIGIN);
  }

  /** A layer of one output. */
  dense(value: ValueId = this.x, attributes: Attributes = {}): ValueId {
    return this.apply(gemm, [value, this.parameter([1, 2], 3, 4), this.parameter([1], 5)], { transposeB: 1, ...attributes });
  }

  finish(...outputs: readonly ValueId[]): Network {
    return runPasses(this.builder.finish(outputs));
  }
}

function found(network: Network): unknown {
  const { layers, activations } = findLayers(network, "test");
  const parameters = layers.map(({ name, weights, bias }) => [name, weights.shape, [...weights.data], bias && [...bias.shape], bias && [...bias.data]]);
  return [...parameters, activations.map(showActivation)];
}

describe("chains of dense layers", () => {
  test("activations after each layer", () => {
    const { layers, activations } = findLayers(runPasses(denseNetwork([1, 3, 2], 1)), "test");
    expect(layers.map(({ name, weights, bias }) => [name, weights.shape, bias?.shape])).toEqual([
      ["l1", [3, 1], [3]],
      ["l2", [2, 3], [2]],
    ]);
    expect(activations.map(showActivation)).toEqual(["leaky_relu:0.2", "leaky_relu:0.2"]);
  });

  test("a product and a sum are a layer, of the transpose; views leave no trace; a single bias is one for each output", () => {
    const sketch = new Sketch();
    const product = sketch.apply(identity, [sketch.apply(matmul, [sketch.x, sketch.parameter([2, 3], 1, 2, 3, 4, 5, 6)])]);
    const sum = sketch.apply(relu, [sketch.apply(add, [product, sketch.parameter([1], 7)])]);
    const last = sketch.apply(matmul, [sum, sketch.parameter([3, 1], 8, 9, 10)]);
    expect(found(sketch.finish(last))).toEqual([
      ["l1", [3, 2], [1, 4, 2, 5, 3, 6], [3], [7, 7, 7]],
      ["l2", [1, 3], [8, 9, 10], undefined, undefined],
      ["relu", "identity"],
    ]);
  });
});

describe("what a file of parameters has no place for", () => {
  const refusal = (what: string) => ({
    category: "model",
    message: `a test file has no place for ${what}`,
    place: "test.onnx: test",
    note: "it holds the parameters of dense layers that follow one another, each with at most one activation",
    hint: "write another format: --format onnx",
  });

  test.each<[string, string, (sketch: Sketch) => readonly ValueId[]]>([
    ["an activation before the first layer", "relu", (sketch) => [sketch.dense(sketch.apply(relu, [sketch.x]))]],
    ["two activations", "relu", (sketch) => [sketch.apply(relu, [sketch.apply(leakyRelu, [sketch.dense()])])]],
    ["a layer that is scaled", "gemm", (sketch) => [sketch.dense(sketch.x, { alpha: 2 })]],
    ["a bias that is scaled", "gemm", (sketch) => [sketch.dense(sketch.x, { beta: 2 })]],
    ["a sum of two layers", "gemm", (sketch) => [sketch.apply(add, [sketch.dense(), sketch.dense()])]],
    ["a sum with the input", "add", (sketch) => [sketch.apply(add, [sketch.dense(), sketch.x])]],
    ["two outputs", "gemm", (sketch) => [sketch.apply(relu, [sketch.dense()]), sketch.dense()]],
    ["one output twice", "relu", (sketch) => {
      const output = sketch.apply(relu, [sketch.dense()]);
      return [output, output];
    }],
    ["an output within", "gemm", (sketch) => {
      const inner = sketch.dense();
      return [inner, sketch.apply(relu, [inner])];
    }],
    ["no layers", "input [1, 2]", (sketch) => [sketch.x]],
    ["weights that are computed", "gemm", (sketch) => [sketch.apply(gemm, [sketch.x, sketch.x], { transposeB: 1 })]],
  ])("%s", (_, what, build) => {
    const sketch = new Sketch();
    const network = sketch.finish(...build(sketch));
    expect(thrownDiagnostic(() => findLayers(network, "test"))).toEqual(refusal(what));
  });

  test("an input of several rows, one of several axes", () => {
    const rows = new Sketch([3, 2]);
    expect(thrownDiagnostic(() => findLayers(rows.finish(rows.dense()), "test"))).toEqual(refusal("gemm"));
    const axes = new Sketch([1, 2, 1]);
    const flat = axes.apply(flatten, [axes.x]);
    expect(thrownDiagnostic(() => findLayers(axes.finish(axes.dense(flat)), "test"))).toEqual(refusal("flatten"));
  });
});
