// What an operator of onnxruntime's own is to the reader.

import type { VersionedNode } from "../versioned-node.ts";
import type { NodeWriter } from "./node-writer.ts";

/** The nodes that stand for it, the first one in its place; undefined where it has a form that is not read. */
export type Rule = (writer: NodeWriter) => readonly VersionedNode[] | undefined;
