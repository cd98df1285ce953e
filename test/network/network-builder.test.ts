// The builder of networks: every refusal whole, what it makes of values, and that a built network cannot change.

import { describe, expect, test } from "vitest";
import { MAXIMUM_ELEMENTS, NetworkBuilder } from "../../src/network/network-builder.ts";
import { showOrigin } from "../../src/network/origin.ts";
import { elementCount, showShape } from "../../src/network/shape.ts";
import type { Attributes } from "../../src/network/attributes.ts";
import type { Shape } from "../../src/network/shape.ts";
import { useCounts, valueOf } from "../../src/network/network.ts";
import type { Op } from "../../src/network/op.ts";
import { add } from "../../src/network/ops/add.ts";
import { flatten } from "../../src/network/ops/flatten.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { leakyRelu } from "../../src/network/ops/leaky-relu.ts";
import { matmul } from "../../src/network/ops/matmul.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { concat } from "../../src/network/ops/concat.ts";
import { expand } from "../../src/network/ops/expand.ts";
import { layerNormalization } from "../../src/network/ops/layer-normalization.ts";
import { meanVarianceNormalization } from "../../src/network/ops/mean-variance-normalization.ts";
import { pad } from "../../src/network/ops/pad.ts";
import { reduceMean } from "../../src/network/ops/reduce-mean.ts";
import { reduceSum } from "../../src/network/ops/reduce-sum.ts";
import { reshape } from "../../src/network/ops/reshape.ts";
import { slice } from "../../src/network/ops/slice.ts";
import { squeeze } from "../../src/network/ops/squeeze.ts";
import { transpose } from "../../src/network/ops/transpose.ts";
import { unsqueeze } from "../../src/network/ops/unsqueeze.ts";
import { reshapeTo } from "../../src/network/ops/reshape-to.ts";
import { sumTo } from "../../src/network/ops/sum-to.ts";
import { thrownDiagnostic } from "../diagnostics/thrown.ts";

const ORIGIN = { file: "net.onnx", place: 'node "fc1" (Gemm)' };
const PLACE = 'net.onnx: node "fc1" (Gemm)';
const model = (message: string) => ({ category: "model", message, place: PLACE });

/** What the builder says to an operation on inputs of these shapes. */
function refusal(op: Op, shapes: readonly Shape[], attributes: Attributes = {}) {
  const builder = new NetworkBuilder();
  const args = shapes.map((shape, position) => builder.input(`x${position}`, shape, ORIGIN));
  return thrownDiagnostic(() => builder.operation(op, args, attributes, "y", ORIGIN));
}

describe("shapes", () => {
  test.each([
    [[0], "[0]"],
    [[2, -1], "[2, -1]"],
    [[1.5], "[1.5]"],
    [[NaN, 2], "[NaN, 2]"],
    [[Infinity], "[Infinity]"],
  ])("%j is refused", (shape, shown) => {
    const expected = model(`"x" has the shape ${shown}: every extent must be a whole number of at least 1`);
    expect(thrownDiagnostic(() => new NetworkBuilder().input("x", shape, ORIGIN))).toEqual(expected);
    expect(thrownDiagnostic(() => new NetworkBuilder().parameter("x", shape, new Float32Array(), ORIGIN))).toEqual(expected);
  });

  test("more elements than an array may have are refused, before any memory is asked for", () => {
    expect(thrownDiagnostic(() => new NetworkBuilder().input("x", [MAXIMUM_ELEMENTS], ORIGIN))).toBeUndefined();
    expect(thrownDiagnostic(() => new NetworkBuilder().input("x", [2 ** 20, 2 ** 9], ORIGIN))).toEqual(
      model('"x" has the shape [1048576, 512]: more than 268435456 elements'),
    );
    expect(thrownDiagnostic(() => new NetworkBuilder().parameter("x", [1e15, 1e15, 1e15], new Float32Array(), ORIGIN))).toEqual(
      model('"x" has the shape [1000000000000000, 1000000000000000, 1000000000000000]: more than 268435456 elements'),
    );
  });

  test("results of ops are held to the same limit", () => {
    expect(refusal(gemm, [[2 ** 15, 1], [1, 2 ** 15]])).toEqual(model('"y" has the shape [32768, 32768]: more than 268435456 elements'));
  });
});

