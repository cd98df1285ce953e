// Units that show what functions of one file can have in common: a helper in a loop over rows, models that share a table, what is
// remembered between calls, parts of arrays chosen by the data, and names that are all the same.

import type { Heading } from "../../src/codegen/template-view.ts";
import { ProgramBuilder } from "../../src/program/builder.ts";
import * as e from "../../src/program/expression.ts";
import type { BufferId, Expression, Index, Program, StateBuffer, TableBuffer } from "../../src/program/program.ts";
import { SCALARS, type Scalar } from "../../src/program/scalar.ts";
import type { Unit } from "../../src/program/unit.ts";

const at = e.constantIndex;

function tableOf(name: string, scalar: Scalar, numbers: readonly number[], rowLength = numbers.length): TableBuffer {
  const values = SCALARS[scalar].newValues(numbers.length).map((_, i) => numbers[i]);
  return { role: "table", name, scalar, size: numbers.length, values, rowLength, comment: `${name}, ${numbers.length} numbers` };
}

function stateOf(name: string, scalar: Scalar, initial: readonly number[]): StateBuffer {
  return { role: "state", name, scalar, size: initial.length, initial: SCALARS[scalar].newValues(initial.length).map((_, i) => initial[i]) };
}

/** Has inputs x … and one output y of these types and sizes. */
function programOf(
  inputs: readonly (readonly [string, Scalar, number])[],
  outputs: readonly (readonly [string, Scalar, number])[],
  build: (builder: ProgramBuilder, inputs: readonly BufferId[], outputs: readonly BufferId[]) => void,
): Program {
  const builder = new ProgramBuilder();
  const declare = (role: "input" | "output") => ([name, scalar, size]: readonly [string, Scalar, number]) => builder.buffer({ role, name, scalar, size });
  build(builder, inputs.map(declare("input")), outputs.map(declare("output")));
  return builder.finish();
}

const row = (index: Index, length: number): Index => e.addIndex(at(0), index, length);

/** Two results of three numbers each, for four rows. */
function batch(): Unit {
  const weights = tableOf("W", "f32", [0.5, -1.25, 0.1, 2, 0.75, -0.3].map(Math.fround), 3);
  const dense = programOf([["x", "f32", 3]], [["y", "f32", 2]], (builder, [x], [y]) => {
    const w = builder.buffer(weights);
    builder.for("i", 2, (i) => {
      const sum = builder.variable("sum", e.constant(0));
      builder.for("k", 3, (k) => {
        sum.set(e.add(sum.read, e.multiply(e.load(w, e.addIndex(row(i, 3), k)), e.load(x, k))));
      });
      builder.store(y, i, e.select(e.less(sum.read, e.constant(0)), e.constant(0), sum.read));
    });
  });
  const rows = programOf([["x", "f32", 12]], [["y", "f32", 8]], (builder, [x], [y]) => {
    builder.for("i", 4, (i) => {
      builder.call({ id: 0, program: dense }, [{ kind: "region", buffer: x, start: row(i, 3) }, { kind: "region", buffer: y, start: row(i, 2) }]);
    });
  });
  return {
    name: "four_rows",
    functions: [
      { name: "dense_row", program: dense, exported: false, does: "computes one row" },
      { name: "four_rows", program: rows, exported: true, does: "computes four rows, one after the other" },
    ],
  };
}

/** Two models of one number that share a table and a helper that returns a number. */
function pair(): Unit {
  const shared = tableOf("W", "f32", [1.5, -0.25, 3]);
  const leaky = programOf([["x", "f32", 1], ["slope", "f32", 1]], [["y", "f32", 1]], (builder, [x, slope]) => {
    const scaled = builder.let("scaled", e.multiply(e.load(x, at(0)), e.load(slope, at(0))));
    const chosen = builder.let("y", e.select(e.less(e.load(x, at(0)), e.constant(0)), scaled, e.load(x, at(0))));
    builder.return(chosen);
  });
  const model = (own: readonly number[], slope: number): Program =>
    programOf([["x", "f32", 1]], [["y", "f32", 1]], (builder, [x]) => {
      const [w, b] = [builder.buffer(shared), builder.buffer(tableOf("b", "f32", own))];
      const total = builder.variable("total", e.constant(0));
      builder.for("i", 3, (i) => {
        const product = builder.let("product", e.multiply(e.load(w, i), e.load(x, at(0))));
        const sum = builder.let("sum", e.add(e.load(b, i), product));
        const value = builder.call({ id: 0, program: leaky }, [{ kind: "value", value: sum }, { kind: "value", value: e.constant(slope) }], "h");
        if (value !== undefined) total.set(e.add(total.read, value));
      });
      builder.return(total.read);
    });
  return {
    name: "pair",
    functions: [
      { name: "leaky", program: leaky, exported: false },
      { name: "first_model", program: model([1, 2, -3], 0.5), exported: true, does: "is the first of two models" },
      { name: "second_model", program: model([0.5, -2, 0.25], 0.125), exported: true, does: "is the second of two models" },
    ],
  };
}

