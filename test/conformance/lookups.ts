// A Program that looks tables up at positions found from its input: by clamping, by a search of a fixed number of steps
// without a branch, by an index grid with one step; and in the rows of a loop. The checker proves the positions' bounds.

import { ProgramBuilder } from "../../src/program/builder.ts";
import * as e from "../../src/program/expression.ts";
import type { Bounds, Expression, Index, Program } from "../../src/program/program.ts";

export const LOOKUPS = ["clamp", "search", "grid", "rows"] as const;

const ENTRIES = 16;
/** The width of a grid's cell; a power of two, so that dividing by it is exact. */
const CELL = 8;
/** One in each cell. */
const KNOTS = Float32Array.from({ length: ENTRIES }, (_, i) => CELL * i + 2 * ((i * 7) % 4));
const VALUES = Int16Array.from({ length: ENTRIES }, (_, i) => ((i * 977) % 4001) - 2000);
/** For each cell the last knot that is certainly not above it. */
const GRID = Uint8Array.from({ length: ENTRIES }, (_, i) => Math.max(0, i - 1));

/** The same in plain arithmetic, by looking at every knot. */
export function expectedLookups(x: number): readonly number[] {
  const cell = Number.isNaN(x) ? 0 : Math.trunc(Math.min(Math.max(x / CELL, 0), ENTRIES - 1));
  const found = VALUES[Math.max(0, KNOTS.filter((knot) => knot <= x).length - 1)];
  return [VALUES[cell], found, found, [0, 4, 8, 12].reduce((sum, row) => sum + VALUES[row + (cell % 4)], 0)];
}

export function lookups(): Program {
  const builder = new ProgramBuilder();
  const x = e.load(builder.buffer({ role: "input", name: "x", scalar: "f32", size: 1 }), e.constantIndex(0));
  const y = builder.buffer({ role: "output", name: "y", scalar: "i32", size: LOOKUPS.length });
  const shape = { role: "table", size: ENTRIES, rowLength: ENTRIES } as const;
  const values = builder.buffer({ ...shape, name: "values", scalar: "i16", values: VALUES, comment: "values" });
  const knots = builder.buffer({ ...shape, name: "knots", scalar: "f32", values: KNOTS, comment: "knots" });
  const grid = builder.buffer({ ...shape, name: "grid", scalar: "u8", values: GRID, comment: "grid" });
  const valueAt = (position: Index): Expression => e.convert(e.load(values, position), "i32", "round");
  const isBelow = (position: Index): Expression => e.lessOrEqual(e.load(knots, position), x);

  const cell = clamped(builder, e.multiply(x, e.constant(1 / CELL)));
  builder.store(y, e.constantIndex(0), valueAt(cell));

  let position = builder.position("first", e.constantOf("i32", 0), { least: 0, greatest: 0 });
  for (let step = ENTRIES / 2, greatest = 0; step >= 1; step /= 2) {
    greatest += step;
    position = stepped(builder, position, step, { least: 0, greatest }, isBelow);
  }
  builder.store(y, e.constantIndex(1), valueAt(position));

  const start = builder.position("start", e.apply("minimum", [e.convert(e.load(grid, cell), "i32", "round"), integer(ENTRIES - 2)]), {
    least: 0,
    greatest: ENTRIES - 2,
  });
  builder.store(y, e.constantIndex(2), valueAt(stepped(builder, start, 1, { least: 0, greatest: ENTRIES - 1 }, isBelow)));

  const column = builder.position("column", e.apply("and", [local(cell), integer(3)]), { least: 0, greatest: 3 });
  const total = builder.variable("total", integer(0));
  builder.for("row", 4, (row) => total.set(e.add(total.read, valueAt(e.addIndex(column, row, 4)))));
  builder.store(y, e.constantIndex(3), total.read);
  return builder.finish();
}

/** Towards 0, within the table. */
function clamped(builder: ProgramBuilder, value: Expression): Index {
  const within = e.apply("maximum", [e.convert(value, "i32", "truncate"), integer(0)]);
  return builder.position("cell", e.apply("minimum", [within, integer(ENTRIES - 1)]), { least: 0, greatest: ENTRIES - 1 });
}

/** The position `step` further on where the knot there is below, else the position itself. */
function stepped(builder: ProgramBuilder, from: Index, step: number, bounds: Bounds, isBelow: (position: Index) => Expression): Index {
  const next = builder.position("next", e.add(local(from), integer(step)), bounds);
  return builder.position("found", e.select(isBelow(next), local(next), local(from)), bounds);
}

function local({ terms: [{ variable }] }: Index): Expression {
  return e.local(variable);
}

function integer(value: number): Expression {
  return e.constantOf("i32", value);
}
