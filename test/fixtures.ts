// Networks, models and requests the tests of several rooms share.

import type { Language } from "../src/codegen/language.ts";
import { lower } from "../src/codegen/lower/lower.ts";
import type { EmitRequest } from "../src/codegen/package.ts";
import { emitSource } from "../src/codegen/package.ts";
import type { SpelledFunction } from "../src/codegen/spelled-function.ts";
import { spellUnit, type SpelledUnit } from "../src/codegen/spell-unit.ts";
import { wholeText } from "../src/codegen/text.ts";
import { NetworkBuilder } from "../src/network/network-builder.ts";
import type { TrainingRecord } from "../src/network/model.ts";
import type { Network } from "../src/network/network.ts";
import type { ValueId } from "../src/network/op.ts";
import { gemm } from "../src/network/ops/gemm.ts";
import { leakyRelu } from "../src/network/ops/leaky-relu.ts";
import type { Program } from "../src/program/program.ts";
import { RandomGenerator } from "../src/numeric/random.ts";
import { runPasses } from "../src/passes/index.ts";
import { unitOf } from "../src/program/unit.ts";
import type { EffortLimits } from "../src/verify/seek/effort.ts";

/** So many inputs, spread and closer to the worst, whatever they cost. */
export function fewInputs(spread: number, closer = 0): EffortLimits {
  return { most: { spread, finer: 0, closer }, multiplyAdds: { spread: Infinity, finer: Infinity, closer: Infinity } };
}

export const ORIGIN = { file: "test.onnx", place: "test" };

/** `count` float32 numbers of [−1, 1), the same for the same seed. */
export function randomValues(count: number, random: RandomGenerator): Float32Array {
  return Float32Array.from({ length: count }, () => random.uniformIn(-1, 1));
}

/** A dense network of these widths with leaky_relu(0.2) after every layer and random parameters. */
export function denseNetwork(widths: readonly number[], seed: number): Network {
  const random = new RandomGenerator(seed);
  const values = (count: number): Float32Array => randomValues(count, random);
  return layeredNetwork(widths, {
    weights: values,
    biases: values,
    after: (builder, sum, name) => builder.operation(leakyRelu, [sum], { slope: Math.fround(0.2) }, `${name}.h`, ORIGIN),
  });
}

/** What the layers of a network have: weights and biases are asked for in turn, and what comes after each sum. */
interface LayerParts {
  weights(count: number): Float32Array;
  biases(count: number): Float32Array;
  after(builder: NetworkBuilder, sum: ValueId, name: string, isLast: boolean): ValueId;
}

/** A network of one row whose dense layers have these widths. */
export function layeredNetwork(widths: readonly number[], parts: LayerParts): Network {
  const builder = new NetworkBuilder();
  const [inputs, ...layers] = widths;
  let value: ValueId = builder.input("x", [1, inputs], ORIGIN);
  let width = inputs;
  layers.forEach((outputs, position) => {
    const name = `l${position + 1}`;
    const weights = builder.parameter(`${name}.W`, [outputs, width], parts.weights(outputs * width), ORIGIN);
    const bias = builder.parameter(`${name}.b`, [outputs], parts.biases(outputs), ORIGIN);
    const sum = builder.operation(gemm, [value, weights, bias], { transposeB: 1 }, name, ORIGIN);
    value = parts.after(builder, sum, name, position === layers.length - 1);
    width = outputs;
  });
  return builder.finish([{ name: "y", value }]);
}

export const EXP_RECORD: TrainingRecord = {
  targets: ["exp(x)"],
  domain: [{ name: "x", low: 0, high: 1 }],
  recipe: "article",
  seed: 1,
  iterations: 10_000,
  batch: 100,
  command: "nnc train --recipe article --seed 1",
  error: { maximum: 0.0041234567, at: [0.25], rootMeanSquare: 0.001, samples: 65_537 },
};

/** What is needed to emit a network under a name. */
export function requestFor(network: Network, name: string, record?: TrainingRecord): EmitRequest {
  const prepared = runPasses(network);
  return {
    model: { network, record },
    network: prepared,
    program: lower(prepared),
    name,
    version: "0.0.0",
    modelSha256: "0123456789abcdef".repeat(4),
    command: `nnc emit model.onnx --name ${name}`,
  };
}

/** The only file that is emitted. */
export function emittedText(language: Language, request: EmitRequest): string {
  return [...emitSource(language, request).values()].map(wholeText).join("");
}

/** A request's file and its only function as text. */
export function spelledRequest({ name, program }: EmitRequest, language: Language): SpelledUnit & SpelledFunction {
  const unit = spellUnit(unitOf(name, program), language, "own");
  return { ...unit, ...unit.functions[0] };
}

/** What is needed to emit a Program that no network was lowered to; its banner tells of a network of one value. */
export function requestOfProgram(program: Program, name: string): EmitRequest {
  const builder = new NetworkBuilder();
  const network = builder.finish([builder.input("x", [1], ORIGIN)]);
  return { ...requestFor(network, name), program };
}