/** A sum over all calls, and the last four numbers as integers, with a helper that remembers. */
function runningSum(): Unit {
  const total = stateOf("total", "f32", [0]);
  const window = stateOf("window", "i32", [1, -2, 3, 4]);
  const started = stateOf("started", "bool", [0]);
  const recent = stateOf("recent", "f32", [0.5, 0.5]);
  const remember = programOf([["x", "f32", 1]], [["oldest", "i32", 1]], (builder, [x]) => {
    const w = builder.buffer(window);
    const oldest = builder.let("oldest", e.load(w, at(0)));
    builder.for("i", 3, (i) => {
      builder.store(w, i, e.load(w, e.addIndex(i, at(1))));
    });
    builder.store(w, at(3), e.convert(e.load(x, at(0)), "i32", "round"));
    builder.return(oldest);
  });
  const add = programOf([["x", "f32", 1]], [["y", "f32", 1]], (builder, [x]) => {
    const [sum, first, last] = [builder.buffer(total), builder.buffer(started), builder.buffer(recent)];
    const oldest = builder.call({ id: 0, program: remember }, [{ kind: "value", value: e.load(x, at(0)) }], "oldest");
    builder.store(sum, at(0), e.add(e.load(sum, at(0)), e.load(x, at(0))));
    builder.store(last, at(1), e.load(last, at(0)));
    builder.store(last, at(0), e.load(x, at(0)));
    const gone = builder.let("gone", e.convert(oldest ?? e.constantOf("i32", 0), "f32", "round"));
    const kept = builder.let("kept", e.subtract(e.load(sum, at(0)), gone));
    const change = builder.let("change", e.add(kept, e.load(last, at(1))));
    const result = builder.let("result", e.select(e.load(first, at(0)), change, kept));
    builder.store(first, at(0), e.constantOf("bool", 1));
    builder.return(result);
  });
  return {
    name: "running_sum",
    functions: [
      { name: "remember", program: remember, exported: false, does: "takes a number in the place of the oldest one, which it gives" },
      { name: "running_sum", program: add, exported: true, does: "gives the sum of all numbers so far but the four last" },
    ],
  };
}

/** A row of a table of bytes, chosen by a number, in a sum weighted by integers. */
function lookup(): Unit {
  const codes = tableOf("codes", "u8", [1, 2, 3, 250, 0, 7, 128, 255, 9, 10, 11, 12], 3);
  const weigh = programOf([["row", "u8", 3], ["scale", "i32", 1]], [["sum", "i32", 1], ["parts", "i32", 3]], (builder, [x, scale], [sum, parts]) => {
    const whole = builder.variable("whole", e.constantOf("i32", 0));
    builder.for("i", 3, (i) => {
      const code = builder.let("code", e.convert(e.load(x, i), "i32", "round"));
      const part = builder.let("part", e.apply("multiply", [code, e.load(scale, at(0))]));
      builder.store(parts, i, part);
      whole.set(e.apply("add", [whole.read, part]));
    });
    builder.store(sum, at(0), whole.read);
  });
  const choose = programOf([["x", "f32", 1]], [["parts", "i32", 3], ["sum", "i32", 1]], (builder, [x], [parts, sum]) => {
    const table = builder.buffer(codes);
    const kept = builder.buffer({ role: "scratch", name: "kept", scalar: "i32", size: 1 });
    const own = builder.buffer({ role: "scratch", name: "own", scalar: "i32", size: 6 });
    const whole = builder.let("whole", e.convert(e.load(x, at(0)), "i32", "truncate"));
    const raised = builder.position("raised", e.apply("maximum", [whole, e.constantOf("i32", 0)]), { least: 0, greatest: 2 ** 31 - 1 });
    const chosen = builder.position("chosen", e.apply("minimum", [e.local(raised.terms[0].variable), e.constantOf("i32", 3)]), { least: 0, greatest: 3 });
    builder.for("side", 2, (side) => {
      builder.call({ id: 0, program: weigh }, [
        { kind: "region", buffer: table, start: row(chosen, 3) },
        { kind: "value", value: whole },
        { kind: "region", buffer: kept, start: at(0) },
        { kind: "region", buffer: own, start: row(side, 3) },
      ]);
    });
    builder.for("i", 3, (i) => {
      builder.store(parts, i, e.apply("add", [e.load(own, i), e.load(own, e.addIndex(i, at(3)))]));
    });
    builder.store(sum, at(0), e.load(kept, at(0)));
  });
  return {
    name: "lookup",
    functions: [
      { name: "weigh", program: weigh, exported: false },
      { name: "lookup", program: choose, exported: true },
    ],
  };
}