describe("parameters", () => {
  test("with too few or too many values are refused", () => {
    expect(thrownDiagnostic(() => new NetworkBuilder().parameter("W", [2, 3], new Float32Array(5), ORIGIN))).toEqual(
      model('"W" holds 5 values, its shape [2, 3] asks for 6'),
    );
    expect(thrownDiagnostic(() => new NetworkBuilder().parameter("s", [], new Float32Array(2), ORIGIN))).toEqual(
      model('"s" holds 2 values, its shape [] asks for 1'),
    );
  });

  test.each([NaN, Infinity, -Infinity])("that are %d are refused", (value) => {
    expect(thrownDiagnostic(() => new NetworkBuilder().parameter("W", [3], Float32Array.of(1, value, NaN), ORIGIN))).toEqual({
      category: "model",
      message: `parameter "W" is not finite: element 1 is ${value}`,
      place: PLACE,
      note: "NaN and infinities in parameters come from a training that diverged or a file that was damaged",
      hint: "train or export the model again",
    });
  });

  test("are copied, and −0 becomes +0", () => {
    const builder = new NetworkBuilder();
    const data = Float32Array.of(-0, 0, -1, 2 ** -149, -(2 ** -149));
    const value = builder.value(builder.parameter("W", [5], data, ORIGIN));
    data[2] = 7;
    expect(value.kind === "parameter" && [...value.data]).toEqual([0, 0, -1, 2 ** -149, -(2 ** -149)]);
  });
});

