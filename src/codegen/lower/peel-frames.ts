// Finds frames that need no memory: what windows read of them beyond the array within changes no result, and loops over parts of the result
// leave it out. Says which parts these are; emits nothing.

import { frameAround } from "../../network/frame-around.ts";
import { isKnown, keptValues, valueOf, type Network, type OperationValue } from "../../network/network.ts";
import type { Reduce, ValueId } from "../../network/op.ts";
import { depthOf, type Factor, type Reduction } from "../../network/reduction.ts";
import { elementCount } from "../../network/shape.ts";
import { addIndex, constantIndex, variableIndex } from "../../program/expression.ts";
import type { Index } from "../../program/program.ts";
import { isInteger, isWord, SCALARS, type Scalar } from "../../program/scalar.ts";
import type { Layout } from "./layout.ts";
import { isFusedSum, type MultiplyAdd } from "./multiply-adds.ts";

/** How large an array is at the most with a frame that takes less than the loops of parts without one: the frame of a large image is little of it. */
const THIN = 5 / 4;

/** A frame that is not there: its element at indices i is that of the argument at i − before. */
export interface PeeledFrame {
  readonly argument: ValueId;
  readonly before: readonly number[];
  /** What stands beyond the argument, where sums need it; undefined where terms of it change no result. */
  readonly added: number | undefined;
}

interface FilledFrame extends Omit<PeeledFrame, "added"> {
  readonly fill: number;
}

/** Some indices or steps along an axis, one after the other. */
export interface Run {
  readonly first: number;
  readonly count: number;
}

/** For each index of an axis of the result the steps along a reduced axis at which the array within the frame is met. */
interface Meeting {
  readonly axis: number;
  readonly reduced: number;
  readonly steps: readonly Run[];
}

/** A part of a result whose windows all meet the array at the same steps. */
export interface Zone {
  /** Along each axis of the result. */
  readonly places: readonly Run[];
  /** Of each reduction some of whose steps meet no array there, those that do, along each reduced axis. */
  readonly steps: ReadonlyMap<ValueId, readonly Run[]>;
}

/** What it depends on whether a frame is left out. */
interface Choices {
  readonly layout: Layout;
  readonly multiplyAdds: MultiplyAdd;
  /** Frames within which their array is computed where they are not left out: nothing is copied into them. */
  readonly filled: ReadonlySet<ValueId>;
}

/** The frames that are read by reductions alone, each in few parts. */
export function choosePeeledFrames(network: Network, choices: Choices): ReadonlyMap<ValueId, PeeledFrame> {
  const peeled = new Map<ValueId, PeeledFrame>();
  network.values.forEach((value, id) => {
    const found = frameOf(network, value.kind === "operation" ? value : undefined);
    if (found === undefined || keptValues(network).includes(id)) return;
    const readers = network.values.flatMap((reader) => (reader.kind === "operation" && reader.arguments.includes(id) ? [reader] : []));
    if (!readers.every((reader) => isReadInParts(network, reader, id, found, choices))) return;
    const isUnchanged = readers.every((reader) => isUnchangedBy(network, reader, id, found.fill));
    peeled.set(id, { argument: found.argument, before: found.before, added: isUnchanged ? undefined : found.fill });
  });
  return peeled;
}

/** The parts of a value's result, by the reductions that are computed in its loops. */
export function zonesOf(
  network: Network,
  { shape }: Pick<OperationValue, "shape">,
  reductions: readonly { readonly id: ValueId; readonly value: OperationValue; readonly computation: Reduce }[],
  peeled: ReadonlyMap<ValueId, PeeledFrame>,
): readonly Zone[] {
  const found = reductions.flatMap(({ id, value, computation }) => {
    const reduction = reductionOf(network, value, computation);
    const meetings = meetingsOf(network, value, reduction, peeled);
    return meetings === undefined || meetings.length === 0 ? [] : [{ id, reduction, meetings }];
  });
  const all = found.flatMap(({ meetings }) => meetings);
  const runs = shape.map((extent, axis) => runsOf(extent, all.filter((meeting) => meeting.axis === axis)));
  return productOf(runs).map((places) => {
    const stepsOf = ({ reduction, meetings }: (typeof found)[number]): readonly Run[] =>
      reduction.over.map((extent, reduced) => stepsAt(places, extent, meetings.find((one) => one.reduced === reduced)));
    return { places, steps: new Map(found.map((one) => [one.id, stepsOf(one)])) };
  });
}

