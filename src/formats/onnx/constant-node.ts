// Reads nodes of the ONNX operator Constant, which hold an array in an attribute. Every other operator is an op's.

import { ConvertedElements } from "./converted-elements.ts";
import { nameOfElementType } from "./element-types.ts";
import type { Node } from "./onnx-messages.ts";
import type { Constant } from "./tensor.ts";
import { readTensor } from "./tensor.ts";
import { refused } from "../refuse.ts";

export const CONSTANT = "Constant";

/** The type of the array, and the array once it is asked for; or why the node cannot be read. */
export type ConstantNode =
  | { readonly type: string; readonly read: (file: string, place: string) => Constant }
  | { readonly problem: string };

/** Of Constant-13's attributes those that hold numbers. */
export function readConstantNode(node: Node): ConstantNode {
  const [attribute, ...others] = node.attribute;
  if (attribute === undefined || others.length > 0) return { problem: `it has ${node.attribute.length} attributes instead of one` };
  const { name, t } = attribute;
  switch (name ?? "") {
    case "value":
      if (t === undefined) return { problem: "its attribute value is empty" };
      return { type: nameOfElementType(t.dataType), read: (file, place) => readTensor(t, file, place) };
    case "value_float":
      return attribute.f === undefined ? { problem: "its attribute value_float is empty" } : floats([], [attribute.f]);
    case "value_floats":
      return floats([attribute.floats.length], attribute.floats);
    case "value_int":
      return attribute.i === undefined ? { problem: "its attribute value_int is empty" } : integers([], [attribute.i]);
    case "value_ints":
      return integers([attribute.ints.length], attribute.ints);
    case "sparse_value":
      return { problem: "its attribute sparse_value holds a sparse array, and nnc reads arrays that are stored in full" };
    case "value_string":
    case "value_strings":
      return { problem: `its attribute ${name} holds text, which nnc does not compute with` };
    default:
      return { problem: `its attribute ${name ?? ""} is not supported` };
  }
}

function floats(shape: readonly number[], values: readonly number[]): ConstantNode {
  return { type: "float", read: () => ({ type: "float", shape, values: Float32Array.from(values) }) };
}

function integers(shape: readonly number[], values: readonly bigint[]): ConstantNode {
  return {
    type: "int64",
    read(file, place) {
      const elements = new ConvertedElements({ name: "int64", isFloat: false }, values.length, (refusal) => refused(file, { place, ...refusal }));
      for (const value of values) elements.add(value);
      return { type: "int64", shape, ...elements.finish() };
    },
  };
}
