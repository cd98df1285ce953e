// Finds the op a node of an ONNX graph stands for, with its attributes and arguments, or says what is not supported.
// Knows no operator by name: each op spells itself.

import type { Attribute as Given, Attributes } from "../../network/attributes.ts";
import { mostArguments, parameterAt, type OnnxAttribute, type OnnxAttributeInput, type OnnxSpelling, type Op } from "../../network/op.ts";
import { spellingsOf } from "../../network/onnx-spellings.ts";
import { OPS } from "../../network/ops/index.ts";
import { nameOfElementType } from "./element-types.ts";
import type { Attribute, Node } from "./onnx-messages.ts";
import { quoted } from "../refuse.ts";

/** An op with the ONNX operator it is. */
interface SpelledOp {
  readonly op: Op;
  readonly spelling: OnnxSpelling;
}

const OPERATORS: ReadonlyMap<string, readonly SpelledOp[]> = spelledByType();

function spelledByType(): ReadonlyMap<string, readonly SpelledOp[]> {
  const byType = new Map<string, SpelledOp[]>();
  for (const op of OPS) {
    for (const spelling of spellingsOf(op)) {
      if (spelling.output === undefined) byType.set(spelling.type, [...(byType.get(spelling.type) ?? []), { op, spelling }]);
    }
  }
  return byType;
}

export interface MatchedNode {
  readonly op: Op;
  readonly spelling: OnnxSpelling;
  readonly attributes: Attributes;
  /** Names of values, those of the op's own parameters. */
  readonly arguments: readonly string[];
  /** Attributes that are inputs of the node: the named value must be a constant. */
  readonly constants: readonly { readonly input: OnnxAttributeInput; readonly value: string }[];
  /** Inputs without effect, if one of the named values is a constant that holds nothing but `mustBe`; none where that is so anyway. */
  readonly conditions: readonly { readonly input: string; readonly value: string; readonly mustBe: number }[];
  /** What the node is as well, where one of the constants turns out to be computed, or not to be a number that the op takes. */
  readonly otherwise?: MatchedNode;
}

/** Why a node cannot be read; the node is the subject. */
export interface NodeProblem {
  readonly problem: string;
}

/** AttributeProto.AttributeType of the ONNX standard. */
export const ATTRIBUTE_TYPES = { float: 1, int: 2, string: 3, floats: 6, ints: 7, strings: 8 } as const;
const ATTRIBUTE_TYPE_NAMES = ["nothing", "float", "int", "string", "tensor", "graph", "floats", "ints", "strings", "tensors", "graphs"];

/** Whether ONNX's own operators are meant: both names are in use. */
export function isDefaultDomain(domain: string | undefined): boolean {
  return domain === undefined || domain === "" || domain === "ai.onnx";
}

/** @param operatorSet the version of ONNX's operators that the node is of. */
export function matchNode(node: Node, operatorSet: number): MatchedNode | NodeProblem {
  if (!isDefaultDomain(node.domain)) return { problem: `the operators of ${quoted(node.domain ?? "")} are not supported` };
  const spelled = OPERATORS.get(node.opType ?? "");
  if (spelled === undefined) return { problem: "the operator is not supported" };
  const fitting = spelled.filter(({ spelling: { since = 1, until = Infinity } }) => operatorSet >= since && operatorSet <= until);
  if (fitting.length === 0) return { problem: `the operator is not supported as operator set ${operatorSet} has it` };
  const given = fitting.filter(({ spelling }) => hasInputs(node, spelling));
  const matches = (given.length === 0 ? fitting : given).map((one) => matchSpelling(node, one));
  const [first, ...others] = matches.flatMap((match) => ("problem" in match ? [] : [match]));
  if (first === undefined) return matches[0];
  return others.length === 0 ? first : { ...first, otherwise: others[0] };
}

/** Whether those inputs are given that the spelling asks for, and no others of them. */
function hasInputs({ input }: Node, { inputs }: OnnxSpelling): boolean {
  const isGiven = (position: number): boolean => (input[position] ?? "") !== "";
  return inputs === undefined || inputs.every((wanted, position) => wanted === "constant" || isGiven(position) === (wanted === "given"));
}

function matchSpelling(node: Node, spelled: SpelledOp): MatchedNode | NodeProblem {
  const attributes = matchAttributes(node.attribute, spelled);
  return "problem" in attributes ? attributes : matchInputs(node, spelled, { ...spelled.spelling.implied, ...attributes.values });
}

function matchAttributes(given: readonly Attribute[], { op, spelling }: SpelledOp): { readonly values: Attributes } | NodeProblem {
  const values: Record<string, Given> = {};
  const seen = new Set<string>();
  for (const attribute of given) {
    const name = attribute.name ?? "";
    if (seen.has(name)) return { problem: `the attribute ${quoted(name)} is given twice` };
    seen.add(name);
    const own = Object.keys(op.attributes).find((candidate) => spelling.attributes[candidate]?.name === name);
    if (own === undefined) {
      if (spelling.ignoredAttributes?.includes(name) === true) continue;
      const problem = problemOfFixed(attribute, spelling.namingAttributes?.[name] ?? spelling.fixedAttributes?.[name]);
      if (problem === undefined) continue;
      return { problem: `the attribute ${quoted(name)} ${problem}` };
    }
    const value = valueOfAttribute(attribute, spelling.attributes[own]);
    if (typeof value === "string") return { problem: `the attribute ${quoted(name)} ${value}` };
    values[own] = value;
  }
  const required = Object.entries(spelling.attributes).flatMap(([own, { isRequired, name }]) => (isRequired === true && !(own in values) ? [name] : []));
  const missing = [...required, ...Object.keys(spelling.namingAttributes ?? {}).filter((name) => !seen.has(name))];
  return missing.length === 0 ? { values } : { problem: `its attribute ${missing[0]} is missing` };
}

