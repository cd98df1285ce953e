// The errors of reading ONNX: how they name files, nodes and values. Decides nothing.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Node } from "./onnx_pb.ts";

/** Characters of a name that are shown. */
const SHOWN_CHARACTERS = 80;

export interface Refusal {
  readonly message: string;
  /** The place in the file; left out where it is the file as a whole. */
  readonly place?: string;
  readonly note?: string;
  readonly hint?: string;
}

/** The error for a file that cannot be read; readModel adds a hint where there is none. */
export function refused(file: string, { place, ...refusal }: Refusal): DiagnosticError {
  return new DiagnosticError({ category: "model", place: place === undefined ? file : `${file}: ${place}`, ...refusal });
}

/** A name in quotes, cut where it is very long. */
export function quoted(name: string): string {
  return name.length <= SHOWN_CHARACTERS ? `"${name}"` : `"${name.slice(0, SHOWN_CHARACTERS)}…"`;
}

/** `node "fc1" (Gemm)`, or `node number 3 (Gemm)` where it has no name; counted from 1. */
export function placeOfNode(node: Node, position: number): string {
  const name = node.name === undefined || node.name === "" ? `number ${position + 1}` : quoted(node.name);
  return `node ${name} (${(node.opType ?? "").slice(0, SHOWN_CHARACTERS)})`;
}
