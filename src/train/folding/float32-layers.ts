// Dense layers of float32 parameters and their evaluation, operation by operation as emitted code has it. Trains
// nothing.

/** x ↦ activation(weights · x + bias). */
export interface Float32Layer {
  /** outputs × inputs, row by row. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

export function createLayer(inputs: number, outputs: number): Float32Layer {
  return { weights: new Float32Array(inputs * outputs), bias: new Float32Array(outputs) };
}

/** The weights of a layer that are not zero, unit by unit. */
interface SparseLayer {
  readonly bias: Float32Array;
  readonly weights: Float32Array;
  readonly inputs: Int32Array;
  /** Where the weights of a unit end. */
  readonly ends: Int32Array;
}

function withoutZeros({ weights, bias }: Float32Layer): SparseLayer {
  const count = weights.length / bias.length;
  const kept = Array.from(weights.keys()).filter((at) => weights[at] !== 0);
  const ends = new Int32Array(bias.length);
  for (const at of kept) ends[Math.floor(at / count)]++;
  for (let unit = 1; unit < ends.length; unit++) ends[unit] += ends[unit - 1];
  return { bias, weights: Float32Array.from(kept, (at) => weights[at]), inputs: Int32Array.from(kept, (at) => at % count), ends };
}

/** Inputs summed together before the bias takes their sum. */
const DEPTH_BLOCK = 256;

/**
 * The network of one input and one output as a function of float32: every operation rounded, inputs summed in ascending order
 * in blocks from 0, the blocks' sums added to the bias one after the other, negative sums times `slope` after the hidden layers
 * and times `outputSlope`, if there is one, after the last. Weights of zero are left out, which changes no value but the sign of
 * a zero as long as no value overflows.
 */
export function float32Evaluator(
  layers: readonly Float32Layer[], slope: number, outputSlope: number | undefined,
): (x: number) => number {
  const widest = layers.reduce((most, { bias }) => Math.max(most, bias.length), 1);
  const sparse = layers.map(withoutZeros);
  let before = new Float32Array(widest);
  let after = new Float32Array(widest);
  const round = Math.fround;
  const hiddenSlope = round(slope);
  const lastSlope = outputSlope === undefined ? 1 : round(outputSlope);
  return (x) => {
    before[0] = x;
    for (let layer = 0; layer < sparse.length; layer++) {
      const { bias, weights, inputs, ends } = sparse[layer];
      const negative = layer === sparse.length - 1 ? lastSlope : hiddenSlope;
      let at = 0;
      for (let unit = 0; unit < bias.length; unit++) {
        let total = bias[unit];
        let sum = 0;
        for (let end = DEPTH_BLOCK; at < ends[unit]; at++) {
          if (inputs[at] >= end) {
            total = round(total + sum);
            sum = 0;
            while (inputs[at] >= end) end += DEPTH_BLOCK;
          }
          sum = round(sum + round(weights[at] * before[inputs[at]]));
        }
        total = round(total + sum);
        after[unit] = total < 0 ? total * negative : total;
      }
      [before, after] = [after, before];
    }
    return before[0];
  };
}
