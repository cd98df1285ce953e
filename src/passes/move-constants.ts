// Makes a constant of every view of a constant that repeats nothing: a transposed matrix is a matrix.

import type { Network, ParameterValue, Shape } from "../network/network.ts";
import { elementCount } from "../network/network.ts";
import type { View } from "../network/op.ts";
import type { Attributes } from "../network/network.ts";
import { flatIndex, variableIndex } from "../program/expression.ts";
import { rewrite } from "./rewrite.ts";

export function moveConstants(network: Network): Network {
  return rewrite(network, (value, args, builder) => {
    if (value.kind !== "operation") return builder.copy(value, args);
    const { op: { computation }, shape, attributes } = value;
    const constant = computation.kind === "reshape" || computation.kind === "view" ? builder.value(args[0]) : undefined;
    if (constant?.kind !== "parameter" || elementCount(shape) > constant.data.length) return builder.copy(value, args);
    const data = computation.kind === "view" ? moved(constant, shape, computation, attributes) : constant.data;
    return builder.ownParameter(constant.name, shape, data, constant.origin);
  });
}

/** The elements a view shows, in its order. */
function moved({ shape: own, data }: ParameterValue, shape: Shape, { source }: View, attributes: Attributes): Float32Array {
  const { constant, terms } = flatIndex(own, source(shape.map((_, axis) => variableIndex(axis)), own, attributes));
  const strides = shape.map((_, axis) => terms.find(({ variable }) => variable === axis)?.factor ?? 0);
  const result = new Float32Array(elementCount(shape));
  let to = 0;
  const copyAxis = (axis: number, from: number): void => {
    if (axis === shape.length) result[to++] = data[from];
    else for (let i = 0; i < shape[axis]; i++) copyAxis(axis + 1, from + i * strides[axis]);
  };
  copyAxis(0, constant);
  return result;
}