describe("operations", () => {
  test.each<[Op, readonly Shape[], Attributes, string]>([
    [relu, [], {}, "relu takes x, not 0 arguments"],
    [relu, [[1], [1]], {}, "relu takes x, not 2 arguments"],
    [add, [[1]], {}, "add takes x, y, not 1 arguments"],
    [gemm, [[1, 1]], {}, "gemm takes a, b, c, not 1 arguments"],
    [gemm, [[1, 1], [1, 1], [1], [1]], {}, "gemm takes a, b, c, not 4 arguments"],
    [add, [[2, 3], [2]], {}, "add cannot be applied: shapes [2, 3] and [2] do not broadcast"],
    [flatten, [[2, 3]], { axis: 3 }, "flatten cannot be applied: axis 3 is not within -2..2"],
    [flatten, [[2, 3]], { axis: -3 }, "flatten cannot be applied: axis -3 is not within -2..2"],
    [flatten, [[2, 3]], { axis: 0.5 }, "flatten cannot be applied: axis 0.5 is not within -2..2"],
    [gemm, [[3], [3, 4]], {}, "gemm cannot be applied: A and B must be matrices, not [3] and [3, 4]"],
    [gemm, [[1, 3], [1, 3, 4]], {}, "gemm cannot be applied: A and B must be matrices, not [1, 3] and [1, 3, 4]"],
    [gemm, [[1, 3], [4, 3]], {}, "gemm cannot be applied: A is 1×3 but B is 4×3"],
    [gemm, [[3, 1], [3, 4]], { transposeB: 1 }, "gemm cannot be applied: A is 3×1 but Bᵀ is 4×3"],
    [gemm, [[1, 3], [3, 4]], { transposeA: 1 }, "gemm cannot be applied: Aᵀ is 3×1 but B is 3×4"],
    [gemm, [[1, 3], [3, 4], [3]], {}, "gemm cannot be applied: C of shape [3] does not broadcast to [1, 4]"],
    [gemm, [[1, 3], [3, 4], [2, 4]], {}, "gemm cannot be applied: C of shape [2, 4] does not broadcast to [1, 4]"],
    [gemm, [[1, 3], [3, 4], [1, 1, 4]], {}, "gemm cannot be applied: C of shape [1, 1, 4] does not broadcast to [1, 4]"],
    [matmul, [[], [3]], {}, "matmul cannot be applied: a scalar has no matrix product"],
    [matmul, [[3], []], {}, "matmul cannot be applied: a scalar has no matrix product"],
    [matmul, [[2, 3], [2, 3]], {}, "matmul cannot be applied: A of shape [2, 3] and B of shape [2, 3] do not fit"],
    [matmul, [[3], [2]], {}, "matmul cannot be applied: A of shape [3] and B of shape [2] do not fit"],
    [matmul, [[2, 1, 3], [3, 3, 1]], {}, "matmul cannot be applied: shapes [2] and [3] do not broadcast"],
    [reshapeTo([2, 2]), [[3]], {}, "reshape_to[2, 2] cannot be applied: [3] has not as many elements as [2, 2]"],
    [sumTo([2]), [[3]], {}, "sum_to[2] cannot be applied: [2] does not broadcast to [3]"],
    [concat, [], { axis: 0 }, "concat takes inputs, …, not 0 arguments"],
    [concat, [[2, 3], [2, 3], [3, 4]], { axis: 0 }, "concat cannot be applied: [2, 3] and [3, 4] differ in more than axis 0"],
    [concat, [[2], [2, 1]], { axis: 0 }, "concat cannot be applied: [2] and [2, 1] differ in more than axis 0"],
    [concat, [[]], { axis: 0 }, "concat cannot be applied: a single number has no axes"],
    [concat, [[2]], { axis: -2 }, "concat cannot be applied: axis -2 is not within -1..0"],
    [transpose, [[2, 3]], { perm: [0, 0] }, "transpose cannot be applied: perm [0, 0] is no order of the 2 axes of [2, 3]"],
    [transpose, [[2, 3]], { perm: [0] }, "transpose cannot be applied: perm [0] is no order of the 2 axes of [2, 3]"],
    [slice, [[2, 3]], { starts: [0], ends: [1, 2] }, "slice cannot be applied: 1 starts, 2 ends, 1 axes and 1 steps do not belong together"],
    [slice, [[2, 3]], { starts: [3], ends: [9], axes: [1] }, "\"y\" has the shape [2, 0]: every extent must be a whole number of at least 1"],
    [slice, [[2]], { starts: [0], ends: [2], steps: [0] }, "slice cannot be applied: axis 0 of [2] from 0 to 2 in steps of 0"],
    [slice, [[2, 3]], { starts: [0, 0], ends: [1, 1], axes: [1, -1] }, "slice cannot be applied: axis 1 is there twice in [1, -1]"],
    [slice, [[2]], { starts: [0.5], ends: [NaN] }, "slice cannot be applied: its ends is NaN"],
    [expand, [[2, 3]], { shape: [2, 4] }, "expand cannot be applied: shapes [2, 3] and [2, 4] do not broadcast"],
    [pad, [[2, 3]], { pads: [1, 1] }, "pad cannot be applied: 2 paddings for 2 axes, not two for each"],
    [pad, [[2]], { pads: [-1, -1] }, "pad cannot be applied: paddings [-1, -1] leave nothing of axis 0 of [2]"],
    [pad, [[2]], { pads: [1, 1], axes: [1] }, "pad cannot be applied: axis 1 is not within -1..0"],
    [reshape, [[2, 3]], { shape: [4, -1] }, "reshape cannot be applied: [2, 3] cannot be brought into the shape [4, -1]"],
    [reshape, [[2, 3]], { shape: [-1, -1] }, "reshape cannot be applied: [2, 3] cannot be brought into the shape [-1, -1]"],
    [reshape, [[2, 3]], { shape: [0, 3], allowzero: 1 }, "reshape cannot be applied: [2, 3] cannot be brought into the shape [0, 3]"],
    [squeeze, [[1, 3]], { axes: [1] }, "squeeze cannot be applied: axis 1 of [1, 3] has more than one element"],
    [unsqueeze, [[3]], { axes: [2] }, "unsqueeze cannot be applied: axis 2 is not within -2..1"],
    [reduceSum, [[3]], { axes: [0, 0] }, "reduce_sum cannot be applied: axis 0 is there twice in [0, 0]"],
    [reduceMean, [[3]], { axes: [1] }, "reduce_mean cannot be applied: axis 1 is not within -1..0"],
    [layerNormalization, [[2, 3], [2]], {}, "layer_normalization cannot be applied: [2] does not broadcast to [2, 3]"],
    [layerNormalization, [[2, 3], [3]], { axis: 2 }, "layer_normalization cannot be applied: axis 2 is not within -2..1"],
    [meanVarianceNormalization, [[2, 3]], {}, "mean_variance_normalization cannot be applied: axis 2 is not within -2..1"],
    [leakyRelu, [[1]], { slope: NaN }, "leaky_relu cannot be applied: its slope is NaN"],
    [leakyRelu, [[1]], { slope: -Infinity }, "leaky_relu cannot be applied: its slope is -Infinity"],
    [leakyRelu, [[1]], { slope: 1e39 }, "leaky_relu cannot be applied: its slope is 1e+39"],
    [gemm, [[1, 1], [1, 1]], { alpha: Infinity }, "gemm cannot be applied: its alpha is Infinity"],
  ])("$name is refused", (op, shapes, attributes, message) => {
    expect(refusal(op, shapes, attributes)).toEqual(model(message));
  });

  test("an attribute the op does not have is a defect of the caller", () => {
    expect(() => refusal(relu, [[1]], { slope: 1 })).toThrow(new RangeError("relu has no attribute slope"));
    expect(() => refusal(leakyRelu, [[1]], { slope: [1] })).toThrow(new RangeError("the attribute slope of leaky_relu is no list"));
    expect(() => refusal(transpose, [[1]], { perm: 0 })).toThrow(new RangeError("the attribute perm of transpose is no number"));
    expect(() => refusal(relu, [[1]], { toString: 1 })).toThrow(new RangeError("relu has no attribute toString"));
  });

  test("have defaults for the attributes that are left out; −0 becomes +0", () => {
    const builder = new NetworkBuilder();
    const x = builder.input("x", [2, 2], ORIGIN);
    const sum = builder.value(builder.operation(gemm, [x, x], { beta: -0, transposeB: 1 }, "y", ORIGIN));
    expect(sum.kind === "operation" && sum.attributes).toEqual({ alpha: 1, beta: 0, transposeA: 0, transposeB: 1 });
    expect(sum.shape).toEqual([2, 2]);
  });

  test("an argument that does not exist yet is a defect of the caller", () => {
    const builder = new NetworkBuilder();
    expect(() => builder.operation(relu, [0], {}, "y", ORIGIN)).toThrow(new RangeError("there is no value 0 yet"));
    expect(() => builder.finish([3])).toThrow(new RangeError("there is no value 3 yet"));
    expect(() => builder.finish([{ name: "y", value: 3 }])).toThrow(new RangeError("there is no value 3 yet"));
  });
});

