// The networks whose C is compared with other generators', as ONNX files of the operator set all of them read, with inputs and the
// outputs nnc's interpreter gives for them. Emits nothing.

import { lower } from "../../src/codegen/lower/lower.ts";
import { writeModel } from "../../src/formats/index.ts";
import type { Attributes } from "../../src/network/attributes.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { Op } from "../../src/network/op.ts";
import { erf } from "../../src/network/ops/erf.ts";
import { exp } from "../../src/network/ops/exp.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { layerNormalization } from "../../src/network/ops/layer-normalization.ts";
import { sigmoid } from "../../src/network/ops/sigmoid.ts";
import { softmax } from "../../src/network/ops/softmax.ts";
import { tanh } from "../../src/network/ops/tanh.ts";
import { elementCount } from "../../src/network/shape.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";

export interface ComparedModel {
  readonly name: string;
  readonly file: Uint8Array;
  readonly inputs: number;
  readonly outputs: number;
  /** COMPARED inputs, one after the other. */
  readonly x: Float32Array;
  /** What must come out, by the interpreter. */
  readonly y: Float32Array;
}

/** Inputs whose outputs are compared; the first one is timed. */
const COMPARED = 16;
const WIDTH = 256;
const ORIGIN = { file: "benchmark", place: "compared model" };

export function comparedModels(): readonly ComparedModel[] {
  const ofWidth = (op: Op): ComparedModel => compared(`${op.name}, ${WIDTH}`, WIDTH, [[op, {}, []]]);
  return [
    ...[tanh, sigmoid, erf, exp].map(ofWidth),
    compared("softmax, 10", 10, [[softmax, {}, []]]),
    ofWidth(softmax),
    compared(`layer_normalization, ${WIDTH}`, WIDTH, [[layerNormalization, {}, [[WIDTH], [WIDTH]]]]),
    compared("784-128-64-10, tanh, softmax", 784, [...layer(784, 128, tanh), ...layer(128, 64, tanh), ...layer(64, 10, softmax)]),
  ];
}

/** An op, its attributes, and the shapes of its parameters. */
type Step = readonly [Op, Attributes, readonly (readonly number[])[]];

function layer(inputs: number, outputs: number, activation: Op): readonly Step[] {
  return [
    [gemm, { transposeB: 1 }, [[outputs, inputs], [outputs]]],
    [activation, {}, []],
  ];
}

function compared(name: string, inputs: number, steps: readonly Step[]): ComparedModel {
  const network = chain(inputs, steps);
  const random = new RandomGenerator(2);
  const x = Float32Array.from({ length: COMPARED * inputs }, () => random.uniformIn(-4, 4));
  const [y] = interpret(lower(runPasses(network)), [x], COMPARED);
  if (!(y instanceof Float32Array)) throw new TypeError("the network's output is not float32");
  return { name, file: writeModel({ network, record: undefined }, "benchmark"), inputs, outputs: y.length / COMPARED, x, y };
}

/** Parameters from N(0, 1/their last extent). */
function chain(inputs: number, steps: readonly Step[]): Network {
  const random = new RandomGenerator(1);
  const builder = new NetworkBuilder();
  let value = builder.input("x", [1, inputs], ORIGIN);
  steps.forEach(([op, attributes, shapes], place) => {
    const parameters = shapes.map((shape, position) => {
      const data = Float32Array.from({ length: elementCount(shape) }, () => random.normal() / Math.sqrt(shape[shape.length - 1]));
      return builder.parameter(`p${place}_${position}`, shape, data, ORIGIN);
    });
    value = builder.operation(op, [value, ...parameters], attributes, place === steps.length - 1 ? "y" : `h${place}`, ORIGIN);
  });
  return builder.finish([value]);
}
