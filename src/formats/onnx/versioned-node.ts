// A node together with the version of ONNX's operators that it is of: bodies of functions may be of another than the graph.

import type { Node } from "./onnx-messages.ts";

export interface VersionedNode {
  readonly node: Node;
  readonly version: number;
}
