// Removes what moves no element: identity, dropout, flatten of a matrix, a transposition of nothing, a single array side by side.

import { sameShape } from "../network/broadcast.ts";
import type { Network, OperationValue } from "../network/network.ts";
import type { Shape } from "../network/shape.ts";
import { variableIndex } from "../program/expression.ts";
import type { Index } from "../program/program.ts";
import { rewrite } from "./rewrite.ts";

export function removeUnchangingViews(network: Network): Network {
  return rewrite(network, (value, args, builder) => {
    const shapes = args.map((id) => builder.shapeOf(id));
    const isUnchanging = value.kind === "operation" && sameShape(shapes[0], value.shape) && movesNothing(value, shapes);
    return isUnchanging ? args[0] : builder.copy(value, args);
  });
}

/** Whether each element of the result, of the first argument's shape, is that of the first argument at the same place. */
function movesNothing({ op: { computation }, shape, attributes }: OperationValue, shapes: readonly Shape[]): boolean {
  const indices = shape.map((_, axis) => variableIndex(axis));
  switch (computation.kind) {
    case "reshape":
      return true;
    case "view":
      return areSame(computation.source(indices, shape, attributes), indices, shape);
    case "place":
      return shapes.length === 1 && areSame(computation.target(0, indices, shapes, attributes), indices, shape);
    case "pointwise":
    case "reduce":
    case "fold":
    case "gather":
    case "scan":
    case "expand":
      return false;
  }
}

/** Whether indices are those of the axes themselves; along an axis of one element every index is 0. */
function areSame(one: readonly Index[], axes: readonly Index[], shape: Shape): boolean {
  return one.every(({ constant, terms }, axis) => {
    if (shape[axis] === 1) return true;
    return constant === 0 && terms.length === 1 && terms[0].factor === 1 && terms[0].variable === axes[axis].terms[0].variable;
  });
}
