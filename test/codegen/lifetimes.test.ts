// When arrays are in use: in the turns of a loop by themselves where every turn begins them anew.

import { expect, test } from "vitest";
import { lifetimesOf } from "../../src/codegen/lower/lifetimes.ts";
import { ProgramBuilder } from "../../src/program/builder.ts";
import { addIndex, constant, constantIndex, load } from "../../src/program/expression.ts";
import type { BufferId } from "../../src/program/program.ts";

/** A loop between two statements; in its body the arrays `a`, `b` and `moving` are filled and read one after the other, and `kept` is changed. */
function loops() {
  const builder = new ProgramBuilder();
  const scratch = (name: string): BufferId => builder.buffer({ role: "scratch", name, scalar: "f32", size: 8 });
  const [a, b, kept, moving] = ["a", "b", "kept", "moving"].map(scratch);
  const y = builder.buffer({ role: "output", name: "y", scalar: "f32", size: 8 });
  builder.for("i", 8, (i) => builder.store(kept, i, constant(0)));
  builder.for("t", 4, (t) => {
    builder.for("i", 8, (i) => builder.store(a, i, constant(1)));
    builder.for("i", 8, (i) => builder.store(b, i, load(a, i)));
    builder.for("i", 8, (i) => builder.store(kept, i, load(b, i)));
    builder.store(moving, t, load(kept, constantIndex(0)));
    builder.store(y, t, load(moving, addIndex(constantIndex(0), t)));
  });
  builder.for("i", 8, (i) => builder.store(y, i, load(kept, i)));
  return { program: builder.finish(), a, b, kept, moving };
}

test("what every turn begins anew is in use from its first to its last statement in the turn", () => {
  const { program, a, b } = loops();
  const lifetimes = lifetimesOf(program);
  const [, loop] = program.body;
  const body = loop.kind === "for" ? loop.body : [];
  expect(lifetimes.get(a)).toMatchObject({ among: body, from: 0, to: 1 });
  expect(lifetimes.get(b)).toMatchObject({ among: body, from: 1, to: 2 });
  expect(lifetimes.get(a)?.last).toBeGreaterThanOrEqual(lifetimes.get(b)?.first ?? Infinity);
});

test("what outlives a turn, or is another part in every turn, is in use in the whole loop", () => {
  const { program, a, kept, moving } = loops();
  const lifetimes = lifetimesOf(program);
  expect(lifetimes.get(kept)).toMatchObject({ among: program.body, from: 0, to: 2 });
  expect(lifetimes.get(moving)).toMatchObject({ among: program.body, from: 1, to: 1 });
  const [whole, turn] = [lifetimes.get(moving), lifetimes.get(a)];
  expect(whole?.first).toBeLessThanOrEqual(turn?.first ?? -1);
  expect(whole?.last).toBeGreaterThanOrEqual(turn?.last ?? Infinity);
});