/** The reduction with some of its steps. */
export function withSteps(reduction: Reduction, steps: readonly Run[]): Reduction {
  const moved = (reduced: readonly Index[]): readonly Index[] => reduced.map((step, axis) => addIndex(constantIndex(steps[axis]?.first ?? 0), step));
  const factors = reduction.factors.map((factor): Factor => ({ ...factor, at: (indices, reduced) => factor.at(indices, moved(reduced)) }));
  return { ...reduction, over: steps.map(({ count }) => count), factors };
}

function frameOf(network: Network, value: OperationValue | undefined): FilledFrame | undefined {
  const around = value === undefined ? undefined : frameAround(network, value);
  return value === undefined || around === undefined ? undefined : { argument: value.arguments[0], before: around.before, fill: around.fill };
}

function isReadInParts(network: Network, reader: OperationValue, id: ValueId, frame: FilledFrame, { layout, multiplyAdds, filled }: Choices): boolean {
  const { computation } = reader.op;
  if (computation.kind !== "reduce") return false;
  const reduction = reductionOf(network, reader, computation);
  if (!isAlone(reader, reduction, id)) return false;
  if (!isUnchangedBy(network, reader, id, frame.fill) && !isAddedApart(network, reader, reduction, id)) return false;
  if (isFusedSum(reduction, multiplyAdds, reader.scalar) && !beginsWithParameter(network, reader, reduction)) return false;
  const meetings = meetingsOf(network, reader, reduction, new Map([[id, { ...frame, added: undefined }]]));
  if (meetings === undefined || meetings.some(({ axis }) => axis === reader.shape.length - 1)) return false;
  const parts = reader.shape.reduce((product, extent, axis) => product * runsOf(extent, meetings.filter((one) => one.axis === axis)).length, 1);
  if (depthOf(reduction) <= layout.stepsWrittenOut) return parts <= layout.partsWrittenOut;
  const isThin = elementCount(valueOf(network, id).shape) <= THIN * elementCount(valueOf(network, frame.argument).shape);
  return parts <= (filled.has(id) && isThin ? 1 : layout.parts);
}

/** Whether a frame is one factor, read once, of a reduction in one chain. */
function isAlone(reader: OperationValue, { factors, chains, block, start }: Reduction, id: ValueId): boolean {
  const own = factors.filter(({ argument }) => reader.arguments[argument] === id);
  const isStart = start !== undefined && reader.arguments[start.read.argument] === id;
  return own.length === 1 && chains === 1 && block === undefined && !isStart;
}

/**
 * Whether a term of the frame's value leaves every sum or extreme as it is: products with 0 of integers and of finite numbers are zeros, and no sum that
 * begins with +0 is −0.
 */
function isUnchangedBy(network: Network, reader: OperationValue, id: ValueId, fill: number): boolean {
  const { computation } = reader.op;
  if (computation.kind !== "reduce") return false;
  const { combine, factors, initial } = reductionOf(network, reader, computation);
  const others = factors.map(({ argument }) => reader.arguments[argument]).filter((argument) => argument !== id);
  if (combine !== "add") return others.length === 0 && (initial === fill || isEndOf(valueOf(network, id).scalar, combine, fill));
  return fill === 0 && (isWord(reader.scalar) || others.every((argument) => isKnown(valueOf(network, argument))));
}

/** Whether every integer of a type beats a number or is equal to it: there are some in every window. */
function isEndOf(scalar: Scalar, combine: "maximum" | "minimum", fill: number): boolean {
  const { least, greatest } = SCALARS[scalar];
  return isInteger(scalar) && fill === (combine === "maximum" ? least : greatest);
}

/**
 * Whether terms of the frame's value may be added to every sum by themselves: a sum of products of integers may be added up in any order. The other
 * factor is read beyond the array, so that it has no frame of its own.
 */
