// Reads a network of rectifiers in the .nnet format, as the networks of ACAS Xu are published in: numbers with commas between them, after lines of
// comments. Inputs and outputs are those of the file's layers, that is scaled ones.

import { gemm } from "../../src/network/ops/gemm.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";

export interface ScaledNetwork {
  readonly network: Network;
  /** How many there are. */
  readonly outputs: number;
  /** An input is (value − mean) / range. */
  readonly means: readonly number[];
  readonly ranges: readonly number[];
  /** An output in the units of the file is result · outputRange + outputMean. */
  readonly outputMean: number;
  readonly outputRange: number;
}

/** @throws RangeError where the text is no such file. */
export function readNnet(text: string, file: string): ScaledNetwork {
  const lines = text.split("\n").filter((line) => !line.startsWith("//"));
  const numbers = lines.map((line) => line.split(",").filter((word) => word.trim() !== "").map(Number));
  const [[layers, inputs] = [], widths = [], , , , means = [], ranges = [], ...rest] = numbers;
  if (widths.length !== layers + 1 || means.length <= inputs) throw new RangeError(`${file} is no .nnet file`);
  const builder = new NetworkBuilder();
  const origin = { file, place: "layers" };
  let value = builder.input("x", [1, inputs], origin);
  let row = 0;
  for (let layer = 0; layer < layers; layer++) {
    const [from, to] = [widths[layer], widths[layer + 1]];
    const weights = Float32Array.from(rest.slice(row, row + to).flat());
    const biases = Float32Array.from(rest.slice(row + to, row + 2 * to).flat());
    row += 2 * to;
    const [W, b] = [builder.parameter(`W${layer + 1}`, [to, from], weights, origin), builder.parameter(`b${layer + 1}`, [to], biases, origin)];
    const sum = builder.operation(gemm, [value, W, b], { transposeB: 1 }, `s${layer + 1}`, origin);
    value = layer + 1 === layers ? sum : builder.operation(relu, [sum], {}, `h${layer + 1}`, origin);
  }
  const network = builder.finish([{ name: "y", value }]);
  // Files may name inputs that the network does not have; what is of the outputs comes last.
  const [outputMean, outputRange] = [means, ranges].map((values) => values[values.length - 1]);
  return { network, outputs: widths[layers], means: means.slice(0, inputs), ranges: ranges.slice(0, inputs), outputMean, outputRange };
}
