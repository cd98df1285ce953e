// Layers of onnxruntime's own: products and convolutions with what follows them.

import { textAttribute } from "../older/parts.ts";
import { activated } from "./activations.ts";
import type { NodeWriter } from "./node-writer.ts";
import type { Rule } from "./rule.ts";

const CONVOLUTION = ["auto_pad", "dilations", "group", "kernel_shape", "pads", "strides"] as const;

/** The further input is added before the activation. */
const fusedConv: Rule = (writer) => {
  const sums = writer.op("Conv", [writer.needed(0), writer.needed(1), writer.input(2)], writer.own(...CONVOLUTION));
  const further = writer.input(3);
  return activated(writer, further === undefined ? sums : writer.op("Add", [sums, further]), writer.text("activation"), writer.floats("activation_params"));
};

const fusedGemm: Rule = (writer) => {
  const sums = writer.op("Gemm", [writer.needed(0), writer.needed(1), writer.input(2)], writer.own("alpha", "beta", "transA", "transB"));
  const numbers = ["activation_alpha", "activation_beta"].map((name) => writer.own(name)[0]?.f);
  return activated(writer, sums, writer.text("activation"), numbers);
};

const fusedMatMul: Rule = (writer) => {
  if (writer.integer("transBatchA", 0) !== 0 || writer.integer("transBatchB", 0) !== 0) return undefined;
  const [a, b] = [turned(writer, writer.needed(0), "transA"), turned(writer, writer.needed(1), "transB")];
  const alpha = writer.float("alpha", 1);
  if (alpha === 1) return writer.written("MatMul", [a, b]);
  return writer.written("Mul", [writer.op("MatMul", [a, b]), writer.constant(alpha)]);
};

/** With its last two axes in the other order where the attribute says so; how many there are is not known here. */
function turned(writer: NodeWriter, name: string, attribute: string): string {
  return writer.integer(attribute, 0) === 0 ? name : writer.op("Einsum", [name], [textAttribute("equation", "...ij->...ji")]);
}

export const LAYERS: Readonly<Record<string, Rule>> = {
  FusedConv: fusedConv,
  FusedGemm: fusedGemm,
  FusedMatMul: fusedMatMul,
  TransposeMatMul: fusedMatMul,
};