describe("a built network", () => {
  const builder = new NetworkBuilder();
  const x = builder.input("x", [1, 2], ORIGIN);
  const w = builder.parameter("W", [2, 2], Float32Array.of(1, 2, 3, 4), ORIGIN);
  const z = builder.input("z", [], ORIGIN);
  const y = builder.operation(gemm, [x, w], {}, "y", ORIGIN);
  const sum = builder.operation(add, [y, y], {}, "sum", ORIGIN);
  const network = builder.finish([sum, x, sum]);

  test("lists inputs and outputs in the order they were given, by the names of their values", () => {
    expect(network.inputs).toEqual([{ name: "x", value: x }, { name: "z", value: z }]);
    expect(network.outputs).toEqual([{ name: "sum", value: sum }, { name: "x", value: x }, { name: "sum", value: sum }]);
  });

  test("may have outputs by other names than their values: an input, and one value twice", () => {
    const outputs = [{ name: "same", value: x }, { name: "price", value: sum }, { name: "cost", value: sum }];
    expect(builder.finish(outputs).outputs).toEqual(outputs);
  });

  test("is frozen, and does not change with the builder", () => {
    builder.input("later", [1], ORIGIN);
    expect(network.values.length).toBe(5);
    const parts = [network, network.values, network.inputs, network.outputs, ...network.inputs, ...network.outputs, ...network.values, ...network.values.map(({ shape }) => shape)];
    expect(parts.every((part) => Object.isFrozen(part))).toBe(true);
    const operation = valueOf(network, y);
    expect(operation.kind === "operation" && [operation.arguments, operation.attributes].every((part) => Object.isFrozen(part))).toBe(true);
  });

  test("copies value by value", () => {
    const copy = new NetworkBuilder();
    for (const value of network.values) copy.copy(value, value.kind === "operation" ? value.arguments : []);
    expect(copy.finish(network.outputs)).toEqual(network);
  });

  test("counts uses, as arguments and as outputs", () => {
    expect(useCounts(network)).toEqual([2, 1, 0, 2, 2]);
  });

  test("knows its values", () => {
    expect(valueOf(network, w).name).toBe("W");
    expect(() => valueOf(network, 5)).toThrow(new RangeError("the network has no value 5"));
  });
});

test("shapes and origins as text", () => {
  expect([showShape([]), showShape([1, 16]), elementCount([]), elementCount([2, 3, 4])]).toEqual(["[]", "[1, 16]", 1, 24]);
  expect(showOrigin(ORIGIN)).toBe(PLACE);
});
