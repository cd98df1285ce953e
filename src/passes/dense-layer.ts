// A layer as passes see it: the product of a value with a constant matrix, and a bias that is the same for each row, whatever op says
// so. Reads one, and writes one with other numbers; decides nothing.

import { broadcastsTo } from "../network/broadcast.ts";
import { numberOf, type Attributes } from "../network/attributes.ts";
import { valueOf, type Network, type OperationValue } from "../network/network.ts";
import type { NetworkBuilder } from "../network/network-builder.ts";
import type { ValueId } from "../network/op.ts";
import { gemm } from "../network/ops/gemm.ts";
import { matmul } from "../network/ops/matmul.ts";
import { matmulAdd } from "../network/ops/matmul-add.ts";
import { perFeature } from "./per-feature.ts";

/** result[…, j] = Σₖ weight(j, k)·input[…, k] + bias(j). */
export interface DenseLayer {
  readonly value: OperationValue;
  readonly input: ValueId;
  readonly inputs: number;
  readonly outputs: number;
  /** With the op's own factor in it. */
  readonly weight: (output: number, input: number) => number;
  readonly bias: ((output: number) => number) | undefined;
}

/** The numbers a layer is given instead, in float64; they are rounded to float32 once. */
export interface LayerNumbers {
  readonly inputs: number;
  readonly outputs: number;
  readonly weight: (output: number, input: number) => number;
  readonly bias: ((output: number) => number) | undefined;
}

/** Undefined where the value is no such layer, or its rows have biases of their own. */
export function denseLayer(network: Network, id: ValueId): DenseLayer | undefined {
  const value = valueOf(network, id);
  if (value.kind !== "operation" || (value.op !== gemm && value.op !== matmul && value.op !== matmulAdd)) return undefined;
  const [input, matrixId, biasId] = value.arguments;
  const matrix = valueOf(network, matrixId);
  if (matrix.kind !== "parameter" || matrix.shape.length !== 2) return undefined;
  const { alpha, beta, transposeB } = factorsOf(value);
  const [inputs, outputs] = transposeB ? [matrix.shape[1], matrix.shape[0]] : matrix.shape;
  const weight = (output: number, k: number): number => alpha * matrix.data[transposeB ? output * inputs + k : k * outputs + output];
  if (biasId === undefined || beta === 0) return { value, input, inputs, outputs, weight, bias: undefined };
  const given = valueOf(network, biasId);
  const bias = given.kind === "parameter" && broadcastsTo(given.shape, value.shape) ? perFeature(given, value.shape, outputs) : undefined;
  return bias && { value, input, inputs, outputs, weight, bias: (output) => beta * bias[output] };
}

/** Whether float32 holds the numbers: none overflows or loses digits as a subnormal one. */
export function areFloat32({ inputs, outputs, weight, bias }: LayerNumbers): boolean {
  for (let j = 0; j < outputs; j++) {
    if (!fitsFloat32(bias?.(j) ?? 0)) return false;
    for (let k = 0; k < inputs; k++) if (!fitsFloat32(weight(j, k))) return false;
  }
  return true;
}

/** The layer with other numbers, of an input in the new network. Where there was no bias, one of zeros is none. */
export function layerWith(builder: NetworkBuilder, network: Network, layer: DenseLayer, input: ValueId, numbers: LayerNumbers): ValueId {
  const { value } = layer;
  const { inputs, outputs, weight, bias } = numbers;
  const { transposeA, transposeB } = factorsOf(value);
  const weights = new Float32Array(inputs * outputs);
  for (let j = 0; j < outputs; j++) {
    for (let k = 0; k < inputs; k++) weights[transposeB ? j * inputs + k : k * outputs + j] = weight(j, k);
  }
  const biases = Float32Array.from({ length: outputs }, (_, j) => bias?.(j) ?? 0);
  const hasBias = layer.bias !== undefined || biases.some((one) => one !== 0);
  const [, matrixId, biasId] = value.arguments;
  const matrix = valueOf(network, matrixId);
  const args = [input, builder.ownParameter(matrix.name, transposeB ? [outputs, inputs] : [inputs, outputs], weights, matrix.origin)];
  if (hasBias) {
    const { name, origin } = biasId === undefined ? value : valueOf(network, biasId);
    args.push(builder.ownParameter(name, [outputs], biases, origin));
  }
  const isGemm = value.op === gemm || builder.shapeOf(input).length === 2;
  const attributes: Attributes = isGemm ? { transposeA: Number(transposeA), transposeB: Number(transposeB) } : {};
  return builder.operation(isGemm ? gemm : hasBias ? matmulAdd : matmul, args, attributes, value.name, value.origin);
}

/** Whether the layer's input has its features along the last axis. */
export function readsRows({ value }: DenseLayer): boolean {
  return !factorsOf(value).transposeA;
}

interface Factors {
  readonly alpha: number;
  readonly beta: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** Those of gemm in float32, as it computes with them; the other ops have none. */
function factorsOf({ op, attributes }: OperationValue): Factors {
  if (op !== gemm) return { alpha: 1, beta: 1, transposeA: false, transposeB: false };
  const [alpha, beta] = ["alpha", "beta"].map((name) => Math.fround(numberOf(attributes, name)));
  const [transposeA, transposeB] = ["transposeA", "transposeB"].map((name) => numberOf(attributes, name) === 1);
  return { alpha, beta, transposeA, transposeB };
}

/** 2^−126: below it a float32 has fewer than 24 bits. */
const SMALLEST_NORMAL = 2 ** -126;

function fitsFloat32(number: number): boolean {
  const rounded = Math.fround(number);
  return Number.isFinite(rounded) && (Math.abs(number) >= SMALLEST_NORMAL || rounded === number);
}
