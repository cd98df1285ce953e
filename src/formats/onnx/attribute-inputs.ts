// Reads the attributes that ONNX gives as inputs: positions, shapes and paddings, which must be constants of the file. Computes
// none of them.

import type { Attribute, Attributes } from "../../network/attributes.ts";
import type { OnnxAttributeInput } from "../../network/op.ts";
import type { Definitions } from "./definitions.ts";
import { nearestSafe, type MatchedNode, type NodeProblem } from "./match-node.ts";
import type { Constant } from "./tensor.ts";

/** The node's attributes with those that are inputs, or why they cannot be known. */
export function attributesFromInputs(node: MatchedNode, { byName }: Definitions): { readonly attributes: Attributes } | NodeProblem {
  const found: Record<string, Attribute> = {};
  for (const { input, value } of node.constants) {
    const definition = byName.get(value);
    if (definition?.kind !== "constant") {
      return { problem: `its input ${input.name} is computed: write it into the model as a constant, for example with onnxsim` };
    }
    const read = attributeOf(definition.read(), input);
    if (typeof read === "string") return { problem: `its input ${input.name} ${read}` };
    found[input.attribute] = read;
  }
  return { attributes: { ...node.attributes, ...found } };
}

/** The text says what is wrong with the array. */
function attributeOf({ type, shape, values }: Constant, input: OnnxAttributeInput): Attribute | string {
  if (input.type === "ints") {
    if (type !== "int64" && type !== "int32") return `is of type ${type} instead of int64`;
    return shape.length > 1 ? `has ${shape.length} axes instead of one` : Array.from(values, nearestSafe);
  }
  const types = input.type === "float" ? ["float", "double"] : ["int64", "int32"];
  if (!types.includes(type)) return `is of type ${type} instead of ${types[0]}`;
  return values.length === 1 ? values[0] : `has ${values.length} elements instead of one`;
}
