// The derivatives of a dense network's outputs by its parameters, sample by sample: rows of the Jacobian, in float64.

import { addProduct, strided } from "../gemm/scalar/add-product.ts";
import { FLOAT64_KERNEL } from "../gemm/scalar/float64-tiles.ts";
import { columnStart, TILE } from "../gemm/symmetric/panel.ts";
import { Evaluation } from "./layer-evaluation.ts";
import type { Layer } from "./flat-layers.ts";
import { pointwiseMap } from "./pointwise-map.ts";
import type { PointwiseMap } from "./pointwise-map.ts";

/** How an activation's derivatives come about. */
interface Derivatives {
  readonly from: "sums" | "values";
  readonly map: PointwiseMap;
}

/**
 * Reverse mode over a block of samples (Griewank and Walther, "Evaluating Derivatives", 2008, chapter 3): one pass back for
 * each output gives its derivatives by all parameters.
 */
export class Jacobian {
  readonly evaluation: Evaluation<Float64Array>;
  private readonly layers: readonly Layer[];
  private readonly rows: number;
  /** The activation's derivative at every sum; undefined where it is 1. */
  private readonly slopes: readonly (Float64Array | undefined)[];
  private readonly derivatives: readonly (Derivatives | undefined)[];
  /** The output's derivative by every sum, times the sample's factor. */
  private readonly bySum: readonly Float64Array[];

  /** @param rows samples of a block, a multiple of four. */
  constructor(layers: readonly Layer[], rows: number) {
    this.layers = layers;
    this.rows = rows;
    this.evaluation = new Evaluation(layers, FLOAT64_KERNEL, rows);
    this.slopes = layers.map(({ activation, units }) => (activation === undefined ? undefined : new Float64Array(units * rows)));
    this.derivatives = layers.map(({ activation, units }) => {
      if (activation === undefined) return undefined;
      if (activation.fast !== undefined) return { from: "values", map: activation.fast.slopes };
      return { from: "sums", map: pointwiseMap(activation.derivative, "float64", units * rows) };
    });
    this.bySum = layers.map(({ units }) => new Float64Array(units * rows));
  }

  /** Evaluates the network and its activations' derivatives at a block of samples. */
  evaluate(parameters: Float64Array, points: Float32Array, first: number): void {
    this.evaluation.run(parameters, points, first);
    this.layers.forEach(({ units }, index) => {
      const [slopes, derivatives] = [this.slopes[index], this.derivatives[index]];
      if (slopes === undefined || derivatives === undefined) return;
      derivatives.map(this.evaluation.computed[index][derivatives.from], slopes, units * this.rows);
    });
  }

  /**
   * Writes factor·∂output/∂parameters of each sample of the block into a panel as `SymmetricSum` has it, parameter q in column q.
   *
   * @param factors one per sample of the block.
   */
  write(output: number, parameters: Float64Array, factors: Float64Array, panel: Float64Array): void {
    const last = this.layers.length - 1;
    for (let index = last; index >= 0; index--) {
      if (index === last) this.startAt(output, factors);
      else this.stepBack(index, parameters);
      this.writeLayer(index, panel);
    }
  }

  private startAt(output: number, factors: Float64Array): void {
    const last = this.layers.length - 1;
    const [bySum, slopes] = [this.bySum[last].fill(0), this.slopes[last]];
    const at = output * this.rows;
    for (let s = 0; s < this.rows; s++) bySum[at + s] = slopes === undefined ? factors[s] : factors[s] * slopes[at + s];
  }

  /** From the sums of layer index + 1 to those of layer `index`. */
  private stepBack(index: number, parameters: Float64Array): void {
    const { rows } = this;
    const { inputs, units, weights } = this.layers[index + 1];
    const [after, before, slopes] = [this.bySum[index + 1], this.bySum[index].fill(0), this.slopes[index]];
    const transposed = strided(parameters, weights, 1, inputs);
    const extents = { rows: inputs, columns: rows, depth: units };
    addProduct(FLOAT64_KERNEL, transposed, { data: after, start: 0, row: rows }, { data: before, start: 0, row: rows }, extents);
    if (slopes !== undefined) for (let i = 0; i < before.length; i++) before[i] *= slopes[i];
  }

  private writeLayer(index: number, panel: Float64Array): void {
    const { rows } = this;
    const { inputs, units, weights, biases } = this.layers[index];
    const values = index === 0 ? this.evaluation.inputs : this.evaluation.computed[index - 1].values;
    const bySum = this.bySum[index];
    for (let unit = 0; unit < units; unit++) {
      for (let k = 0; k < inputs; k++) {
        writeProducts(panel, columnStart(weights + unit * inputs + k, rows), bySum, unit * rows, values, k * rows, rows);
      }
      writeColumn(panel, columnStart(biases + unit, rows), bySum, unit * rows, rows);
    }
  }
}

function writeProducts(
  panel: Float64Array,
  start: number,
  a: ArrayLike<number>,
  aAt: number,
  b: ArrayLike<number>,
  bAt: number,
  rows: number,
): void {
  for (let s = 0; s < rows; s++) panel[start + TILE * s] = a[aAt + s] * b[bAt + s];
}

function writeColumn(panel: Float64Array, start: number, a: ArrayLike<number>, at: number, rows: number): void {
  for (let s = 0; s < rows; s++) panel[start + TILE * s] = a[at + s];
}
