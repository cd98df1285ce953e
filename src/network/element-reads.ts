// Which elements of its arguments an element of a result is made of, as index maps. Computes no element.

import { variableIndex } from "../program/expression.ts";
import type { Index } from "../program/program.ts";
import type { Scalar } from "../program/scalar.ts";
import { broadcastIndices } from "./broadcast.ts";
import type { OperationValue } from "./network.ts";
import type { PickPosition } from "./op.ts";
import type { Shape } from "./shape.ts";

export interface ElementRead {
  readonly argument: number;
  /** Axis by axis of the argument. */
  readonly at: readonly Index[];
}

export interface ElementReads {
  readonly reads: readonly ElementRead[];
  /** Of the variables in indices that follow those of the result's axes: their extents, undefined of positions that are picked. */
  readonly further: readonly (number | undefined)[];
}

/**
 * All that an element is made of; variables 0, 1, … are its own indices.
 *
 * @param shapes of the arguments.
 * @returns undefined of an op whose elements have no such maps: what is placed, laid out anew, computed step by step or written as other ops.
 */
export function elementReads(value: OperationValue, shapes: readonly Shape[], scalars: readonly Scalar[]): ElementReads | undefined {
  const { op: { computation }, shape, attributes } = value;
  const own = axesOf(shape);
  const along = (over: readonly number[]): readonly Index[] => over.map((_, axis) => variableIndex(shape.length + axis));
  switch (computation.kind) {
    case "pointwise":
      return { reads: shapes.map((one, argument) => ({ argument, at: broadcastIndices(one, own) })), further: [] };
    case "view":
      return { reads: [{ argument: 0, at: computation.source(own, shapes[0], attributes) }], further: [] };
    case "reduce": {
      const { over, factors, start } = computation.reduction(shapes, attributes);
      const all = [...factors, ...(start === undefined ? [] : [start.read])];
      return { reads: all.map(({ argument, at }) => ({ argument, at: at(own, along(over)) })), further: over };
    }
    case "fold": {
      const { over, reads } = computation.fold(shapes, attributes, scalars);
      return { reads: reads.map(({ argument, at }) => ({ argument, at: at(own, along(over)) })), further: over };
    }
    case "gather":
      return gathered(shape, (pick) => computation.source(own, shapes, attributes, pick));
    case "reshape":
    case "place":
    case "scan":
    case "expand":
      return undefined;
  }
}

/** A position that is picked counts as a variable of its own. */
function gathered(shape: Shape, source: (pick: PickPosition) => readonly Index[]): ElementReads {
  const picks: ElementRead[] = [];
  const at = source((argument, indices) => {
    picks.push({ argument, at: indices });
    return variableIndex(shape.length + picks.length - 1);
  });
  return { reads: [...picks, { argument: 0, at }], further: picks.map(() => undefined) };
}

export function axesOf(shape: Shape): readonly Index[] {
  return shape.map((_, axis) => variableIndex(axis));
}
