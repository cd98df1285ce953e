// Elements of one axis in an order that is known: pieces of it side by side, in which the elements follow each other forwards,
// backwards, or are one and the same.

import type { ValueBuilder, ValueId } from "../op.ts";
import type { Origin } from "../origin.ts";
import { concat } from "./concat.ts";
import { expand } from "./expand.ts";
import { slice } from "./slice.ts";

/** x with the elements at `places` of an axis, in this order. */
export function alongAxis(builder: ValueBuilder, x: ValueId, axis: number, places: readonly number[], name: string, origin: Origin): ValueId {
  const extent = builder.shapeOf(x)[axis];
  if (places.length === extent && places.every((place, position) => place === position)) return x;
  const runs = runsOf(places);
  const pieces = runs.map((run) => pieceOf(builder, x, axis, run, runs.length === 1 ? name : "piece", origin));
  return pieces.length === 1 ? pieces[0] : builder.operation(concat, pieces, { axis }, name, origin);
}

interface Run {
  readonly start: number;
  readonly step: -1 | 0 | 1;
  readonly count: number;
}

function runsOf(places: readonly number[]): readonly Run[] {
  const runs: Run[] = [];
  for (const place of places) {
    const last = runs.at(-1);
    const extended = last === undefined ? undefined : extendedBy(last, place);
    if (extended === undefined) runs.push({ start: place, step: 1, count: 1 });
    else runs[runs.length - 1] = extended;
  }
  return runs;
}

function extendedBy({ start, step, count }: Run, place: number): Run | undefined {
  const found = ([1, 0, -1] as const).find((one) => (count === 1 || one === step) && start + one * count === place);
  return found === undefined ? undefined : { start, step: found, count: count + 1 };
}

function pieceOf(builder: ValueBuilder, x: ValueId, axis: number, { start, step, count }: Run, name: string, origin: Origin): ValueId {
  const shape = builder.shapeOf(x);
  if (step === 0) {
    const one = builder.operation(slice, [x], { starts: [start], ends: [start + 1], axes: [axis] }, "edge", origin);
    return builder.operation(expand, [one], { shape: shape.with(axis, count) }, name, origin);
  }
  if (step === 1 && count === shape[axis]) return x;
  // Before the first element, counted from the end, where the piece runs backwards to it.
  const end = start + step * count;
  const attributes = { starts: [start], ends: [end < 0 ? -shape[axis] - 1 : end], axes: [axis], steps: [step] };
  return builder.operation(slice, [x], attributes, name, origin);
}