/** The length of each of three vectors, by a helper that takes an array alone. */
function lengths(): Unit {
  const square = programOf([["v", "f32", 2]], [["square", "f32", 1]], (builder, [v]) => {
    const products = [0, 1].map((i) => builder.let("product", e.multiply(e.load(v, at(i)), e.load(v, at(i)))));
    builder.return(builder.let("sum", e.add(products[0], products[1])));
  });
  const all = programOf([["v", "f32", 6]], [["lengths", "f32", 3]], (builder, [v], [y]) => {
    builder.for("i", 3, (i) => {
      const sum = builder.call({ id: 0, program: square }, [{ kind: "region", buffer: v, start: row(i, 2) }], "sum");
      if (sum !== undefined) builder.store(y, i, e.squareRoot(sum));
    });
  });
  return {
    name: "lengths",
    functions: [
      { name: "square", program: square, exported: false },
      { name: "lengths", program: all, exported: true },
    ],
  };
}

/** Functions, parameters, tables, variables and states that want the same few names. */
function sameNames(): Unit {
  const [one, other] = [tableOf("x", "f32", [2, 3]), tableOf("x", "f32", [5])];
  const state = stateOf("state", "f32", [1]);
  const helper = programOf([["x", "f32", 2], ["state", "f32", 1]], [["y", "f32", 2]], (builder, [x, s], [y]) => {
    const [table, remembered] = [builder.buffer(one), builder.buffer(state)];
    const scratch = builder.buffer({ role: "scratch", name: "x", scalar: "f32", size: 2 });
    builder.for("x", 2, (i) => {
      builder.store(scratch, i, e.multiply(e.load(table, i), e.load(x, i)));
    });
    builder.store(remembered, at(0), e.add(e.load(remembered, at(0)), e.load(s, at(0))));
    builder.for("y", 2, (i) => {
      builder.store(y, i, e.add(e.load(scratch, i), e.load(remembered, at(0))));
    });
  });
  const main = programOf([["y", "f32", 2]], [["same", "f32", 2]], (builder, [y], [z]) => {
    const [table, mine] = [builder.buffer(one), builder.buffer(other)];
    const scratch = builder.buffer({ role: "scratch", name: "x", scalar: "f32", size: 2 });
    const pass = (argument: Expression): void => {
      builder.call({ id: 0, program: helper }, [
        { kind: "region", buffer: y, start: at(0) },
        { kind: "value", value: argument },
        { kind: "region", buffer: scratch, start: at(0) },
      ]);
    };
    pass(e.load(y, at(1)));
    pass(e.load(mine, at(0)));
    builder.for("same", 2, (i) => {
      builder.store(z, i, e.add(e.load(scratch, i), e.load(table, i)));
    });
  });
  return {
    name: "same",
    functions: [
      { name: "x", program: helper, exported: false },
      { name: "same", program: main, exported: true },
    ],
  };
}

/** Tables of one number, which are compared with other numbers than theirs. */
function comparedNumbers(): Unit {
  const compare = programOf([["x", "f32", 2]], [["y", "f32", 2]], (builder, [x], [y]) => {
    const [label, limit] = [builder.buffer(tableOf("label", "i32", [2])), builder.buffer(tableOf("limit", "f32", [0.5]))];
    const isIgnored = builder.let("is_ignored", e.apply("equal", [e.load(label, at(0)), e.constantOf("i32", -1)]));
    const isAtLimit = builder.let("is_at_limit", e.apply("equal", [e.load(limit, at(0)), e.constant(0.25)]));
    const kept = builder.let("kept", e.select(isIgnored, e.constant(0), e.load(x, at(0))));
    builder.store(y, at(0), kept);
    builder.store(y, at(1), e.select(isAtLimit, e.constant(1), e.load(x, at(1))));
  });
  return { name: "compared", functions: [{ name: "compared", program: compare, exported: true }] };
}

export const EXAMPLE_UNITS: readonly Unit[] = [batch(), pair(), runningSum(), lookup(), lengths(), sameNames(), comparedNumbers()];

/** What the files of the examples say of themselves. */
export const HEADING: Heading = { version: "0.0.0", summary: "Functions for tests.", banner: ["made by hand"] };