function isAddedApart(network: Network, reader: OperationValue, { combine, factors }: Reduction, id: ValueId): boolean {
  const others = factors.map(({ argument }) => reader.arguments[argument]).filter((argument) => argument !== id);
  if (combine !== "add" || !isWord(reader.scalar) || others.length !== 1) return false;
  const [other] = others.map((argument) => valueOf(network, argument));
  return frameOf(network, other.kind === "operation" ? other : undefined) === undefined;
}

/**
 * A fused sum of numbers next to 0 may be −0, of which a further 0 would make +0. Added to a parameter, which is never −0, both are the same.
 */
function beginsWithParameter(network: Network, reader: OperationValue, { start }: Reduction): boolean {
  return start !== undefined && start.weight === undefined && isKnown(valueOf(network, reader.arguments[start.read.argument]));
}

function reductionOf(network: Network, value: OperationValue, { reduction }: Reduce): Reduction {
  return reduction(value.arguments.map((argument) => valueOf(network, argument).shape), value.attributes);
}

/** Where the windows of a reduction meet the arrays in peeled frames; undefined where that cannot be said axis by axis, or some meet nothing. */
function meetingsOf(
  network: Network,
  value: OperationValue,
  { factors, over }: Reduction,
  peeled: ReadonlyMap<ValueId, PeeledFrame>,
): readonly Meeting[] | undefined {
  const rank = value.shape.length;
  const meetings: Meeting[] = [];
  for (const factor of factors) {
    const id = value.arguments[factor.argument];
    const frame = peeled.get(id);
    if (frame === undefined) continue;
    const within = valueOf(network, frame.argument).shape;
    const places = factor.at(value.shape.map((_, axis) => variableIndex(axis)), over.map((_, axis) => variableIndex(rank + axis)));
    for (const [position, place] of places.entries()) {
      if (valueOf(network, id).shape[position] === within[position]) continue;
      const found = meetingAlong(place, value.shape, over, { first: frame.before[position], count: within[position] });
      if (found === undefined || meetings.some(({ axis, reduced }) => axis === found.axis || reduced === found.reduced)) return undefined;
      meetings.push(found);
    }
  }
  return meetings;
}

/** @param within where the array is in its frame. */
function meetingAlong({ constant, terms }: Index, shape: readonly number[], over: readonly number[], within: Run): Meeting | undefined {
  const own = terms.filter(({ variable }) => variable < shape.length);
  const reduced = terms.filter(({ variable }) => variable >= shape.length);
  if (own.length !== 1 || reduced.length !== 1 || reduced[0].factor < 0) return undefined;
  const axis = own[0].variable;
  const along = reduced[0].variable - shape.length;
  const steps = Array.from({ length: shape[axis] }, (_, index): Run => {
    const from = within.first - constant - own[0].factor * index;
    const first = Math.max(0, Math.ceil(from / reduced[0].factor));
    return { first, count: Math.min(over[along], Math.ceil((from + within.count) / reduced[0].factor)) - first };
  });
  return steps.some(({ count }) => count < 1) ? undefined : { axis, reduced: along, steps };
}

/** Indices of an axis in runs in which each meeting has the same steps. */
function runsOf(extent: number, meetings: readonly Meeting[]): readonly Run[] {
  const runs: Run[] = [];
  for (let index = 0; index < extent; index++) {
    const last = runs.at(-1);
    if (last === undefined || !meetings.every(({ steps }) => isSameRun(steps[index], steps[last.first]))) runs.push({ first: index, count: 1 });
    else runs[runs.length - 1] = { first: last.first, count: last.count + 1 };
  }
  return runs;
}

export function isSameRun(one: Run, other: Run): boolean {
  return one.first === other.first && one.count === other.count;
}

function stepsAt(places: readonly Run[], extent: number, meeting: Meeting | undefined): Run {
  return meeting === undefined ? { first: 0, count: extent } : meeting.steps[places[meeting.axis].first];
}

function productOf(runs: readonly (readonly Run[])[]): readonly (readonly Run[])[] {
  return runs.reduce<readonly (readonly Run[])[]>((all, along) => all.flatMap((before) => along.map((run) => [...before, run])), [[]]);
}
