// Makes ops that compute each element of one argument by itself, most of them of float32 alone.

import type { Expression } from "../../program/program.ts";
import type { Scalar } from "../../program/scalar.ts";
import type { Attributes } from "../attributes.ts";
import type { OnnxSpelling, Op, OpExample, Pointwise } from "../op.ts";

export interface Elementwise {
  readonly name: string;
  /** None where it is left out. */
  readonly attributes?: Attributes;
  /** Of float32 alone where it is left out. */
  readonly inferScalar?: NonNullable<Op["inferScalar"]>;
  /** Where finite elements may give NaN, or have no derivative because the function has a pole. */
  readonly isPartial?: true;
  value(x: Expression, attributes: Attributes, scalar: Scalar): Expression;
  /** Absent where nothing is trained through the op. */
  derivative?(x: Expression, attributes: Attributes): Expression;
  readonly onnx?: OnnxSpelling | readonly OnnxSpelling[];
  /** A vector and a number where they are left out. */
  readonly examples?: readonly OpExample[];
}

export function elementwise({ name, attributes = {}, inferScalar, onnx, examples, ...own }: Elementwise): Op {
  return {
    name,
    parameters: ["x"],
    required: 1,
    attributes,
    inferShape: ([x]) => x,
    ...(inferScalar === undefined ? {} : { inferScalar }),
    computation: computationOf(own),
    ...(onnx === undefined ? {} : { onnx }),
    examples: examples ?? [{ shapes: [[7]] }, { shapes: [[]] }],
  };
}

function computationOf({ isPartial, value, derivative }: Pick<Elementwise, "isPartial" | "value" | "derivative">): Pointwise {
  return {
    kind: "pointwise",
    ...(isPartial === undefined ? {} : { isPartial }),
    value: ([x], attributes, [scalar]) => value(x, attributes, scalar),
    ...(derivative === undefined ? {} : { derivatives: ([x], attributes) => [derivative(x, attributes)] }),
  };
}
