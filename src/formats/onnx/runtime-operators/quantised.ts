// Operators of onnxruntime's own on integers that stand for reals: as the same operator on the reals, or as a product of integers.

import type { Attribute } from "../onnx-messages.ts";
import { FLOAT } from "../element-types.ts";
import { intAttribute, intsAttribute } from "../older/parts.ts";
import type { VersionedNode } from "../versioned-node.ts";
import type { NodeWriter } from "./node-writer.ts";
import type { Rule } from "./rule.ts";

/** An array, its scale and its zero point stand one after the other among the inputs. */
function realAt(writer: NodeWriter, position: number): string {
  return writer.op("DequantizeLinear", [0, 1, 2].map((further) => writer.input(position + further)));
}

/** The value as integers; the result's scale and its zero point stand at the position. */
function quantised(writer: NodeWriter, value: string, position: number): readonly VersionedNode[] {
  return writer.written("QuantizeLinear", [value, writer.needed(position), writer.input(position + 1)]);
}

function ofTwo(type: string): Rule {
  return (writer) => quantised(writer, writer.op(type, [realAt(writer, 0), realAt(writer, 3)]), 6);
}

/** @param attributes that it has in common with ONNX's own. */
function ofOne(type: string, ...attributes: readonly string[]): Rule {
  return (writer) => quantised(writer, writer.op(type, [realAt(writer, 0)], writer.own(...attributes)), 3);
}

/** Of images where the channels are last. */
function pooled(type: string, ...attributes: readonly string[]): Rule {
  return (writer) => {
    if (writer.integer("channels_last", 0) === 0) return ofOne(type, ...attributes)(writer);
    const order = (perm: readonly number[]): readonly Attribute[] => [intsAttribute("perm", perm)];
    const first = writer.op("Transpose", [realAt(writer, 0)], order([0, 3, 1, 2]));
    return quantised(writer, writer.op("Transpose", [writer.op(type, [first], writer.own(...attributes))], order([0, 2, 3, 1])), 3);
  };
}

/** The result's scale and zero point, then every array with its own. */
const concat: Rule = (writer) => {
  const count = Math.floor((writer.node.input.length - 2) / 3);
  const arrays = Array.from({ length: count }, (_, array) => realAt(writer, 2 + 3 * array));
  return quantised(writer, writer.op("Concat", arrays, writer.own("axis")), 0);
};

interface Product {
  readonly a: string;
  readonly b: string;
  readonly scales: readonly (string | undefined)[];
  readonly zeros: readonly (string | undefined)[];
  /** Of integers, added to the sums. */
  readonly start?: string | undefined;
}

/** The product of integers less their zero points as reals. */
function productOf(writer: NodeWriter, { a, b, scales, zeros, start }: Product): string {
  const sums = writer.op("MatMulInteger", [a, b, ...zeros]);
  const all = start === undefined ? sums : writer.op("Add", [sums, start]);
  return writer.op("Mul", [writer.op("Cast", [all], [intAttribute("to", FLOAT)]), writer.op("Mul", scales)]);
}

/** A result without a scale is of reals. */
const qGemm: Rule = (writer) => {
  const turned = (position: number, attribute: string): string =>
    writer.integer(attribute, 0) === 0 ? writer.needed(position) : writer.op("Transpose", [writer.needed(position)], [intsAttribute("perm", [1, 0])]);
  const [a, b] = [turned(0, "transA"), turned(3, "transB")];
  const product = productOf(writer, { a, b, scales: [writer.input(1), writer.input(4)], zeros: [writer.input(2), writer.input(5)], start: writer.input(6) });
  const alpha = writer.float("alpha", 1);
  const scaled = alpha === 1 ? product : writer.op("Mul", [product, writer.constant(alpha)]);
  return writer.input(7) === undefined ? writer.written("Identity", [scaled]) : quantised(writer, scaled, 7);
};

function biased(writer: NodeWriter, value: string, bias: string | undefined): readonly VersionedNode[] {
  return bias === undefined ? writer.written("Identity", [value]) : writer.written("Add", [value, bias]);
}

const matMulIntegerToFloat: Rule = (writer) => {
  const [a, b, scaleOfA, scaleOfB, zeroOfA, zeroOfB, bias] = Array.from({ length: 7 }, (_, position) => writer.input(position));
  return biased(writer, productOf(writer, { a: a ?? "", b: b ?? "", scales: [scaleOfA, scaleOfB], zeros: [zeroOfA, zeroOfB] }), bias);
};

const dynamicQuantizeMatMul: Rule = (writer) => {
  const [a, scale, zero] = writer.several("DynamicQuantizeLinear", [writer.needed(0)], 3);
  return biased(writer, productOf(writer, { a, b: writer.needed(1), scales: [scale, writer.input(2)], zeros: [zero, writer.input(3)] }), writer.input(4));
};

/** What ONNX has under the same name. */
function asOwn(type: string, ...attributes: readonly string[]): Rule {
  return (writer) => writer.written(type, writer.node.input, writer.own(...attributes));
}

const POOLING = ["auto_pad", "ceil_mode", "count_include_pad", "kernel_shape", "pads", "strides"] as const;

export const QUANTISED: Readonly<Record<string, Rule>> = {
  DequantizeLinear: asOwn("DequantizeLinear", "axis"),
  DynamicQuantizeMatMul: dynamicQuantizeMatMul,
  MatMulIntegerToFloat: matMulIntegerToFloat,
  QGemm: qGemm,
  QLinearAdd: ofTwo("Add"),
  QLinearAveragePool: pooled("AveragePool", ...POOLING),
  QLinearConcat: concat,
  QLinearGlobalAveragePool: pooled("GlobalAveragePool"),
  QLinearLeakyRelu: ofOne("LeakyRelu", "alpha"),
  QLinearMul: ofTwo("Mul"),
  QLinearSigmoid: ofOne("Sigmoid"),
  QLinearSoftmax: ofOne("Softmax", "axis"),
  QuantizeLinear: asOwn("QuantizeLinear", "axis"),
};
