// How messages name the nodes of an ONNX file.

import { quoted, shown } from "../refuse.ts";
import type { Node } from "./onnx-messages.ts";

/** `node "fc1" (Gemm)`, or `node number 3 (Gemm)` where it has no name; counted from 1. */
export function placeOfNode(node: Node, position: number): string {
  const name = node.name === undefined || node.name === "" ? `number ${position + 1}` : quoted(node.name);
  return `node ${name} (${shown(node.opType ?? "")})`;
}
