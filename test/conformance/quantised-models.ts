// A model as onnxruntime's quantiser writes it: every layer between DequantizeLinear and QuantizeLinear, weights of int8 with a scale for each kernel, biases of int32.

import { RandomGenerator } from "../../src/numeric/random.ts";
import { file, float, int, ints, node, tensor, value, type NodeParts, type TensorParts } from "../formats/onnx/models.ts";

export interface QuantisedModel {
  readonly bytes: Uint8Array;
  readonly inputShape: readonly number[];
}

const UINT8 = 2;
const INT8 = 3;
const INT32 = 6;

class Writer {
  readonly nodes: NodeParts[] = [];
  readonly initializers: TensorParts[] = [];
  private readonly random = new RandomGenerator(11);
  private readonly activations: typeof INT8 | typeof UINT8;

  constructor(activations: typeof INT8 | typeof UINT8) {
    this.activations = activations;
  }

  /** Quantises a value and dequantises it again: the name of that. */
  between(name: string, scale: number, zero: number): string {
    this.initializers.push(tensor(`${name}_scale`, [], [scale]), this.integers(`${name}_zero`, [], this.activations, [zero]));
    this.nodes.push(
      node("QuantizeLinear", [name, `${name}_scale`, `${name}_zero`], [`${name}_q`]),
      node("DequantizeLinear", [`${name}_q`, `${name}_scale`, `${name}_zero`], [`${name}_d`]),
    );
    return `${name}_d`;
  }

  /** Weights, one scale for each index of the first axis, and a bias in units of both scales. */
  weights(name: string, shape: readonly number[], xScale: number): readonly [weights: string, bias: string] {
    const [outputs] = shape;
    const scales = Array.from({ length: outputs }, () => Math.fround(0.004 + 0.01 * this.random.uniform()));
    const count = shape.reduce((product, extent) => product * extent, 1);
    const integer = (range: number): number => Math.floor((2 * this.random.uniform() - 1) * range);
    this.initializers.push(
      tensor(`${name}_ws`, [outputs], scales),
      this.integers(`${name}_wz`, [outputs], INT8, scales.map(() => 0)),
      this.integers(`${name}_wq`, shape, INT8, Array.from({ length: count }, () => integer(128))),
      tensor(`${name}_bs`, [outputs], scales.map((scale) => Math.fround(Math.fround(xScale) * scale))),
      this.integers(`${name}_bz`, [outputs], INT32, scales.map(() => 0)),
      this.integers(`${name}_bq`, [outputs], INT32, scales.map(() => integer(2000))),
    );
    const axis = { attribute: [int("axis", 0)] };
    this.nodes.push(
      node("DequantizeLinear", [`${name}_wq`, `${name}_ws`, `${name}_wz`], [`${name}_w`], axis),
      node("DequantizeLinear", [`${name}_bq`, `${name}_bs`, `${name}_bz`], [`${name}_b`], axis),
    );
    return [`${name}_w`, `${name}_b`];
  }

  private integers(name: string, shape: readonly number[], dataType: number, values: readonly number[]): TensorParts {
    const array = dataType === INT32 ? Int32Array.from(values) : dataType === INT8 ? Int8Array.from(values) : Uint8Array.from(values);
    return { name, dims: shape.map(BigInt), dataType, rawData: new Uint8Array(array.buffer) };
  }
}

/** Convolutions whole and by channel, bounds, a residual where asked for, both kinds of pooling, a dense layer. */
export function quantisedModel(activations: "int8" | "uint8", hasResidual: boolean): QuantisedModel {
  const writer = new Writer(activations === "int8" ? INT8 : UINT8);
  const middle = activations === "int8" ? 0 : 128;
  const lowest = middle - 128;
  const pads = ints("pads", [1, 1, 1, 1]);
  const x = writer.between("x", 0.02, middle - 3);
  writer.nodes.push(
    node("Conv", [x, ...writer.weights("c1", [6, 2, 3, 3], 0.02)], ["c1"], { attribute: [pads, ints("strides", [2, 1])] }),
    node("Relu", ["c1"], ["r1"]),
  );
  const r1 = writer.between("r1", 0.03, lowest);
  writer.nodes.push(
    node("Conv", [r1, ...writer.weights("c2", [6, 1, 3, 3], 0.03)], ["c2"], { attribute: [pads, int("group", 6)] }),
    node("Clip", ["c2", "low", "high"], ["k2"]),
  );
  writer.initializers.push(tensor("low", [], [0]), tensor("high", [], [4]));
  const k2 = writer.between("k2", 0.025, lowest);
  writer.nodes.push(node("Conv", [k2, ...writer.weights("c3", [6, 6, 1, 1], 0.025)], ["c3"]));
  const c3 = writer.between("c3", 0.05, middle + 5);
  writer.nodes.push(node("Add", [c3, hasResidual ? r1 : c3], ["s"]));
  const s = writer.between("s", 0.06, middle - 20);
  writer.nodes.push(node("MaxPool", [s], ["m"], { attribute: [ints("kernel_shape", [2, 2]), ints("strides", [2, 2])] }));
  const m = writer.between("m", 0.06, middle - 20);
  writer.nodes.push(node("GlobalAveragePool", [m], ["g"]));
  const g = writer.between("g", 0.04, middle - 30);
  writer.nodes.push(node("Flatten", [g], ["f"]));
  const f = writer.between("f", 0.04, middle - 30);
  writer.nodes.push(node("Gemm", [f, ...writer.weights("fc", [5, 6], 0.04)], ["d"], { attribute: [int("transB", 1), float("alpha", 1)] }));
  writer.nodes.push(node("Identity", [writer.between("d", 0.02, middle + 1)], ["y"]));
  const bytes = file(
    { node: writer.nodes, initializer: writer.initializers, input: [value("x", [1, 2, 9, 8])], output: [value("y", [1, 5])] },
    { opsetImport: [{ domain: "", version: 17n }] },
  );
  return { bytes, inputShape: [1, 2, 9, 8] };
}
