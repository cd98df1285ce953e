// Reads the attributes that ONNX gives as inputs: positions, shapes and paddings, which must be known before anything runs.

import type { Attribute, Attributes } from "../../network/attributes.ts";
import type { KnownArray } from "../../network/evaluate/evaluate-operation.ts";
import type { OnnxAttributeInput } from "../../network/op.ts";
import { isFloat, isInteger, nameOfScalar } from "../../program/scalar.ts";
import type { Held } from "./held-values.ts";
import type { MatchedNode, NodeProblem } from "./match-node.ts";

/** The node's attributes with those that are inputs, or why they cannot be known. */
export function attributesFromInputs(
  node: MatchedNode,
  held: (name: string) => Held | undefined,
): { readonly attributes: Attributes } | NodeProblem {
  const found: Record<string, Attribute> = {};
  for (const { input, value } of node.constants) {
    const given = held(value);
    if (given?.kind !== "known") return { problem: `its input ${input.name} is computed from the model's inputs, and has to be a constant` };
    const read = attributeOf(given.array, input);
    if (typeof read === "string") return { problem: `its input ${input.name} ${read}` };
    found[input.attribute] = read;
  }
  return { attributes: { ...node.attributes, ...found } };
}

/** The text says what is wrong with the array. */
function attributeOf({ scalar, shape, data }: KnownArray, input: OnnxAttributeInput): Attribute | string {
  const wantsFloat = input.type === "float" || input.type === "floats";
  const fits = input.type === "number" || input.mayBeFloat === true || (wantsFloat ? isFloat(scalar) : isInteger(scalar) || scalar === "bool");
  if (!fits) return `is of type ${nameOfScalar(scalar)} instead of ${wantsFloat ? "float" : "int64"}`;
  if (input.type === "ints" || input.type === "floats" || input.type === "bools") return shape.length > 1 ? `has ${shape.length} axes instead of one` : Array.from(data);
  if (data.length === 1) return Number.isFinite(data[0]) ? data[0] : `is ${data[0]}`;
  return `has ${data.length} elements instead of one`;
}
