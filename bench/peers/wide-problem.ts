// The training problem of the second table as one file of float32 that every peer reads: so all start from the same
// parameters and data, and their losses can be compared. Little-endian machines only, which is all that Node runs on here.
import { writeFileSync } from "node:fs";
import { RandomGenerator } from "../../src/numeric/random.ts";

export interface WideProblem {
  readonly widths: readonly number[];
  readonly batch: number;
  /** Of each layer: weights outputs × inputs, then biases. */
  readonly parameters: readonly Float32Array[];
  readonly inputs: Float32Array;
  readonly targets: Float32Array;
}

const WIDTHS: readonly number[] = [784, 128, 64, 10];
const BATCH = 128;

/** Batch, number of layers, widths; then each layer's weights and biases; inputs; targets. */
export function writeWideProblem(file: string): void {
  const random = new RandomGenerator(1);
  const layers = WIDTHS.slice(1).flatMap((outputs, layer) => {
    const deviation = 1 / Math.sqrt(WIDTHS[layer]);
    const weights = Float32Array.from({ length: outputs * WIDTHS[layer] }, () => deviation * random.normal());
    return [weights, new Float32Array(outputs)];
  });
  const uniform = (count: number) => Float32Array.from({ length: count }, () => random.uniform());
  const data = [uniform(BATCH * WIDTHS[0]), uniform(BATCH * WIDTHS[WIDTHS.length - 1])];
  const header = Float32Array.of(BATCH, WIDTHS.length - 1, ...WIDTHS);
  const bytes = [header, ...layers, ...data].map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength));
  writeFileSync(file, Buffer.concat(bytes));
}

export function readWideProblem(bytes: Uint8Array): WideProblem {
  const values = new Float32Array(bytes.slice().buffer);
  const [batch, layers] = values;
  const widths = Array.from(values.subarray(2, 3 + layers));
  let offset = 3 + layers;
  const take = (count: number) => values.slice(offset, (offset += count));
  const parameters = widths.slice(1).map((outputs, layer) => take(outputs * (widths[layer] + 1)));
  return { widths, batch, parameters, inputs: take(batch * widths[0]), targets: take(batch * widths[layers]) };
}
