// Writes a node of ONNX's operators 1 to 6 as operators of version 7 say the same. What has no such form stays as it is, and is refused
// with its attributes by whoever looks at it next.

import { elementTypeOfName } from "../element-types.ts";
import type { Attribute, Node } from "../onnx-messages.ts";
import type { VersionedNode } from "../versioned-node.ts";
import { alignedFrom } from "./align-axes.ts";
import { attributeOf, constantNode, floatAttribute, intAttribute, integerOf, without } from "./parts.ts";

/** The first version in which broadcasting, Dropout and BatchNormalization have the meaning they have had since. */
export const SETTLED_VERSION = 7;

/** Gives a name to a value that is added. */
export type NameFor = (hint: string) => string;

type Rule = (node: Node, version: number, nameFor: NameFor) => readonly VersionedNode[];

/** The node that stands for it first, then what was added. */
export function rewriteNode({ node, version }: VersionedNode, nameFor: NameFor): readonly VersionedNode[] {
  // A remark to the runtime that a result may take the memory of an input.
  const cleaned = without(node, "consumed_inputs");
  const rule = RULES.get(node.opType ?? "");
  return rule === undefined ? settled(cleaned) : rule(cleaned, version, nameFor);
}

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ...["Add", "Sub", "Mul", "Div", "Pow", "And", "Or", "Xor", "Equal", "Greater", "Less"].map((type) => [type, broadcasting] as const),
  ["PRelu", (node, _, nameFor) => withSecondInput(node, 1, nameFor)],
  ["Gemm", (node) => settled(without(node, "broadcast"))],
  ["BatchNormalization", testing],
  ["Dropout", testing],
  ["Cast", cast],
  ["Concat", (node, version) => settled(version < 4 ? withDefault(node, intAttribute("axis", 1)) : node)],
  ["Pad", (node) => settled(renamed(node, "paddings", "pads"))],
  ["Reshape", reshape],
  [
    "Selu",
    (node, version) => settled(version < 6 ? withDefault(withDefault(node, floatAttribute("alpha", 1.6732)), floatAttribute("gamma", 1.0507)) : node),
  ],
]);

/** With `broadcast`, the axes of the second input are those of the first from `axis` on, or the last ones, as in numpy. */
function broadcasting(node: Node, _: number, nameFor: NameFor): readonly VersionedNode[] {
  const axis = integerOf(node, "axis");
  const isAligned = integerOf(node, "broadcast") === 1 && axis !== undefined && axis !== -1;
  if (isAligned && axis < 0) return settled(node);
  const plain = without(without(node, "broadcast"), "axis");
  return isAligned ? withSecondInput(plain, axis, nameFor) : settled(plain);
}

function withSecondInput(node: Node, axis: number, nameFor: NameFor): readonly VersionedNode[] {
  const [first, second, ...others] = node.input;
  if (first === undefined || second === undefined) return settled(node);
  const { name, nodes } = alignedFrom(first, second, axis, nameFor);
  return [...settled({ ...node, input: [first, name, ...others] }), ...nodes];
}

/** A node that is told to do what it does in training stays as it is. */
function testing(node: Node): readonly VersionedNode[] {
  return settled(integerOf(node, "is_test") === 0 ? node : without(node, "is_test"));
}

/** The type is a name before version 6. */
function cast(node: Node): readonly VersionedNode[] {
  const to = attributeOf(node, "to");
  const type = to?.s === undefined ? undefined : elementTypeOfName(new TextDecoder().decode(to.s).toLowerCase());
  return settled(type === undefined ? node : { ...node, attribute: [...without(node, "to").attribute, intAttribute("to", type)] });
}

/** The shape is an attribute before version 5. */
function reshape(node: Node, _: number, nameFor: NameFor): readonly VersionedNode[] {
  const shape = attributeOf(node, "shape");
  const [data] = node.input;
  if (shape === undefined || data === undefined || node.input.length > 1) return settled(node);
  const constant = constantNode(nameFor("shape"), shape.ints);
  return [...settled({ ...without(node, "shape"), input: [data, ...constant.output] }), { node: constant, version: SETTLED_VERSION }];
}

function renamed(node: Node, from: string, to: string): Node {
  return { ...node, attribute: node.attribute.map((one) => (one.name === from ? { ...one, name: to } : one)) };
}

function withDefault(node: Node, attribute: Attribute): Node {
  return attributeOf(node, attribute.name ?? "") === undefined ? { ...node, attribute: [...node.attribute, attribute] } : node;
}

function settled(node: Node): readonly VersionedNode[] {
  return [{ node, version: SETTLED_VERSION }];
}
