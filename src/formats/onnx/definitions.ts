// Finds out what defines each name of an ONNX graph: an input, a constant or a node. Orders and builds nothing.

import { checkWire } from "./check-wire.ts";
import { CONSTANT, readConstantNode } from "./constant-node.ts";
import { nameOfElementType } from "./element-types.ts";
import { isDefaultDomain } from "./match-node.ts";
import { SPARSE_TENSOR, type Graph, type Node, type ValueInfo } from "./onnx-messages.ts";
import { readMessage } from "./read-message.ts";
import { placeOfNode } from "./place-of-node.ts";
import { quoted, refused } from "../refuse.ts";
import type { Constant } from "./tensor.ts";
import { readTensor } from "./tensor.ts";

export type Definition =
  | { readonly kind: "input"; readonly place: string }
  | { readonly kind: "constant"; readonly place: string; readonly type: string; readonly read: () => Constant }
  /** A parameter of which only the elements that are not 0 are stored. */
  | { readonly kind: "sparse"; readonly place: string }
  | { readonly kind: "result"; readonly place: string; readonly node: number };

export interface Definitions {
  readonly byName: ReadonlyMap<string, Definition>;
  /** Inputs of the graph that are no parameters. */
  readonly inputs: readonly ValueInfo[];
}

/**
 * Before ONNX IR version 4 every parameter was listed as an input too: such an input is a parameter. So is one with a
 * default value, which the file's version cannot tell from it.
 *
 * @throws DiagnosticError of category model where a name is defined twice or an input or a parameter has none.
 */
export function collectDefinitions(graph: Graph, file: string): Definitions {
  const byName = new Map<string, Definition>();
  const define = (name: string, definition: Definition): void => {
    const other = byName.get(name);
    if (other !== undefined) {
      throw refused(file, { place: definition.place, message: `the value ${quoted(name)} is defined twice`, note: `first by ${other.place}` });
    }
    byName.set(name, definition);
  };
  for (const tensor of graph.initializer) {
    const name = requireName(tensor.name, "a parameter", file);
    const place = `parameter ${quoted(name)}`;
    define(name, { kind: "constant", place, type: nameOfElementType(tensor.dataType), read: once(() => readTensor(tensor, file, place)) });
  }
  for (const bytes of graph.sparseInitializer) {
    checkWire(SPARSE_TENSOR, bytes, file);
    const name = requireName(readMessage(SPARSE_TENSOR, bytes).values?.name, "a sparse parameter", file);
    define(name, { kind: "sparse", place: `parameter ${quoted(name)}` });
  }
  const parameters = new Set(byName.keys());
  const inputs = graph.input.filter((info) => !parameters.has(info.name ?? ""));
  for (const info of inputs) {
    const name = requireName(info.name, "an input", file);
    define(name, { kind: "input", place: `input ${quoted(name)}` });
  }
  graph.node.forEach((node, position) => {
    node.output.forEach((name, output) => {
      if (name !== "") define(name, definitionOfOutput(node, position, output, file));
    });
  });
  return { byName, inputs };
}

function definitionOfOutput(node: Node, position: number, output: number, file: string): Definition {
  const place = placeOfNode(node, position);
  const constant = isConstantNode(node) && output === 0 ? readConstantNode(node) : undefined;
  if (constant === undefined || "problem" in constant) return { kind: "result", place, node: position };
  return { kind: "constant", place, type: constant.type, read: once(() => constant.read(file, place)) };
}

/** Constant is no op: it holds a parameter. */
export function isConstantNode(node: Node): boolean {
  return node.opType === CONSTANT && isDefaultDomain(node.domain);
}

function requireName(name: string | undefined, what: string, file: string): string {
  if (name !== undefined && name !== "") return name;
  throw refused(file, { message: `${what} has no name` });
}

/** Keeps the result, so that an array is decoded once. */
function once<Result>(compute: () => Result): () => Result {
  let result: Result | undefined;
  return () => (result ??= compute());
}
