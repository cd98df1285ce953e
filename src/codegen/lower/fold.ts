// Emits folds, and positions that are read from arrays: what reaches into arguments otherwise than by sums and affine indices.

import type { Folding } from "../../network/folding.ts";
import type { ProgramBuilder } from "../../program/builder.ts";
import { apply, constantIndex, constantOf, less, select, variableIndex } from "../../program/expression.ts";
import { intervalOf } from "../../program/interval-of.ts";
import type { Expression, Index } from "../../program/program.ts";

type Read = (argument: number, indices: readonly Index[]) => Expression;

/** One element of a fold, by statements of its own. */
export function emitFold(builder: ProgramBuilder, folding: Folding, indices: readonly Index[], read: Read): Expression {
  const { over, reads, memory, step, result } = folding;
  const at = (steps: readonly Index[], position: number): Expression => read(reads[position].argument, reads[position].at(indices, steps));
  const beginning = over.map(() => constantIndex(0));
  const variables = memory.map(({ name, scalar, initial }) =>
    builder.variable(name, initial.kind === "number" ? constantOf(scalar, initial.value) : at(beginning, initial.read)),
  );
  forEachStep(builder, over, (steps) => {
    const before = variables.map((variable) => variable.read);
    const elements = reads.map((_, position) => builder.atom(at(steps, position)));
    const next = step(before, elements);
    // All of them are computed from what was remembered before the step.
    const values = next.length === 1 ? next : next.map((value, position) => builder.let(`next_${memory[position].name}`, value));
    values.forEach((value, position) => variables[position].set(value));
  });
  return result(variables.map((variable) => variable.read));
}

/** The position an integer names in an axis of that extent: below 0 it is counted from the end; what lies outside is the nearest end. */
export function emitPosition(builder: ProgramBuilder, given: Expression, extent: number): Index {
  if (extent === 1) return constantIndex(0);
  const position = builder.atom(given);
  const { low, high } = intervalOf(position, builder);
  if (position.kind === "local" && low >= 0 && high < extent) return variableIndex(position.local);
  const fromEnd = apply("add", [position, constantOf("i32", extent)], "from_end");
  const counted = select(less(position, constantOf("i32", 0)), fromEnd, position);
  const within = apply("minimum", [apply("maximum", [counted, constantOf("i32", 0)], "raised"), constantOf("i32", extent - 1)], "within");
  return builder.position("position", within, { least: 0, greatest: extent - 1 });
}

function forEachStep(
  builder: ProgramBuilder,
  extents: readonly number[],
  emit: (steps: readonly Index[]) => void,
  steps: readonly Index[] = [],
): void {
  const extent = extents[steps.length];
  if (extent === undefined) emit(steps);
  else builder.for("k", extent, (step) => forEachStep(builder, extents, emit, [...steps, step]));
}
