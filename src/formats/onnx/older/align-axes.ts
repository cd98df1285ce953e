// Nodes that give an array further axes of size 1 at its end, so that its axes stand below those of another one from a given axis on and
// are broadcast as numpy does. How many there are follows from the shapes, which the graph computes itself: nothing is known of them here.

import type { Node } from "../onnx-messages.ts";
import type { VersionedNode } from "../versioned-node.ts";
import { constantNode, intAttribute, integerTensor, nodeOf, tensorAttribute } from "./parts.ts";

/** Operators of this version are used, whatever the version of the graph. */
const VERSION = 15;

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
  // As many sizes as the other array has axes from there on: those of the array, then ones, of which there are enough. The shape of a
  // shape is the number of axes.
  const ones = result("ConstantOfShape", [result("Shape", [result("Shape", [other])])], [tensorAttribute("value", integerTensor([1n]))]);
  const enough = result("Concat", [result("Shape", [array]), ones], [intAttribute("axis", 0)]);
  const start = computed(constantNode(nameFor(`${array}.start`), [0n]));
  const count = result("Shape", [result("Shape", [other], [intAttribute("start", axis)])]);
  const wanted = result("Slice", [enough, start, count]);
  const name = result("Reshape", [array, wanted]);
  return { name, nodes: nodes.map((node) => ({ node, version: VERSION })) };
}
