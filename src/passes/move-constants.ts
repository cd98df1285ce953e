// Makes a constant of every view of a constant that repeats nothing: a transposed matrix is a matrix.

import { visitFlatPositions } from "../network/flat-positions.ts";
import type { Network, ParameterValue } from "../network/network.ts";
import type { Attributes } from "../network/attributes.ts";
import type { Shape } from "../network/shape.ts";
import { elementCount } from "../network/shape.ts";
import type { View } from "../network/op.ts";
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
  const result = new Float32Array(elementCount(shape));
  let to = 0;
  visitFlatPositions(shape, own, (indices) => source(indices, own, attributes), (position) => (result[to++] = data[position]));
  return result;
}
