// Nodes, attributes and arrays of ONNX messages, taken apart and made. Knows no operator but Constant.

import { INT64 } from "../element-types.ts";
import type { Attribute, Node, Tensor } from "../onnx-messages.ts";

/** AttributeProto.AttributeType of the ONNX standard. */
const [FLOAT_ATTRIBUTE, INT_ATTRIBUTE, STRING_ATTRIBUTE, TENSOR_ATTRIBUTE, INTS_ATTRIBUTE] = [1, 2, 3, 4, 7];

export function attributeOf({ attribute }: Node, name: string): Attribute | undefined {
  return attribute.find((one) => one.name === name);
}

/** The value of an attribute that is an integer; undefined where it is not there. */
export function integerOf(node: Node, name: string): number | undefined {
  const attribute = attributeOf(node, name);
  return attribute === undefined ? undefined : Number(attribute.i ?? 0n);
}

export function without(node: Node, name: string): Node {
  return attributeOf(node, name) === undefined ? node : { ...node, attribute: node.attribute.filter((one) => one.name !== name) };
}

const EMPTY: Attribute = {
  name: undefined,
  f: undefined,
  i: undefined,
  s: undefined,
  t: undefined,
  g: undefined,
  floats: [],
  ints: [],
  strings: [],
  type: undefined,
  refAttrName: undefined,
};

export function intAttribute(name: string, value: number): Attribute {
  return { ...EMPTY, name, type: INT_ATTRIBUTE, i: BigInt(value) };
}

export function floatAttribute(name: string, value: number): Attribute {
  return { ...EMPTY, name, type: FLOAT_ATTRIBUTE, f: Math.fround(value) };
}

export function tensorAttribute(name: string, t: Tensor): Attribute {
  return { ...EMPTY, name, type: TENSOR_ATTRIBUTE, t };
}

export function textAttribute(name: string, text: string): Attribute {
  return { ...EMPTY, name, type: STRING_ATTRIBUTE, s: new TextEncoder().encode(text) };
}

export function intsAttribute(name: string, values: readonly number[]): Attribute {
  return { ...EMPTY, name, type: INTS_ATTRIBUTE, ints: values.map(BigInt) };
}

/** A number of float32, without axes. */
export function floatConstant(name: string, value: number): Node {
  return nodeOf("Constant", [], name, [floatAttribute("value_float", value)]);
}

/** A list of int64. */
export function constantNode(name: string, values: readonly bigint[]): Node {
  return nodeOf("Constant", [], name, [{ ...EMPTY, name: "value_ints", type: INTS_ATTRIBUTE, ints: values }]);
}

/** An array of int64 with one axis, without a name. */
export function integerTensor(values: readonly bigint[]): Tensor {
  return {
    dims: [BigInt(values.length)],
    dataType: INT64,
    segment: undefined,
    floatData: [],
    int32Data: [],
    int64Data: [],
    name: undefined,
    rawData: new Uint8Array(BigInt64Array.from(values).buffer),
    doubleData: [],
    uint64Data: [],
    externalData: [],
    dataLocation: undefined,
  };
}

/** A node of ONNX's own operators with one result. */
export function nodeOf(opType: string, input: readonly string[], result: string, attribute: readonly Attribute[]): Node {
  return { input, output: [result], name: result, opType, attribute, domain: undefined, overload: undefined };
}
