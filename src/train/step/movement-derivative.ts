// The derivatives of what moves elements, from their index maps alone: that of a view puts each upstream element back to where
// its element came from, that of a place looks at where its elements went.

import type { Attributes } from "../../network/attributes.ts";
import type { Shape } from "../../network/shape.ts";
import type { Op, Place, View } from "../../network/op.ts";
import { variableIndex } from "../../program/expression.ts";
import type { Index } from "../../program/program.ts";

/** A view or a place that was applied: shapes and attributes are the operation's. */
interface Applied<Computation> {
  readonly name: string;
  readonly computation: Computation;
  readonly shapes: readonly Shape[];
  readonly attributes: Attributes;
}

export interface ViewDerivative {
  /** Axes of the result over which the upstream derivative is summed first, kept as axes of one element: the view repeats along them. */
  readonly repeated: readonly number[];
  /** The op that puts the sums where the elements came from, and 0 where none did. */
  readonly op: Op;
}

/**
 * The derivative of a view by its argument. Undefined where the view shows an element at several places in a way that is no
 * repetition along axes.
 *
 * @param result the shape of the view.
 */
export function viewDerivative(view: Applied<View>, result: Shape): ViewDerivative | undefined {
  const { name, computation: { source }, shapes: [shape], attributes } = view;
  const map = source(result.map((_, axis) => variableIndex(axis)), shape, attributes);
  const long = [...result.keys()].filter((axis) => result[axis] > 1);
  const isRead = (axis: number): boolean => map.some(({ terms }) => terms.some(({ variable }) => variable === axis));
  const isAlone = (axis: number): boolean => map.some(({ terms }) => terms.length === 1 && terms[0].variable === axis);
  if (!long.every((axis) => !isRead(axis) || isAlone(axis))) return undefined;
  const target = (_: number, indices: readonly Index[]): readonly Index[] => source(indices, shape, attributes);
  return {
    repeated: long.filter((axis) => !isRead(axis)),
    op: movementOp(name, shape, { kind: "place", fill: () => 0, target }),
  };
}

/** The derivative of a place by one of its arguments, of the upstream derivative. */
export function placeDerivative({ name, computation, shapes, attributes }: Applied<Place>, argument: number): Op {
  const { target } = computation;
  return movementOp(name, shapes[argument], { kind: "view", source: (indices) => target(argument, indices, shapes, attributes) });
}

function movementOp(name: string, shape: Shape, computation: View | Place): Op {
  return { name, parameters: ["upstream"], required: 1, attributes: {}, inferShape: () => shape, computation, examples: [] };
}
