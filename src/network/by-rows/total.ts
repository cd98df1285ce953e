// Sums over all rows of an array, which can be added up as the rows come: what they add, and the op that adds the rows of a step.

import { add, convert, select, variableIndex } from "../../program/expression.ts";
import type { Index } from "../../program/program.ts";
import { valueOf, type Network, type OperationValue } from "../network.ts";
import type { Op, ValueId } from "../op.ts";
import { depthOf, type Reduction } from "../reduction.ts";
import type { Timing } from "../streaming/timing-of-value.ts";

/** A value each of whose elements is a sum over all rows of another value. */
export interface Total {
  readonly id: ValueId;
  /** The axis of the reduction that runs along the rows; the first one, so that sums take row by row. */
  readonly alongRows: number;
  readonly reduction: Reduction;
}

/** Undefined where the value is no such sum of its argument, added up from +0 row by row. */
export function totalOf(network: Network, id: ValueId, timed: readonly (Timing | undefined)[]): Total | undefined {
  const value = valueOf(network, id);
  if (value.kind !== "operation" || value.op.computation.kind !== "reduce") return undefined;
  const shapes = value.arguments.map((argument) => valueOf(network, argument).shape);
  const reduction = value.op.computation.reduction(shapes, value.attributes);
  const timing = timed[value.arguments[0]];
  if (timing === undefined || !isPlainSum(reduction)) return undefined;
  const alongRows = reduction.over.findIndex((extent) => extent > 1);
  return alongRows >= 0 && runsAlong(value, reduction, timing.axis, shapes[0][timing.axis]) === alongRows ? { id, alongRows, reduction } : undefined;
}

/** One argument, added up term after term. */
function isPlainSum(reduction: Reduction): boolean {
  const { combine, factors, chains, block, scale, start } = reduction;
  const isOneBlock = block === undefined || depthOf(reduction) <= block;
  return combine === "add" && factors.length === 1 && chains === 1 && isOneBlock && scale === undefined && start === undefined;
}

/** The only reduced axis along which an axis of the argument is read, from its beginning to its end. */
function runsAlong({ shape }: OperationValue, { over, factors: [factor] }: Reduction, axis: number, extent: number): number | undefined {
  const rank = shape.length;
  const places = factor.at(shape.map((_, own) => variableIndex(own)), over.map((_, along) => variableIndex(rank + along)));
  const isMoving = (variable: number): boolean => variable >= rank || shape[variable] > 1;
  const termsAt = (place: number): Index["terms"] => places[place].terms.filter(({ variable }) => isMoving(variable));
  const [only, ...others] = termsAt(axis);
  if (only === undefined || others.length > 0 || only.factor !== 1 || places[axis].constant !== 0 || only.variable < rank) return undefined;
  const isElsewhere = places.some((_, place) => place !== axis && termsAt(place).some(({ variable }) => variable === only.variable));
  return isElsewhere || over[only.variable - rank] !== extent ? undefined : only.variable - rank;
}

/** What is added up so far, of the rows of a step that are rows of the array: of the rows, a truth value for each, and what was there before. */
export function addRows({ alongRows, reduction }: Total, { shape, scalar }: OperationValue, rows: number): Op {
  const [{ at }] = reduction.factors;
  return {
    name: "add_rows",
    parameters: ["rows", "within", "total"],
    required: 3,
    attributes: {},
    inferShape: () => shape,
    inferScalar: () => scalar,
    computation: {
      kind: "fold",
      fold: (_shapes, _attributes, [given]) => ({
        over: reduction.over.with(alongRows, rows),
        reads: [
          { argument: 0, at },
          { argument: 1, at: (_own, steps) => [steps[alongRows]] },
          { argument: 2, at: (own) => own },
        ],
        memory: [{ name: "sum", scalar, initial: { kind: "first", read: 2 } }],
        step: ([sum], [element, within]) => [select(within, add(sum, given === scalar ? element : convert(element, scalar, "round", "element")), sum)],
        result: ([sum]) => sum,
      }),
    },
    examples: [],
  };
}
