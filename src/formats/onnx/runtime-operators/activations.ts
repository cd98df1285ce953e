// Activations: those that operators have fused to them, and those that are operators of onnxruntime's own.

import { floatAttribute, textAttribute } from "../older/parts.ts";
import type { VersionedNode } from "../versioned-node.ts";
import type { NodeWriter } from "./node-writer.ts";
import type { Rule } from "./rule.ts";

/** By which a fused activation is told its numbers, in order, with the defaults that onnxruntime has. */
const FUSED: Readonly<Record<string, readonly (readonly [name: string, otherwise: number])[]>> = {
  "": [],
  HardSigmoid: [["alpha", 0.2], ["beta", 0.5]],
  HardSwish: [],
  LeakyRelu: [["alpha", 0.01]],
  Relu: [],
  Sigmoid: [],
  Tanh: [],
};

/** The value after the activation that the node has fused to it, under the node's own name; undefined for one that is not read. */
export function activated(writer: NodeWriter, value: string, type: string, numbers: readonly (number | undefined)[]): readonly VersionedNode[] | undefined {
  if (type === "Clip") {
    const [least, greatest] = [numbers[0] ?? -Infinity, numbers[1] ?? Infinity];
    return writer.written("Clip", [value, ...[least, greatest].map((bound) => (Number.isFinite(bound) ? writer.constant(bound) : undefined))]);
  }
  const parameters = FUSED[type];
  if (parameters === undefined) return undefined;
  return writer.written(type === "" ? "Identity" : type, [value], parameters.map(([name, otherwise], position) => floatAttribute(name, numbers[position] ?? otherwise)));
}

const gelu: Rule = (writer) => writer.written("Gelu", [writer.needed(0)]);

const biasGelu: Rule = (writer) => writer.written("Gelu", [writer.op("Add", [writer.needed(0), writer.needed(1)])]);

/** By tanh; the bias may be left out. */
const fastGelu: Rule = (writer) => {
  const bias = writer.input(1);
  const x = bias === undefined ? writer.needed(0) : writer.op("Add", [writer.needed(0), bias]);
  return writer.written("Gelu", [x], [textAttribute("approximate", "tanh")]);
};

const quickGelu: Rule = (writer) => writer.written("Swish", [writer.needed(0)], [floatAttribute("alpha", writer.float("alpha", 1.702))]);

export const ACTIVATIONS: Readonly<Record<string, Rule>> = {
  BiasGelu: biasGelu,
  FastGelu: fastGelu,
  Gelu: gelu,
  QuickGelu: quickGelu,
};
