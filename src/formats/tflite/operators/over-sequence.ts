// Recurrent operators: a step for each element of a sequence, as a scan where there are several. What the last one leaves is kept for the next call.

import { sameShape } from "../../../network/broadcast.ts";
import { NetworkBuilder } from "../../../network/network-builder.ts";
import type { Scanning, ValueId } from "../../../network/op.ts";
import { cast, castCode } from "../../../network/ops/cast.ts";
import { reshape } from "../../../network/ops/reshape.ts";
import { resultOfScan, scanOp } from "../../../network/ops/scan.ts";
import { transpose } from "../../../network/ops/transpose.ts";
import { elementCount, showShape, type Shape } from "../../../network/shape.ts";
import type { Scalar } from "../../../program/scalar.ts";
import type { Application } from "../application.ts";
import { Unsupported, type Operand } from "../values.ts";

/**
 * What is remembered after a step; the first of it is the step's result as well.
 *
 * @param application builds the step, which may be part of a network of its own: what it needs beside its inputs has to be known.
 * @param x [batch, elements]
 * @param before [batch, units] each
 */
export type Step = (application: Application, x: Operand, before: readonly Operand[]) => readonly Operand[];

interface Recurrence {
  /** The positions of what is remembered among the inputs; each is as large as the result of a step. */
  readonly memory: readonly number[];
  /** The type that all of it has while steps are computed. */
  readonly computed: Scalar;
  /** Whether the first axis of the sequence is that of its elements, and not that of the batch. */
  readonly isTimeFirst: boolean;
  readonly step: Step;
}

interface Sizes {
  readonly steps: number;
  readonly batch: number;
  readonly inputs: number;
  readonly units: number;
}

/** The results of all steps, with the axes of the sequence, which is input 0. */
export function overSequence(application: Application, { memory, computed, isTimeFirst, step }: Recurrence): readonly Operand[] {
  const sequence = application.input(0);
  const sizes = sizesOf(application, application.shapeOf(sequence), isTimeFirst, memory);
  const { steps, batch, inputs, units } = sizes;
  const reshaped = (operand: Operand, shape: Shape): Operand => application.apply(reshape, [operand], { shape });
  const before = memory.map((position) => typed(application, reshaped(application.input(position), [batch, units]), computed));
  const inOrder = isTimeFirst || batch === 1 ? sequence : application.apply(transpose, [sequence], { perm: [1, 0, 2] });
  const x = reshaped(inOrder, [steps, batch, inputs]);
  const { all, last } = steps === 1 ? single(application, reshaped(x, [batch, inputs]), before, step) : scanned(application, { x, sizes, before, step });
  const own = memory.map((position) => application.scalarOf(application.input(position)));
  memory.forEach((position, one) => { application.hold(position, typed(application, last[one], own[one])); });
  const results = reshaped(typed(application, all, own[0]), [steps, batch, units]);
  if (isTimeFirst) return [results];
  return [batch === 1 ? reshaped(results, [batch, steps, units]) : application.apply(transpose, [results], { perm: [1, 0, 2] })];
}

function sizesOf(application: Application, shape: Shape, isTimeFirst: boolean, memory: readonly number[]): Sizes {
  if (shape.length !== 3) throw new Unsupported(`its input has the shape ${showShape(shape)} instead of three axes`);
  const [steps, batch] = isTimeFirst ? shape : [shape[1], shape[0]];
  const counts = memory.map((position) => elementCount(application.shapeOf(application.input(position))));
  const units = counts[0] / batch;
  if (!Number.isInteger(units) || counts.some((count) => count !== counts[0])) {
    throw new Unsupported(`what it remembers has ${counts.join(" and ")} elements, which are not as many for each of ${batch} sequences`);
  }
  return { steps, batch, inputs: shape[2], units };
}

interface Steps {
  /** [all, last of each] */
  readonly all: Operand;
  readonly last: readonly Operand[];
}

function single(application: Application, x: Operand, before: readonly Operand[], step: Step): Steps {
  const last = step(application, x, before);
  return { all: last[0], last };
}

interface Sequence {
  /** [steps, batch, elements] */
  readonly x: Operand;
  readonly sizes: Sizes;
  readonly before: readonly Operand[];
  readonly step: Step;
}

function scanned(application: Application, { x, sizes: { steps, batch, inputs, units }, before, step }: Sequence): Steps {
  const inner = new NetworkBuilder();
  const part = application.within(inner);
  const input = (name: string, shape: Shape, like: Operand): Operand =>
    part.written([], (builder, _, { origin }) => builder.input(name, shape, origin, application.scalarOf(like)));
  const remembered = before.map((one, position) => input(`before${position}`, [batch, units], one));
  const next = step(part, input("x", [batch, inputs], x), remembered);
  const other = next.find((one) => !sameShape(part.shapeOf(one), [batch, units]));
  if (other !== undefined) throw new Unsupported(`a step leaves ${showShape(part.shapeOf(other))} instead of ${showShape([batch, units])}`);
  const outputs = [...next, next[0]].map((one, position) => ({ name: `next${position}`, value: idOf(part, one) }));
  const scanning: Scanning = {
    step: inner.finish(outputs),
    length: steps,
    carried: before.map(() => ({ isGiven: true })),
    read: [{ isBackward: false }],
    written: [{ isBackward: false }],
    results: [...before.map((_, carried) => ({ kind: "last", carried }) as const), { kind: "sequence", written: 0 }],
  };
  const scan = application.written([...before, x], (builder, ids, { name, origin }) => builder.operation(scanOp("scan", scanning), ids, {}, name, origin));
  const [all, ...last] = [before.length, ...before.keys()].map((position) =>
    application.written([scan], (builder, [id], { name, origin }) => resultOfScan(builder, id, scanning, position, name, origin)));
  return { all, last };
}

function idOf(application: Application, operand: Operand): ValueId {
  return application.written([operand], (_, [id]) => id).id;
}

function typed(application: Application, operand: Operand, scalar: Scalar): Operand {
  return application.scalarOf(operand) === scalar ? operand : application.apply(cast, [operand], { to: castCode(scalar) });
}
