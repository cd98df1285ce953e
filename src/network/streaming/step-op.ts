// An op as it computes the frames of one step: the index maps are those of the whole sequence, moved to where the frames are that a step has.

import { addIndex, constantIndex } from "../../program/expression.ts";
import type { Index } from "../../program/program.ts";
import type { OperationValue } from "../network.ts";
import type { Computation, Op } from "../op.ts";
import type { Factor } from "../reduction.ts";
import type { Shape } from "../shape.ts";

/** How an argument of the step is read. */
export type StepArgument =
  /** Frame n of the whole sequence's map is frame n + shift here; of the result frames count from that of the step. */
  | { readonly kind: "frames"; readonly axis: number; readonly shift: number }
  /** One frame stands for all. */
  | { readonly kind: "steady"; readonly axes: readonly number[] };

/** @param shapes of the arguments in the whole network. @param shape of the result in the step. */
export function stepOp({ op }: OperationValue, shapes: readonly Shape[], shape: Shape, args: readonly StepArgument[]): Op {
  const moved = (argument: number, at: readonly Index[]): readonly Index[] => movedIndices(args[argument], at);
  return { ...op, inferShape: () => shape, computation: stepComputation(op.computation, shapes, moved), examples: [] };
}

function movedIndices(argument: StepArgument, at: readonly Index[]): readonly Index[] {
  if (argument.kind === "frames") return at.with(argument.axis, addIndex(at[argument.axis], constantIndex(argument.shift)));
  return at.map((index, axis) => (argument.axes.includes(axis) ? constantIndex(0) : index));
}

type Moved = (argument: number, at: readonly Index[]) => readonly Index[];

/** A factor that is read where a step has it. */
function movedFactor({ argument, at }: Factor, moved: Moved): Factor {
  return { argument, at: (own, reduced) => moved(argument, at(own, reduced)) };
}

function stepComputation(computation: Computation, shapes: readonly Shape[], moved: Moved): Computation {
  switch (computation.kind) {
    case "view":
      return { kind: "view", source: (indices, _, attributes) => moved(0, computation.source(indices, shapes[0], attributes)) };
    case "reduce":
      return {
        kind: "reduce",
        reduction: (_, attributes) => {
          const reduction = computation.reduction(shapes, attributes);
          const factors = reduction.factors.map((factor) => movedFactor(factor, moved));
          const start = reduction.start && { ...reduction.start, read: movedFactor(reduction.start.read, moved) };
          return { ...reduction, factors, start };
        },
      };
    case "fold":
      return {
        kind: "fold",
        fold: (_, attributes, scalars) => {
          const folding = computation.fold(shapes, attributes, scalars);
          return { ...folding, reads: folding.reads.map((read) => movedFactor(read, moved)) };
        },
      };
    case "gather":
      return {
        kind: "gather",
        source: (indices, _, attributes, pick) =>
          moved(0, computation.source(indices, shapes, attributes, (argument, at, extent) => pick(argument, moved(argument, at), extent))),
      };
    case "pointwise":
    case "reshape":
    case "place":
    case "scan":
    case "expand":
      return computation;
  }
}

/** A place of the frames of one step, from those arguments of it that have some, in this order. */
export function stepPlace({ op, attributes }: OperationValue, shapes: readonly Shape[], shape: Shape, kept: readonly number[], axis: number): Op {
  const { computation } = op;
  if (computation.kind !== "place") throw new RangeError(`${op.name} places nothing`);
  const firstFrame = (target: readonly Index[]): readonly Index[] => target.map((index, one) => (one === axis ? { ...index, constant: 0 } : index));
  return {
    ...op,
    parameters: ["frames"],
    required: 1,
    isVariadic: true,
    inferShape: () => shape,
    computation: {
      kind: "place",
      fill: computation.fill,
      target: (argument, indices) => firstFrame(computation.target(kept[argument], indices, shapes, attributes)),
    },
    examples: [],
  };
}
