// Finds the op a node of an ONNX graph stands for, with its attributes and arguments, or says what is not supported.
// Knows no operator by name: each op spells itself.

import type { Attributes } from "../../network/network.ts";
import type { OnnxSpelling, Op } from "../../network/op.ts";
import { OPS } from "../../network/ops/index.ts";
import type { Attribute, Node } from "./messages.ts";
import { quoted } from "../refuse.ts";

/** An op with the ONNX operator it is. */
interface SpelledOp {
  readonly op: Op;
  readonly spelling: OnnxSpelling;
}

const OPERATORS: ReadonlyMap<string, SpelledOp> = new Map(
  OPS.flatMap((op) => (op.onnx === undefined ? [] : [[op.onnx.type, { op, spelling: op.onnx }] as const])),
);

/** The types of all ONNX operators an op stands for. */
export const SUPPORTED_OPERATORS: readonly string[] = [...OPERATORS.keys()];

export interface MatchedNode {
  readonly op: Op;
  readonly attributes: Attributes;
  /** Names of values, those of the op's own parameters. */
  readonly arguments: readonly string[];
  /** Inputs without effect, if the named value is a constant that holds nothing but `mustBe`. */
  readonly conditions: readonly { readonly input: string; readonly value: string; readonly mustBe: number }[];
}

/** Why a node cannot be read; the node is the subject. */
export interface NodeProblem {
  readonly problem: string;
}

/** AttributeProto.AttributeType of the ONNX standard. */
const ATTRIBUTE_TYPES = { float: 1, int: 2 } as const;
const ATTRIBUTE_TYPE_NAMES = ["nothing", "float", "int", "string", "tensor", "graph", "floats", "ints", "strings", "tensors", "graphs"];

/** Whether ONNX's own operators are meant: both names are in use. */
export function isDefaultDomain(domain: string | undefined): boolean {
  return domain === undefined || domain === "" || domain === "ai.onnx";
}

export function matchNode(node: Node): MatchedNode | NodeProblem {
  if (!isDefaultDomain(node.domain)) return { problem: `the operators of ${quoted(node.domain ?? "")} are not supported` };
  const spelled = OPERATORS.get(node.opType ?? "");
  if (spelled === undefined) return { problem: "the operator is not supported" };
  const attributes = matchAttributes(node.attribute, spelled);
  return "problem" in attributes ? attributes : matchInputs(node, spelled, attributes.values);
}

function matchAttributes(given: readonly Attribute[], { op, spelling }: SpelledOp): { readonly values: Attributes } | NodeProblem {
  const values: Record<string, number> = {};
  const seen = new Set<string>();
  for (const attribute of given) {
    const name = attribute.name ?? "";
    if (seen.has(name)) return { problem: `the attribute ${quoted(name)} is given twice` };
    seen.add(name);
    const own = Object.keys(op.attributes).find((candidate) => spelling.attributes[candidate]?.name === name);
    if (own === undefined) {
      if (spelling.ignoredAttributes?.includes(name) === true) continue;
      return { problem: `the attribute ${quoted(name)} is not supported` };
    }
    const value = valueOfAttribute(attribute, spelling.attributes[own].type);
    if (typeof value === "string") return { problem: `the attribute ${quoted(name)} ${value}` };
    values[own] = value;
  }
  return { values };
}

/** A float attribute is a float32 and keeps its exact value. The text says what is wrong with the attribute. */
function valueOfAttribute(attribute: Attribute, type: "float" | "int"): number | string {
  if (attribute.refAttrName !== undefined && attribute.refAttrName !== "") return "refers to an attribute of a function";
  if (attribute.type !== ATTRIBUTE_TYPES[type]) {
    return `is of type ${ATTRIBUTE_TYPE_NAMES[attribute.type ?? 0] ?? String(attribute.type)} instead of ${type}`;
  }
  // A field that is left out is 0.
  const value = type === "float" ? (attribute.f ?? 0) : Number(attribute.i ?? 0n);
  if (!Number.isFinite(value)) return `is ${value}`;
  if (type === "int" && !Number.isSafeInteger(value)) return `is ${String(attribute.i)}, which is too large`;
  return value;
}

function matchInputs(node: Node, { op, spelling }: SpelledOp, attributes: Attributes): MatchedNode | NodeProblem {
  const own = op.parameters.length;
  const ignored = spelling.ignoredInputs ?? [];
  if (node.input.length > own + ignored.length) {
    return { problem: `it has ${node.input.length} inputs, of which ${own + ignored.length} are supported` };
  }
  const given = node.input.slice(0, own);
  while (given.at(-1) === "") given.pop();
  const needed = op.parameters.slice(0, Math.max(given.length, op.required));
  const missing = needed.find((_, position) => (given[position] ?? "") === "");
  if (missing !== undefined) return { problem: `its input ${missing} is missing` };
  const conditions = ignored.flatMap(({ name, mustBe }, position) => {
    const value = node.input[own + position] ?? "";
    return value === "" || mustBe === undefined ? [] : [{ input: name, value, mustBe }];
  });
  return { op, attributes, arguments: given, conditions };
}
