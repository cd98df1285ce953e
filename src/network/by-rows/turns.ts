// What follows from the number of a turn: which rows of an array its rows are, and whether they are rows of it at all.

import { add, apply, constantOf, multiply } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import type { Op } from "../op.ts";

/** Rows of an array that are computed so many in a turn, the first of them `late` rows after the first turn's beginning. */
export interface TurnRows {
  readonly rows: number;
  readonly late: number;
  readonly extent: number;
}

/** The turn after a turn. */
export const nextTurn: Op = ofTurn("next_turn", "i32", 0, ([turn]) => add(turn, constantOf("i32", 1), "next_turn"));

/** For each row of a turn its position in the array, or that of the last row where there are no others. */
export function positionsInTurn({ rows, extent }: TurnRows): Op {
  return ofTurn("positions_in_turn", "i32", rows, (given) => apply("minimum", [rowOf(given, rows), constantOf("i32", extent - 1)], "row"));
}

/** For each row of a turn whether it is one of the array. @param turns in all. */
export function isRowInTurn({ rows, late, extent }: TurnRows, turns: number): Op {
  return ofTurn("is_row_in_turn", "bool", rows, (given) => {
    const row = rowOf(given, rows);
    const isBegun = late > 0 ? [apply("lessOrEqual", [constantOf("i32", late), row], "has_begun")] : [];
    const isUnended = late + extent < turns * rows ? [apply("less", [row, constantOf("i32", late + extent)], "has_not_ended")] : [];
    const conditions = [...isBegun, ...isUnended];
    return conditions.length < 2 ? (conditions.at(0) ?? constantOf("bool", 1)) : apply("and", conditions, "is_row");
  });
}

/** Of the number of a turn, and where it has several rows of the number of each in it. */
function rowOf([turn, place]: readonly Expression[], rows: number): Expression {
  return rows === 1 ? turn : add(multiply(turn, constantOf("i32", rows), "first"), place, "row");
}

function ofTurn(name: string, scalar: "i32" | "bool", rows: number, value: (given: readonly Expression[]) => Expression): Op {
  return {
    name,
    parameters: rows > 1 ? ["turn", "place"] : ["turn"],
    required: rows > 1 ? 2 : 1,
    attributes: {},
    inferShape: () => [Math.max(rows, 1)],
    inferScalar: () => scalar,
    computation: { kind: "pointwise", value },
    examples: [],
  };
}
