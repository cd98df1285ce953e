// between_block_borders: between_borders of values that are the sum of a line over a block of cells and a correction at each border. All of them are
// integers. No file has it: tables that store a line for every block are read with it.

import { add, apply, constantOf, convert, multiply, subtract } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import type { Scalar } from "../../program/scalar.ts";
import { numberOf } from "../attributes.ts";
import { broadcastShapes } from "../broadcast.ts";
import type { Op } from "../op.ts";
import { betweenIntegers } from "./between-borders.ts";

/**
 * The line over a block of 2^`exponent` cells begins with start·2^exponent and ends with end·2^exponent. The values at the borders of the cell are what it
 * has there, start·2^exponent + (end − start)·within before the cell and end − start more after it, where `within` counts the cells of the block, and the
 * corrections. Modulo 2^32.
 */
export const betweenBlockBorders: Op = {
  name: "between_block_borders",
  parameters: ["start", "end", "before", "after", "cell", "place", "offset", "scale"],
  required: 8,
  attributes: { exponent: 0 },
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar([start, end, before, after, cell, place, offset, scale]) {
    const isOfIntegers = (start === "i16" || start === "i32") && end === start && (before === "i8" || before === "i32") && after === before;
    const isRight = isOfIntegers && cell === "i32" && place === "f32" && offset === "i32" && scale === "f32";
    return isRight ? "f32" : { problem: "its line is not of int16 or i32, its corrections of int8 or i32, its cell and offset of i32, or its place and scale of float32" };
  },
  computation: {
    kind: "pointwise",
    value([start, end, before, after, cell, place, offset, scale], attributes, [ofLine, , ofCorrections]) {
      const cells = 2 ** numberOf(attributes, "exponent");
      const first = asWord(start, ofLine, "start");
      const step = subtract(asWord(end, ofLine, "end"), first, "step");
      const within = apply("and", [cell, constantOf("i32", cells - 1)], "within");
      const line = add(multiply(first, constantOf("i32", cells), "begun"), multiply(step, within, "climbed"), "line");
      const value = add(line, asWord(before, ofCorrections, "correction"), "before");
      const next = add(add(line, step, "next"), asWord(after, ofCorrections, "correction"), "after");
      return betweenIntegers(value, next, { place, offset, scale });
    },
  },
  examples: [
    { shapes: [[4], [4], [4], [4], [], [], [4], [4]], scalars: ["i32", "i32", "i32", "i32", "i32", "f32", "i32", "f32"], attributes: { exponent: 2 } },
    { shapes: [[], [], [], [], [], [], [], []], scalars: ["i32", "i32", "i32", "i32", "i32", "f32", "i32", "f32"], attributes: { exponent: 3 } },
  ],
};

function asWord(value: Expression, scalar: Scalar, name: string): Expression {
  return scalar === "i32" ? value : convert(value, "i32", "round", name);
}
