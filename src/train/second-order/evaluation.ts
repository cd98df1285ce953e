// Evaluates a dense network for blocks of samples, in float64 or in float32 as emitted code does. Changes no parameters.

import { addMultiples } from "./add-multiples.ts";
import type { Layer } from "./layers.ts";
import { floats, pointwiseMap } from "./pointwise-map.ts";
import type { Floats, FloatType, PointwiseMap } from "./pointwise-map.ts";

/** Samples of one block: as many values of a layer as a cache holds. */
const BLOCK = 128;

/** What a layer computed for a block: value of unit j for sample s at j·rows + s. */
export interface LayerValues {
  /** W·x + b. */
  readonly sums: Floats;
  /** The activation of the sums; the same array where there is none. */
  readonly values: Floats;
}

/** A network with working memory for `rows` samples at a time. */
export class Evaluation {
  readonly layers: readonly Layer[];
  readonly rows: number;
  readonly computed: readonly LayerValues[];
  /** The block's inputs: coordinate k of sample s at k·rows + s. */
  readonly inputs: Floats;
  private readonly type: FloatType;
  private readonly activations: readonly (PointwiseMap | undefined)[];

  constructor(layers: readonly Layer[], type: FloatType, rows = BLOCK) {
    this.layers = layers;
    this.rows = rows;
    this.type = type;
    this.inputs = floats(type, layers[0].inputs * rows);
    this.computed = layers.map(({ units, activation }) => {
      const sums = floats(type, units * rows);
      return { sums, values: activation === undefined ? sums : floats(type, units * rows) };
    });
    this.activations = layers.map(({ units, activation }) =>
      activation === undefined ? undefined : pointwiseMap(activation.value, type, units * rows),
    );
  }

  /**
   * Computes every layer for samples first … first + rows − 1; past the last sample the last one is repeated. Sums start
   * at the bias and take the products with k ascending, each operation rounded to the type.
   *
   * @param parameters of the same type: in float32 already rounded.
   * @param points samples × inputs.
   */
  run(parameters: Floats, points: Float32Array, first: number): void {
    this.load(points, first);
    let inputs = this.inputs;
    this.layers.forEach((layer, index) => {
      const { sums, values } = this.computed[index];
      (this.type === "float64" ? sumInFloat64 : sumInFloat32)(layer, parameters, inputs, sums, this.rows);
      this.activations[index]?.(sums, values, layer.units * this.rows);
      inputs = values;
    });
  }

  /** The outputs for all points: samples × outputs. */
  outputs(parameters: Floats, points: Float32Array, target: Float64Array): void {
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

function sumInFloat64(layer: Layer, parameters: Floats, x: Floats, sums: Floats, rows: number): void {
  const { inputs, units, weights, biases } = layer;
  for (let unit = 0; unit < units; unit++) {
    const target = sums.subarray(unit * rows, (unit + 1) * rows).fill(parameters[biases + unit]);
    addMultiples(target, x, rows, parameters, weights + unit * inputs, 1, inputs);
  }
}

function sumInFloat32(layer: Layer, parameters: Floats, x: Floats, sums: Floats, rows: number): void {
  const { inputs, units, weights, biases } = layer;
  for (let unit = 0; unit < units; unit++) {
    const target = sums.subarray(unit * rows, (unit + 1) * rows).fill(parameters[biases + unit]);
    for (let k = 0; k < inputs; k++) {
      const weight = parameters[weights + unit * inputs + k];
      const at = k * rows;
      // The store rounds the sum.
      for (let s = 0; s < rows; s++) target[s] += Math.fround(weight * x[at + s]);
    }
  }
}
