// MatMulNBits: a product with weights of a few bits, which are packed into bytes, the first one lowest, and have a scale for each block of a column.

import { FLOAT } from "../element-types.ts";
import { intAttribute } from "../older/parts.ts";
import type { NodeWriter } from "./node-writer.ts";
import type { Rule } from "./rule.ts";

/** Weights [columns, blocks, bytes of a block], their scales [columns, blocks] and zero points, which are packed as they are, or of the scales' type. */
const matMulNBits: Rule = (writer) => {
  const [depth, columns, bits, block] = ["K", "N", "bits", "block_size"].map((name) => writer.integer(name, name === "bits" ? 4 : 0));
  const blocks = Math.ceil(depth / block);
  if ((bits !== 4 && bits !== 8 && bits !== 2) || !Number.isSafeInteger(blocks * columns) || writer.input(4) !== undefined) return undefined;
  const weights = unpacked(writer, writer.needed(1), bits, [columns, blocks, block]);
  const zero = zeroPoints(writer, bits, columns, blocks);
  const shifted = writer.op("Sub", [weights, zero]);
  const scaled = writer.op("Mul", [shifted, reshaped(writer, writer.needed(2), [columns, blocks, 1])]);
  const rows = writer.op("Slice", [reshaped(writer, scaled, [columns, blocks * block]), ...[0, depth, 1].map((value) => writer.integers([value]))]);
  const b = writer.op("Transpose", [rows]);
  const bias = writer.input(5);
  if (bias === undefined) return writer.written("MatMul", [writer.needed(0), b]);
  return writer.written("Add", [writer.op("MatMul", [writer.needed(0), b]), bias]);
};

/** One for each block; the middle of the range where there are none. */
function zeroPoints(writer: NodeWriter, bits: number, columns: number, blocks: number): string {
  const given = writer.input(3);
  if (given === undefined) return writer.constant(2 ** (bits - 1));
  const perByte = 8 / bits;
  const all = unpacked(writer, given, bits, [columns, Math.ceil(blocks / perByte) * perByte]);
  const own = writer.op("Slice", [all, ...[0, blocks, 1].map((value) => writer.integers([value]))]);
  return reshaped(writer, own, [columns, blocks, 1]);
}

/** As floats, under a shape. */
function unpacked(writer: NodeWriter, packed: string, bits: number, shape: readonly number[]): string {
  const perByte = 8 / bits;
  const asFloat = (name: string): string => writer.op("Cast", [name], [intAttribute("to", FLOAT)]);
  const bytes = asFloat(reshaped(writer, packed, [-1, 1]));
  const parts = Array.from({ length: perByte }, (_, place) => {
    const raised = writer.op("Floor", [writer.op("Div", [bytes, writer.constant(2 ** (bits * place))])]);
    return writer.op("Mod", [raised, writer.constant(2 ** bits)], [intAttribute("fmod", 1)]);
  });
  return reshaped(writer, writer.op("Concat", parts, [intAttribute("axis", 1)]), shape);
}

function reshaped(writer: NodeWriter, name: string, shape: readonly number[]): string {
  return writer.op("Reshape", [name, writer.integers(shape)]);
}

export const BLOCK_WEIGHTS: Readonly<Record<string, Rule>> = { MatMulNBits: matMulNBits };
