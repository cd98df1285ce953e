// A small network of convolutions as tools write them: a normalisation behind a convolution, a depthwise one, a residual, pools, arrays side by side, a matrix product
// with its addition, a softmax; and inputs for it. Weights are drawn.

import { loadBytes, type LoadedModel } from "../../src/pipeline/load-model.ts";
import { writeModel } from "../../src/formats/index.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { add } from "../../src/network/ops/add.ts";
import { batchNormalization } from "../../src/network/ops/batch-normalization.ts";
import { concat } from "../../src/network/ops/concat.ts";
import { conv } from "../../src/network/ops/conv.ts";
import { flatten } from "../../src/network/ops/flatten.ts";
import { globalAveragePool } from "../../src/network/ops/global-pools.ts";
import { identity } from "../../src/network/ops/identity.ts";
import { matmul } from "../../src/network/ops/matmul.ts";
import { maxPool } from "../../src/network/ops/max-pool.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { softmax } from "../../src/network/ops/softmax.ts";
import type { Attributes } from "../../src/network/attributes.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";

export const INPUT_SHAPE = [1, 2, 8, 8];
export const INPUT_SIZE = 128;
export const CLASSES = 4;

export function convolutionalModel(output: "scores" | "probabilities"): LoadedModel {
  const random = new RandomGenerator(11);
  const builder = new NetworkBuilder();
  const origin = { file: "test", place: "made" };
  const drawn = (name: string, shape: readonly number[], size: number, mean = 0): ValueId =>
    builder.parameter(name, shape, Float32Array.from({ length: shape.reduce((product, extent) => product * extent, 1) }, () => mean + size * random.normal()), origin);
  const apply = (op: Op, args: readonly ValueId[], name: string, attributes: Attributes = {}): ValueId => builder.operation(op, args, attributes, name, origin);
  const channels = (name: string): readonly ValueId[] => [drawn(`${name}.scale`, [6], 0.2, 1), drawn(`${name}.shift`, [6], 0.2), drawn(`${name}.mean`, [6], 0.3), drawn(`${name}.variance`, [6], 0.05, 1)];
  const x = builder.input("x", INPUT_SHAPE, origin);
  const first = apply(conv, [x, drawn("first.w", [6, 2, 3, 3], 0.3)], "first", { pads: [1, 1, 1, 1] });
  const normal = apply(relu, [apply(batchNormalization, [first, ...channels("normal")], "normal")], "first_relu");
  const each = apply(relu, [apply(conv, [normal, drawn("each.w", [6, 1, 3, 3], 0.4), drawn("each.b", [6], 0.2)], "each", { pads: [1, 1, 1, 1], group: 6 })], "each_relu");
  const point = apply(conv, [each, drawn("point.w", [6, 6, 1, 1], 0.4), drawn("point.b", [6], 0.2)], "point");
  const residual = apply(relu, [apply(add, [point, normal], "residual")], "residual_relu");
  const pooled = apply(maxPool, [residual], "pooled", { kernel_shape: [2, 2], strides: [2, 2] });
  const joined = apply(concat, [pooled, apply(relu, [apply(conv, [pooled, drawn("side.w", [3, 6, 3, 3], 0.2)], "side", { pads: [1, 1, 1, 1] })], "side_relu")], "joined", { axis: 1 });
  const last = apply(conv, [joined, drawn("last.w", [8, 9, 3, 3], 0.2), drawn("last.b", [8], 0.1)], "last", { strides: [2, 2] });
  const row = apply(flatten, [apply(globalAveragePool, [last], "average")], "row");
  const product = apply(matmul, [row, drawn("head.w", [8, CLASSES], 0.5)], "product");
  const scores = apply(add, [product, drawn("head.b", [CLASSES], 0.3)], "scores");
  // Some tools end so, to name an output.
  const probabilities = apply(identity, [apply(softmax, [scores], "probabilities", { axis: 1 })], "named");
  const network = builder.finish([{ name: "y", value: output === "scores" ? scores : probabilities }]);
  return loadBytes(writeModel({ network, record: undefined }, "0"), { path: "convolutional.onnx" });
}

/** count × 128 */
export function drawnInputs(count: number, seed: number): Float32Array {
  const random = new RandomGenerator(seed);
  return Float32Array.from({ length: count * INPUT_SIZE }, () => random.normal());
}