/** What is wrong with an attribute that must be `mustBe`; undefined where it is. */
function problemOfFixed(attribute: Attribute, mustBe: string | number | undefined): string | undefined {
  if (mustBe === undefined) return "is not supported";
  const type = typeof mustBe === "string" ? "string" : "int";
  const problem = problemOfType(attribute, type);
  if (problem !== undefined) return problem;
  const value = type === "string" ? new TextDecoder().decode(attribute.s) : Number(attribute.i ?? 0n);
  return value === mustBe ? undefined : `is ${type === "string" ? quoted(String(value)) : value}, and only ${mustBe} is supported`;
}

/** A float attribute is a float32 and keeps its exact value. The text says what is wrong with the attribute. */
function valueOfAttribute(attribute: Attribute, { type, values, isElementType }: OnnxAttribute): Given | string {
  const problem = problemOfType(attribute, type);
  if (problem !== undefined) return problem;
  if (type === "strings") return namedValues(attribute, values ?? {});
  const text = type === "string" ? new TextDecoder().decode(attribute.s) : String(attribute.i ?? 0n);
  if (values !== undefined) return namedValue(text, values, isElementType === true ? (value) => nameOfElementType(Number(value)) : quoted);
  if (type === "string") return Array.from(text, (character) => character.codePointAt(0) ?? 0);
  if (type === "ints") return attribute.ints.map((whole) => nearestSafe(Number(whole)));
  if (type === "floats") return attribute.floats.every(Number.isFinite) ? attribute.floats : "has an element that is not finite";
  // A field that is left out is 0.
  const value = type === "float" ? (attribute.f ?? 0) : Number(attribute.i ?? 0n);
  if (!Number.isFinite(value)) return `is ${value}`;
  if (type === "int" && !Number.isSafeInteger(value)) return `is ${String(attribute.i)}, which is too large`;
  return value;
}

function namedValues({ strings }: Attribute, values: Readonly<Record<string, number>>): Given | string {
  const found = strings.map((bytes) => namedValue(new TextDecoder().decode(bytes), values, quoted));
  const wrong = found.find((one) => typeof one === "string");
  return wrong === undefined ? found.flatMap((one) => (typeof one === "number" ? [one] : [])) : `has an element that ${wrong}`;
}

function namedValue(given: string, values: Readonly<Record<string, number>>, show: (value: string) => string): number | string {
  if (Object.hasOwn(values, given)) return values[given];
  return `is ${show(given)}, and only ${Object.keys(values).map(show).join(" and ")} are supported`;
}

/** Of positions along an axis, what lies beyond every axis: ONNX means the end by its largest integers. */
function nearestSafe(position: number): number {
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, position));
}

function problemOfType(attribute: Attribute, type: keyof typeof ATTRIBUTE_TYPES): string | undefined {
  if (attribute.refAttrName !== undefined && attribute.refAttrName !== "") return "refers to an attribute of a function";
  if (attribute.type !== ATTRIBUTE_TYPES[type]) {
    return `is of type ${ATTRIBUTE_TYPE_NAMES[attribute.type ?? 0] ?? String(attribute.type)} instead of ${type}`;
  }
  return undefined;
}

function matchInputs(node: Node, { op, spelling }: SpelledOp, attributes: Attributes): MatchedNode | NodeProblem {
  const { attributeInputs = [], ignoredInputs = [], inputs } = spelling;
  const own = inputs?.length ?? mostArguments(op);
  const among = (inputs ?? []).flatMap((wanted, position) => (wanted === "constant" ? [position] : []));
  const after = own - among.length;
  const supported = after + attributeInputs.length + ignoredInputs.length;
  const last = node.input.findLastIndex((name) => name !== "");
  if (last >= supported) return { problem: `it has ${node.input.length} inputs, of which ${supported} are supported` };
  const listed = node.input.slice(0, own);
  const given =
    inputs === undefined
      ? listed.slice(0, 1 + listed.findLastIndex((name) => name !== ""))
      : inputs.flatMap((wanted, position) => (wanted === "given" ? [listed[position] ?? ""] : []));
  const needed = Array.from({ length: Math.max(given.length, op.required) }, (_, position) => given[position] ?? "");
  const unwanted = node.input.findIndex((name, position) => name !== "" && inputs?.[position] === "absent");
  if (unwanted >= 0) return { problem: `its input ${parameterAt(op, unwanted)} is not supported beside the other ones` };
  const missing = needed.indexOf("");
  if (missing >= 0) return { problem: `its input ${parameterAt(op, missing)} is missing` };
  const constants = attributeInputs.flatMap((input, position) => {
    const value = node.input[among[position] ?? after + position] ?? "";
    return value === "" ? [] : [{ input, value }];
  });
  const absent = attributeInputs.find(({ attribute, isRequired }) => {
    return isRequired === true && !(attribute in attributes) && !constants.some(({ input }) => input.attribute === attribute);
  });
  if (absent !== undefined) return { problem: `its input ${absent.name} is missing` };
  const twice = constants.find(({ input: { attribute } }) => attribute in attributes);
  if (twice !== undefined) return { problem: `its ${twice.input.name} is given twice, as an attribute and as an input` };
  const nameAt = (position: number): string => node.input[own + attributeInputs.length + position] ?? "";
  const isMet = ignoredInputs.some(({ isDefault }, position) => isDefault === true && nameAt(position) === "");
  const conditions = ignoredInputs.flatMap(({ name, mustBe }, position) => {
    return isMet || nameAt(position) === "" || mustBe === undefined ? [] : [{ input: name, value: nameAt(position), mustBe }];
  });
  return { op, spelling, attributes, arguments: given, constants, conditions };
}
