// Evaluates a dense network for blocks of samples, in float64 or in float32 as emitted code does. Changes no parameters.

import type { Pausing } from "../pausing.ts";
import { toEnd } from "../to-end.ts";
import type { Elements } from "../gemm/blocking.ts";
import { addProduct, strided } from "../gemm/scalar/add-product.ts";
import type { ScalarKernel } from "../gemm/scalar/block-kernel.ts";
import type { Layer } from "./flat-layers.ts";
import { pointwiseMap } from "./pointwise-map.ts";
import type { PointwiseMap } from "./pointwise-map.ts";

/** Samples of one block: as many values of a layer as a cache holds. */
const BLOCK = 128;

/** What a layer computed for a block: value of unit j for sample s at j·rows + s. */
export interface LayerValues<E extends Elements> {
  /** W·x + b. */
  readonly sums: E;
  /** The activation of the sums; the same array where there is none. */
  readonly values: E;
}

/** A network with working memory for `rows` samples at a time. */
export class Evaluation<E extends Elements> {
  readonly layers: readonly Layer[];
  readonly rows: number;
  readonly computed: readonly LayerValues<E>[];
  /** The block's inputs: coordinate k of sample s at k·rows + s. */
  readonly inputs: E;
  private readonly kernel: ScalarKernel<E>;
  private readonly activations: readonly (PointwiseMap | undefined)[];

  /**
   * @param kernel the arithmetic of the type.
   * @param rows a multiple of four.
   */
  constructor(layers: readonly Layer[], kernel: ScalarKernel<E>, rows = BLOCK) {
    this.layers = layers;
    this.rows = rows;
    this.kernel = kernel;
    this.inputs = kernel.zeros(layers[0].inputs * rows);
    this.computed = layers.map(({ units, activation }) => {
      const sums = kernel.zeros(units * rows);
      return { sums, values: activation === undefined ? sums : kernel.zeros(units * rows) };
    });
    const { element } = kernel.blocking;
    this.activations = layers.map(({ units, activation }) => {
      if (activation === undefined) return undefined;
      const fast = element === "float64" ? activation.fast : undefined;
      return fast?.value ?? pointwiseMap(activation.value, element, units * rows);
    });
  }

  /**
   * Computes every layer for samples first … first + rows − 1; past the last sample the last one is repeated. The order of
   * sums is that of emitted code, each operation rounded to the type.
   *
   * @param parameters of the same type: in float32 already rounded.
   * @param points samples × inputs.
   */
  run(parameters: E, points: Float32Array, first: number): void {
    this.load(points, first);
    const { rows } = this;
    let inputs = this.inputs;
    this.layers.forEach((layer, index) => {
      const { sums, values } = this.computed[index];
      for (let unit = 0; unit < layer.units; unit++) sums.fill(parameters[layer.biases + unit], unit * rows, (unit + 1) * rows);
      const weights = strided(parameters, layer.weights, layer.inputs, 1);
      const extents = { rows: layer.units, columns: rows, depth: layer.inputs };
      addProduct(this.kernel, weights, { data: inputs, start: 0, row: rows }, { data: sums, start: 0, row: rows }, extents);
      this.activations[index]?.(sums, values, layer.units * rows);
      inputs = values;
    });
  }

  /** The outputs for all points: samples × outputs. */
  outputs(parameters: E, points: Float32Array, target: Float64Array): void {
    toEnd(this.outputsPausing(parameters, points, target));
  }

  /** As `outputs`, which pauses after every block of points. */
  *outputsPausing(parameters: E, points: Float32Array, target: Float64Array): Pausing<void> {
    const { inputs } = this.layers[0];
    const count = points.length / inputs;
    const { units } = this.layers[this.layers.length - 1];
    const { values } = this.computed[this.layers.length - 1];
    for (let first = 0; first < count; first += this.rows) {
      this.run(parameters, points, first);
      const used = Math.min(this.rows, count - first);
      for (let s = 0; s < used; s++) {
        for (let unit = 0; unit < units; unit++) target[(first + s) * units + unit] = values[unit * this.rows + s];
      }
      yield;
    }
  }

  private load(points: Float32Array, first: number): void {
    const width = this.layers[0].inputs;
    const last = points.length / width - 1;
    for (let s = 0; s < this.rows; s++) {
      const sample = Math.min(first + s, last);
      for (let k = 0; k < width; k++) this.inputs[k * this.rows + s] = points[sample * width + k];
    }
  }
}
