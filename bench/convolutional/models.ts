// The convolutional networks of MLPerf Tiny and LeNet-5's kin, with the published architectures and random parameters: their trained files are of
// other formats. Batch normalisation is taken to be folded into the convolutions, as exporters leave it. Emits nothing.

import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Attributes } from "../../src/network/attributes.ts";
import type { Network } from "../../src/network/network.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { add } from "../../src/network/ops/add.ts";
import { averagePool } from "../../src/network/ops/average-pool.ts";
import { conv } from "../../src/network/ops/conv.ts";
import { flatten } from "../../src/network/ops/flatten.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { globalAveragePool } from "../../src/network/ops/global-pools.ts";
import { maxPool } from "../../src/network/ops/max-pool.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { softmax } from "../../src/network/ops/softmax.ts";
import type { Shape } from "../../src/network/shape.ts";
import { elementCount } from "../../src/network/shape.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";

export interface ConvolutionalModel {
  /** As a command line names it. */
  readonly word: string;
  readonly name: string;
  readonly network: Network;
}

const ORIGIN = { file: "benchmark", place: "convolutional network" };

export function convolutionalModels(): readonly ConvolutionalModel[] {
  return [
    { word: "mnist", name: "MNIST, LeNet-like", network: lenet() },
    { word: "ds-cnn", name: "keyword spotting, DS-CNN", network: keywordSpotting() },
    { word: "resnet-8", name: "image classification, ResNet-8", network: imageClassification() },
    { word: "mobilenet-0.25", name: "visual wake words, MobileNetV1 0.25", network: visualWakeWords() },
    { word: "autoencoder", name: "anomaly detection, autoencoder", network: anomalyDetection() },
  ];
}

/** Weights from N(0, 1/terms of a sum), biases from N(0, 1/100). */
class Sketch {
  readonly builder = new NetworkBuilder();
  private readonly random = new RandomGenerator(1);

  input(shape: Shape): ValueId {
    return this.builder.input("x", shape, ORIGIN);
  }

  apply(op: Op, args: readonly ValueId[], attributes: Attributes = {}): ValueId {
    return this.builder.operation(op, args, attributes, op.name, ORIGIN);
  }

  convolution(x: ValueId, kernels: number, kernel: Shape, strides: Shape, group = 1): ValueId {
    const [, channels, ...extents] = this.builder.shapeOf(x);
    const shape = [kernels, channels / group, ...kernel];
    return this.apply(conv, [x, this.weights(shape), this.biases(kernels)], { kernel_shape: kernel, strides, group, pads: samePads(extents, kernel, strides) });
  }

  activated(x: ValueId, kernels: number, kernel: Shape, strides: Shape, group = 1): ValueId {
    return this.apply(relu, [this.convolution(x, kernels, kernel, strides, group)]);
  }

  dense(x: ValueId, units: number): ValueId {
    const [, inputs] = this.builder.shapeOf(x);
    return this.apply(gemm, [x, this.weights([units, inputs]), this.biases(units)], { transposeB: 1 });
  }

  finish(y: ValueId): Network {
    return this.builder.finish([{ name: "y", value: y }]);
  }

  private weights(shape: Shape): ValueId {
    const terms = elementCount(shape.slice(1));
    return this.builder.parameter("W", shape, Float32Array.from({ length: elementCount(shape) }, () => this.random.normal() / Math.sqrt(terms)), ORIGIN);
  }

  private biases(count: number): ValueId {
    return this.builder.parameter("b", [count], Float32Array.from({ length: count }, () => this.random.normal() / 10), ORIGIN);
  }
}

/**
 * What makes a result of ⌈extent/stride⌉ on each axis, the odd one behind: written out, as exporters do, for onnx2c takes no stride into account where
 * the file says SAME_UPPER.
 */
function samePads(extents: Shape, kernel: Shape, strides: Shape): Shape {
  const whole = extents.map((extent, axis) => Math.max(0, (Math.ceil(extent / strides[axis]) - 1) * strides[axis] + kernel[axis] - extent));
  return [...whole.map((pads) => Math.floor(pads / 2)), ...whole.map((pads) => Math.ceil(pads / 2))];
}

/** Two convolutions of 5 × 5 with maxima, as in ONNX's model zoo. */
function lenet(): Network {
  const s = new Sketch();
  const first = s.activated(s.input([1, 1, 28, 28]), 8, [5, 5], [1, 1]);
  const second = s.activated(s.apply(maxPool, [first], { kernel_shape: [2, 2], strides: [2, 2] }), 16, [5, 5], [1, 1]);
  return s.finish(s.dense(s.apply(flatten, [s.apply(maxPool, [second], { kernel_shape: [3, 3], strides: [3, 3] })]), 10));
}

/** Of 49 × 10 features, 64 channels all the way. */
function keywordSpotting(): Network {
  const s = new Sketch();
  let x = s.activated(s.input([1, 1, 49, 10]), 64, [10, 4], [2, 2]);
  for (let block = 0; block < 4; block++) x = s.activated(s.activated(x, 64, [3, 3], [1, 1], 64), 64, [1, 1], [1, 1]);
  return s.finish(s.apply(softmax, [s.dense(s.apply(flatten, [s.apply(globalAveragePool, [x])]), 12)]));
}

function imageClassification(): Network {
  const s = new Sketch();
  let x = s.activated(s.input([1, 3, 32, 32]), 16, [3, 3], [1, 1]);
  for (const [kernels, stride] of [[16, 1], [32, 2], [64, 2]]) {
    const second = s.convolution(s.activated(x, kernels, [3, 3], [stride, stride]), kernels, [3, 3], [1, 1]);
    const around = stride === 1 ? x : s.convolution(x, kernels, [1, 1], [stride, stride]);
    x = s.apply(relu, [s.apply(add, [around, second])]);
  }
  const pooled = s.apply(averagePool, [x], { kernel_shape: [8, 8] });
  return s.finish(s.apply(softmax, [s.dense(s.apply(flatten, [pooled]), 10)]));
}

function visualWakeWords(): Network {
  const s = new Sketch();
  let x = s.activated(s.input([1, 3, 96, 96]), 8, [3, 3], [2, 2]);
  const blocks = [[16, 1], [32, 2], [32, 1], [64, 2], [64, 1], [128, 2], ...Array.from({ length: 5 }, () => [128, 1]), [256, 2], [256, 1]];
  for (const [kernels, stride] of blocks) {
    const [, channels] = s.builder.shapeOf(x);
    x = s.activated(s.activated(x, channels, [3, 3], [stride, stride], channels), kernels, [1, 1], [1, 1]);
  }
  return s.finish(s.apply(softmax, [s.dense(s.apply(flatten, [s.apply(globalAveragePool, [x])]), 2)]));
}

/** Dense, 640 features of five frames: the fourth net of MLPerf Tiny has no convolution. */
function anomalyDetection(): Network {
  const s = new Sketch();
  const widths = [128, 128, 128, 128, 8, 128, 128, 128, 128];
  const hidden = widths.reduce((x, width) => s.apply(relu, [s.dense(x, width)]), s.input([1, 640]));
  return s.finish(s.dense(hidden, 640));
}
