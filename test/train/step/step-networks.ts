// Training steps to test with: dense networks of random sizes, and small networks that use what dense ones do not.

import type { Network } from "../../../src/network/network.ts";
import type { Attributes } from "../../../src/network/attributes.ts";
import type { Shape } from "../../../src/network/shape.ts";
import type { Op, ValueId } from "../../../src/network/op.ts";
import { NetworkBuilder } from "../../../src/network/network-builder.ts";
import { add } from "../../../src/network/ops/add.ts";
import { gemm } from "../../../src/network/ops/gemm.ts";
import { leakyRelu } from "../../../src/network/ops/leaky-relu.ts";
import { matmul } from "../../../src/network/ops/matmul.ts";
import { relu } from "../../../src/network/ops/relu.ts";
import { concat } from "../../../src/network/ops/concat.ts";
import { expand } from "../../../src/network/ops/expand.ts";
import { layerNormalization } from "../../../src/network/ops/layer-normalization.ts";
import { multiply } from "../../../src/network/ops/multiply.ts";
import { pad } from "../../../src/network/ops/pad.ts";
import { reduceMax } from "../../../src/network/ops/reduce-max.ts";
import { reduceMin } from "../../../src/network/ops/reduce-min.ts";
import { sumAtOnce } from "../../../src/network/ops/reduce-sum.ts";
import { reshape } from "../../../src/network/ops/reshape.ts";
import { slice } from "../../../src/network/ops/slice.ts";
import { subtract } from "../../../src/network/ops/subtract.ts";
import { transpose } from "../../../src/network/ops/transpose.ts";
import { reshapeTo } from "../../../src/network/ops/reshape-to.ts";
import { expandComposites } from "../../../src/passes/expand-composites.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { parseActivation } from "../../../src/network/activation.ts";
import { denseNetwork, denseParameters } from "../../../src/train/architecture.ts";
import type { Loss } from "../../../src/train/losses/loss.ts";
import { buildTrainingStep, type TrainingStep } from "../../../src/train/step/training-step.ts";
import { lossOf } from "./check-gradients.ts";
import { elementCount } from "../../../src/network/shape.ts";

const ORIGIN = { file: "test", place: "test" };

export interface DenseSizes {
  readonly inputs: number;
  readonly hidden: readonly number[];
  readonly outputs: number;
  readonly batch: number;
  readonly activation: string;
}

/** The step of a dense network with parameters of [−1, 1). */
export function denseStep({ inputs, hidden, outputs, batch, activation }: DenseSizes, seed: number, loss: Loss = lossOf("mse")): TrainingStep {
  const architecture = { inputs, hidden, outputs, activation: parseActivation(activation) };
  const random = new RandomGenerator(seed);
  const parameters = denseParameters(architecture).map(({ shape }) => randomArray(elementCount(shape), random));
  return buildTrainingStep(denseNetwork(architecture, batch, parameters), loss);
}

export function randomArray(count: number, random: RandomGenerator): Float32Array {
  return Float32Array.from({ length: count }, () => random.uniformIn(-1, 1));
}

/** A step of one block of parameters whose gradients are its input. */
export function givenGradients(parameters: Float32Array): TrainingStep {
  const builder = new NetworkBuilder();
  const parameter = builder.parameter("p", [parameters.length], parameters, ORIGIN);
  const gradient = builder.input("g", [parameters.length], ORIGIN);
  const network = builder.finish([parameter, gradient]);
  const [inputs, others] = [[gradient], { target: gradient, prediction: gradient, lossTerms: gradient }];
  return { network, inputs, ...others, parameters: [parameter], gradients: [gradient] };
}

/** A step without parameters that computes one op of its inputs, as many as there are shapes: its prediction. */
export function singleOperation(op: Op, shapes: readonly Shape[], attributes: Attributes = {}): TrainingStep {
  const builder = new NetworkBuilder();
  const inputs = shapes.map((shape, position) => builder.input(`x${position}`, shape, ORIGIN));
  const result = builder.operation(op, inputs, attributes, "y", ORIGIN);
  const network = builder.finish([result]);
  return { network, inputs, target: inputs[0], prediction: result, lossTerms: result, parameters: [], gradients: [] };
}

/** Adds values to a network under construction. */
class Sketch {
  readonly builder = new NetworkBuilder();
  private readonly random = new RandomGenerator(3);
  private parameters = 0;

  parameter(shape: Shape): ValueId {
    return this.builder.parameter(`p${++this.parameters}`, shape, randomArray(elementCount(shape), this.random), ORIGIN);
  }

  apply(op: Op, args: readonly ValueId[], attributes: Attributes = {}): ValueId {
    return this.builder.operation(op, args, attributes, op.name, ORIGIN);
  }
}

/** A network of one input of this shape. */
function sketch(shape: Shape, build: (sketch: Sketch, x: ValueId) => ValueId): Network {
  const made = new Sketch();
  const output = build(made, made.builder.input("x", shape, ORIGIN));
  return made.builder.finish([output]);
}

