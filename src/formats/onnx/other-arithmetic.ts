// Finds out which floating-point types other than float32 the nodes of a graph compute with, for nnc computes them all in float32. Follows
// the types of values from inputs, constants and casts on; builds nothing.

import type { Notice } from "../../network/notice.ts";
import type { Definitions } from "./definitions.ts";
import { elementTypeOfName, FLOAT, nameOfElementType } from "./element-types.ts";
import type { SupportedNode } from "./find-unsupported.ts";
import { integerOf } from "./older/parts.ts";
import type { Graph, Node } from "./onnx-messages.ts";

const OTHER_FLOATS = ["float16", "bfloat16", "double"].flatMap((name) => elementTypeOfName(name) ?? []);
const FLOATS = [...OTHER_FLOATS, FLOAT];

/** Nodes whose results are truth values, positions or sizes, whatever they are given. */
const OF_NO_FLOATS: readonly string[] = [
  "Equal", "Less", "LessOrEqual", "Greater", "GreaterOrEqual", "IsNaN", "IsInf", "ArgMax", "ArgMin", "QuantizeLinear", "Shape", "Size", "NonZero",
];

/**
 * A notice where a node computes with such a type; none where values of it are moved and cast alone, which is exact.
 *
 * @param order of the nodes, so that each stands behind those it needs.
 * @param supported the nodes that the outputs need.
 */
export function otherArithmetic(
  graph: Graph,
  { byName, inputs }: Definitions,
  order: readonly number[],
  supported: ReadonlyMap<number, SupportedNode>,
): readonly Notice[] {
  const types = new Map<string, number | undefined>();
  for (const { name = "", type } of inputs) types.set(name, type?.tensorType?.elemType);
  for (const [name, definition] of byName) if (definition.kind === "constant") types.set(name, elementTypeOfName(definition.type));
  const found = new Set<number>();
  for (const position of order) {
    const node = graph.node[position];
    const matched = supported.get(position);
    if (matched?.kind === "constant" || matched === undefined) continue;
    const given = node.input.map((name) => types.get(name));
    const operated = given.find((type) => type !== undefined && FLOATS.includes(type));
    if (operated !== undefined && computes(node, matched)) found.add(operated);
    const result = resultType(node, given, operated);
    for (const name of node.output) types.set(name, result);
  }
  const names = OTHER_FLOATS.filter((type) => found.has(type)).map(nameOfElementType);
  return names.length === 0 ? [] : [{ kind: "other-arithmetic", types: names }];
}

/** Whether elements are made, and not moved, cast or looked at for their shape alone. */
function computes({ opType = "" }: Node, supported: SupportedNode): boolean {
  if (supported.kind !== "op" || opType === "Cast" || opType === "CastLike") return false;
  const { kind } = supported.matched.op.computation;
  return kind !== "reshape" && kind !== "view" && kind !== "place" && kind !== "gather";
}

/** By TensorProto.DataType; of a node that is told none the first floating-point type it is given, with which it computes. */
function resultType(node: Node, given: readonly (number | undefined)[], operated: number | undefined): number | undefined {
  const { opType = "" } = node;
  if (opType === "Cast") return integerOf(node, "to");
  if (opType === "CastLike") return given[1];
  return OF_NO_FLOATS.includes(opType) ? undefined : operated;
}
