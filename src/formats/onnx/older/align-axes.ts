// Nodes that give an array further axes of size 1 at its end, so that its axes stand below those of another one from a given axis on and
// are broadcast as numpy does. How many there are follows from the shapes, which the graph computes itself: nothing is known of them here.

import type { Node } from "../onnx-messages.ts";
import type { VersionedNode } from "../versioned-node.ts";
import { constantNode, intAttribute, integerTensor, nodeOf } from "./parts.ts";

/** Operators of this version are used, whatever the version of the graph. */
const VERSION = 13;

/**
 * The name of `array` with as many axes behind its own as `other` has after them, and the nodes that compute it.
 *
 * @param axis of `other` at which the first axis of `array` is to stand; at least 0.
 */
export function alignedFrom(
  other: string,
  array: string,
  axis: number,
  nameFor: (hint: string) => string,
): { readonly name: string; readonly nodes: readonly VersionedNode[] } {
  const nodes: Node[] = [];
  const computed = (node: Node): string => {
    nodes.push(node);
    return node.output[0] ?? "";
  };
  const result = (type: string, input: readonly string[], attribute: Node["attribute"] = []): string => {
    return computed(nodeOf(type, input, nameFor(`${array}.${type}`), attribute));
  };
  // The shape of a shape is the number of axes.
  const shape = result("Shape", [array]);
  const before = computed(constantNode(nameFor(`${array}.axis`), [BigInt(axis)]));
  const rest = result("Sub", [result("Shape", [result("Shape", [other])]), before]);
  const count = result("Sub", [rest, result("Shape", [shape])]);
  const one = { ...intAttribute("value", 0), i: undefined, type: 4, t: integerTensor([1n]) };
  const ones = result("ConstantOfShape", [count], [one]);
  const wanted = result("Concat", [shape, ones], [intAttribute("axis", 0)]);
  const name = result("Reshape", [array, wanted]);
  return { name, nodes: nodes.map((node) => ({ node, version: VERSION })) };
}
