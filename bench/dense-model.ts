// Dense networks with random parameters for the benchmarks, as model files: any widths, the same parameters every time.
// Trains nothing.

import { writeFileSync } from "node:fs";
import { writeModel } from "../src/formats/index.ts";
import { parseActivation } from "../src/network/activation.ts";
import { NetworkBuilder } from "../src/network/network-builder.ts";
import type { Network } from "../src/network/network.ts";
import { gemm } from "../src/network/ops/gemm.ts";
import { RandomGenerator } from "../src/numeric/random.ts";

export interface DenseLayer {
  readonly inputs: number;
  readonly outputs: number;
  /** Outputs × inputs. */
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

export interface DenseModel {
  /** `784-128-64-10`. */
  readonly name: string;
  readonly layers: readonly DenseLayer[];
  readonly network: Network;
}

const ORIGIN = { file: "benchmark", place: "dense network" };

/**
 * Weights from N(0, 1/inputs) and biases from N(0, 1/100), one generator after the other.
 *
 * @param widths units of every layer, inputs first.
 * @param activation after every layer but the last, as `--activation` takes it.
 */
export function denseModel(widths: readonly number[], activation: string): DenseModel {
  const random = new RandomGenerator(1);
  const layers = widths.slice(1).map((outputs, place): DenseLayer => {
    const inputs = widths[place];
    const weights = Float32Array.from({ length: outputs * inputs }, () => random.normal() / Math.sqrt(inputs));
    const biases = Float32Array.from({ length: outputs }, () => random.normal() / 10);
    return { inputs, outputs, weights, biases };
  });
  const { op, attributes } = parseActivation(activation);
  const builder = new NetworkBuilder();
  let value = builder.input("x", [1, widths[0]], ORIGIN);
  layers.forEach(({ inputs, outputs, weights, biases }, place) => {
    const w = builder.parameter(`l${place + 1}.W`, [outputs, inputs], weights, ORIGIN);
    const b = builder.parameter(`l${place + 1}.b`, [outputs], biases, ORIGIN);
    const isLast = place === layers.length - 1;
    value = builder.operation(gemm, [value, w, b], { transposeB: 1 }, isLast ? "y" : `l${place + 1}`, ORIGIN);
    if (!isLast) value = builder.operation(op, [value], attributes, `h${place + 1}`, ORIGIN);
  });
  return { name: widths.join("-"), layers, network: builder.finish([value]) };
}

/** As ONNX, which every build of nnc reads. */
export function writeDenseModel({ network }: DenseModel, path: string): void {
  writeFileSync(path, writeModel({ network, record: undefined }, "benchmark"));
}