const SLOPE = { slope: Math.fround(0.3) };

/** What each network is there for, and the network. */
export const SPECIAL_NETWORKS: readonly (readonly [string, Network])[] = [
  ["matmul and add", sketch([5, 3], (s, x) => s.apply(leakyRelu, [s.apply(add, [s.apply(matmul, [x, s.parameter([3, 9])]), s.parameter([9])])], SLOPE))],
  ["alpha and beta", sketch([6, 4], (s, x) => s.apply(gemm, [x, s.parameter([4, 5]), s.parameter([1, 5])], { alpha: 0.5, beta: -1.5 }))],
  ["alpha alone", sketch([6, 4], (s, x) => s.apply(gemm, [x, s.parameter([4, 5])], { alpha: Math.fround(0.3) }))],
  ["both transposed", sketch([4, 6], (s, x) => s.apply(gemm, [x, s.parameter([10, 4])], { transposeA: 1, transposeB: 1 }))],
  ["parameter on the left", sketch([4, 7], (s, x) => s.apply(gemm, [s.parameter([11, 4]), x, s.parameter([11, 1])]))],
  ["transposed parameter on the left", sketch([9, 3], (s, x) => s.apply(gemm, [s.parameter([9, 9]), x], { transposeA: 1 }))],
  ["scalar bias", sketch([3, 2], (s, x) => s.apply(gemm, [x, s.parameter([2, 9]), s.parameter([])]))],
  // relu's derivative makes zeros of both signs.
  ["full bias", sketch([3, 2], (s, x) => s.apply(relu, [s.apply(gemm, [x, s.parameter([2, 9]), s.parameter([3, 9])])]))],
  ["column bias", sketch([3, 2], (s, x) => s.apply(add, [s.apply(matmul, [x, s.parameter([2, 9])]), s.parameter([3, 1])]))],
  ["parameter of one element", sketch([3, 2], (s, x) => s.apply(add, [x, s.parameter([1])]))],
  ["parameter that is the output", sketch([9, 2], (s, x) => s.apply(add, [s.parameter([9, 2]), s.apply(add, [x, s.parameter([2])])]))],
  [
    "parameter used twice",
    sketch([5, 4], (s, x) => {
      const weights = s.parameter([4, 4]);
      const hidden = s.apply(leakyRelu, [s.apply(gemm, [x, weights], { transposeB: 1 })], SLOPE);
      return s.apply(gemm, [hidden, weights]);
    }),
  ],
  [
    "views of an input of three axes",
    sketch([4, 2, 3], (s, x) => s.apply(reshapeTo([2, 6]), [s.apply(gemm, [s.apply(reshapeTo([4, 6]), [x]), s.parameter([6, 3])])])),
  ],
  [
    "two ways to the output",
    sketch([6, 5], (s, x) => {
      const hidden = s.apply(gemm, [x, s.parameter([5, 5]), s.parameter([5])]);
      return s.apply(add, [s.apply(leakyRelu, [hidden], SLOPE), s.apply(gemm, [hidden, s.parameter([5, 5])])]);
    }),
  ],
  [
    "views of all kinds",
    sketch([4, 6], (s, x) => {
      const turned = s.apply(transpose, [s.parameter([5, 6])]);
      const product = s.apply(matmul, [x, turned]);
      const cut = s.apply(slice, [product], { starts: [-1], ends: [-100], axes: [1], steps: [-2] });
      return s.apply(add, [s.apply(expand, [s.parameter([3])], { shape: [4, 1] }), cut]);
    }),
  ],
  [
    "arrays side by side and in a frame",
    sketch([3, 4], (s, x) => {
      const weights = s.apply(concat, [s.parameter([4, 2]), s.parameter([4, 3]), s.parameter([4, 4])], { axis: 1 });
      const hidden = s.apply(leakyRelu, [s.apply(matmul, [x, weights])], SLOPE);
      return s.apply(pad, [s.apply(concat, [hidden, x, hidden], { axis: -1 })], { pads: [0, 1, 2, 0], value: 0.5 });
    }),
  ],
  [
    "sums and extremes along axes",
    sketch([3, 4, 5], (s, x) => {
      const shifted = s.apply(multiply, [x, s.parameter([4, 1])]);
      const largest = s.apply(reduceMax, [shifted], { axes: [1], keepdims: 0 });
      const smallest = s.apply(reduceMin, [shifted], { axes: [0, 2] });
      const sums = s.apply(sumAtOnce, [shifted], { axes: [2] });
      return s.apply(subtract, [s.apply(add, [sums, smallest]), s.apply(reshape, [largest], { shape: [3, 1, 5] })]);
    }),
  ],
  [
    "layer normalization",
    expandComposites(sketch([5, 3], (s, x) => {
      const hidden = s.apply(gemm, [x, s.parameter([3, 9]), s.parameter([9])]);
      return s.apply(layerNormalization, [hidden, s.parameter([9]), s.parameter([9])]);
    })),
  ],
];
