// Makes ops that compute each element of two arguments, broadcast, by themselves.

import type { Expression } from "../../program/program.ts";
import type { Scalar } from "../../program/scalar.ts";
import type { Attributes } from "../attributes.ts";
import { broadcastShapes } from "../broadcast.ts";
import type { OnnxSpelling, Op, OpExample } from "../op.ts";

export interface Pairwise {
  readonly name: string;
  /** None where it is left out. */
  readonly attributes?: Attributes;
  readonly inferScalar: NonNullable<Op["inferScalar"]>;
  readonly value: (x: Expression, y: Expression, scalar: Scalar, attributes: Attributes) => Expression;
  /** By either argument; absent where nothing is trained through the op. */
  readonly derivatives?: (x: Expression, y: Expression) => readonly [Expression, Expression];
  readonly onnx?: OnnxSpelling | readonly OnnxSpelling[];
  /** For each type that an example is given with, as both arguments have it. */
  readonly scalars: readonly Scalar[];
}

export function pairwise({ name, attributes = {}, inferScalar, value, derivatives, onnx, scalars }: Pairwise): Op {
  return {
    name,
    parameters: ["x", "y"],
    required: 2,
    attributes,
    inferShape: (shapes) => broadcastShapes(shapes),
    inferScalar,
    computation: {
      kind: "pointwise",
      value: ([x, y], given, [scalar]) => value(x, y, scalar, given),
      ...(derivatives === undefined ? {} : { derivatives: ([x, y]) => derivatives(x, y) }),
    },
    ...(onnx === undefined ? {} : { onnx }),
    examples: scalars.flatMap((scalar, position): readonly OpExample[] => {
      const types = scalar === "f32" ? {} : { scalars: [scalar, scalar] };
      return [{ shapes: [[2, 3], [3]], ...types }, ...(position === 0 ? [{ shapes: [[3, 1], [4]], ...types }, { shapes: [[], [2]], ...types }] : [])];
    }),
  };
}
