// When the frames of each value are known, where a sequence comes frame by frame. Follows from the index maps of the ops: builds nothing, and
// computes no element.

import type { Index } from "../../program/program.ts";
import { axesOf, elementReads } from "../element-reads.ts";
import { isKnown, valueOf, type Network, type OperationValue } from "../network.ts";
import type { Place, ValueId } from "../op.ts";
import { elementCount, type Shape } from "../shape.ts";
import { notCausal } from "./not-causal.ts";
import { ofScan } from "./scan-frames.ts";
import { isSteady } from "./steady.ts";
import type { Timing } from "./timing-of-value.ts";

/** Of every value; undefined of one that is the same at all times. @throws DiagnosticError (usage) for the first op that takes a sequence otherwise. */
export function timings(network: Network, sequences: ReadonlySet<ValueId>, axis: number): readonly (Timing | undefined)[] {
  const found: (Timing | undefined)[] = [];
  for (const [id, value] of network.values.entries()) {
    if (sequences.has(id)) found.push({ axis, rate: 1, delay: 0, end: value.shape[axis], endedBy: undefined });
    else if (value.kind === "operation" && value.arguments.some((argument) => found[argument] !== undefined)) found.push(timingOf(network, id, value, found));
    else found.push(undefined);
  }
  return found;
}

/** Of one value, by those of its arguments. @throws DiagnosticError (usage) where it takes a sequence otherwise. */
export function timingOf(network: Network, id: ValueId, value: OperationValue, timed: readonly (Timing | undefined)[]): Timing {
  const { computation } = value.op;
  const shapes = value.arguments.map((argument) => valueOf(network, argument).shape);
  const times = value.arguments.map((argument) => timed[argument]);
  switch (computation.kind) {
    case "reshape":
      return ofReshape(value, shapes[0], times[0]);
    case "place":
      return ofPlace(network, id, value, computation, times);
    case "pointwise":
    case "view":
    case "reduce":
    case "fold":
    case "gather":
      return ofReads(network, value, shapes, times);
    case "scan":
      return ofScan(network, value, computation.scanning, times);
    case "expand":
      throw new RangeError(`${value.op.name} is written as other ops`);
  }
}

/** The sequence stays an axis where as many elements stand before it and after it. */
function ofReshape(value: OperationValue, from: Shape, timing: Timing | undefined): Timing {
  if (timing === undefined) throw new RangeError("a reshape has one argument");
  const before = elementCount(from.slice(0, timing.axis));
  const axis = value.shape.findIndex((extent, place) => extent === from[timing.axis] && elementCount(value.shape.slice(0, place)) === before);
  if (axis < 0) throw notCausal(value, "mixes the frames of the sequence with other axes");
  return { ...timing, axis };
}

/** A read of a sequence: frame factor·t + reach of the argument, for all reaches from the least to the greatest, makes frame t. */
export interface FrameRead {
  readonly argument: number;
  readonly axis: number;
  readonly factor: number;
  readonly least: number;
  readonly greatest: number;
}

function ofReads(network: Network, value: OperationValue, shapes: readonly Shape[], times: readonly (Timing | undefined)[]): Timing {
  const reads = frameReads(network, value, shapes, times);
  const [{ axis }] = reads;
  const results = reads.map(({ argument, factor, greatest }) => {
    const timing = times[argument];
    if (timing === undefined) throw new RangeError("a read of frames is of a sequence");
    const { rate, delay, end, endedBy } = timing;
    return {
      rate: rate * factor,
      delay: Math.ceil((greatest + delay + 1 - factor) / factor),
      end: Math.floor((end - 1 - greatest) / factor) + 1,
      endedBy,
    };
  });
  const [{ rate }] = results;
  if (results.some((one) => one.rate !== rate)) throw notCausal(value, "takes frames at different rates together");
  const last = results.reduce((one, other) => (other.end < one.end ? other : one));
  return { axis, rate, delay: Math.max(...results.map(({ delay }) => delay)), ...endOf(value.shape[axis], last.end, last.endedBy) };
}

/** Every read of a sequence, by which the axis of the result is known along which its own frames run. */
export function frameReads(network: Network, value: OperationValue, shapes: readonly Shape[], times: readonly (Timing | undefined)[]): readonly FrameRead[] {
  const scalars = value.arguments.map((argument) => valueOf(network, argument).scalar);
  const { reads, further } = elementReads(value, shapes, scalars) ?? { reads: [], further: [] };
  const rank = value.shape.length;
  const found = reads.flatMap(({ argument, at }): FrameRead[] => {
    const timing = times[argument];
    return timing === undefined ? [] : [frameRead(value, argument, at[timing.axis], further, rank)];
  });
  const [first] = found;
  if (found.some(({ axis }) => axis !== first.axis)) throw notCausal(value, "takes frames along several axes together");
  for (const { argument, at } of reads) {
    const others = times[argument] === undefined ? [] : at.filter((_, axis) => axis !== times[argument]?.axis);
    if (others.some((index) => dependsOn(index, first.axis))) throw notCausal(value, "takes other elements of every frame");
    if (times[argument] === undefined) checkSteady(network, value, argument, at, first.axis);
  }
  return found;
}

function frameRead(value: OperationValue, argument: number, index: Index, further: readonly (number | undefined)[], rank: number): FrameRead {
  const own = index.terms.filter(({ variable }) => variable < rank);
  const [only] = own;
  if (own.length === 0) throw notCausal(value, "takes the whole sequence together");
  if (own.length > 1 || only.factor < 1) throw notCausal(value, "takes the frames in another order");
  let [least, greatest] = [index.constant, index.constant];
  for (const { variable, factor } of index.terms) {
    if (variable < rank) continue;
    const extent = further[variable - rank];
    if (extent === undefined) throw notCausal(value, "takes frames at positions that are computed");
    const reach = factor * (extent - 1);
    least += Math.min(0, reach);
    greatest += Math.max(0, reach);
  }
  return { argument, axis: only.variable, factor: only.factor, least, greatest };
}

/** What is no sequence has to be the same for every frame. */
function checkSteady(network: Network, user: OperationValue, argument: number, at: readonly Index[], axis: number): void {
  const alongTime = [...at.keys()].filter((place) => dependsOn(at[place], axis));
  if (alongTime.length === 0) return;
  const given = valueOf(network, user.arguments[argument]);
  const isAlongOne = alongTime.length === 1 && at[alongTime[0]].terms.length === 1 && at[alongTime[0]].terms[0].factor === 1;
  if (!isKnown(given) || !isAlongOne || !isSteady(given, alongTime[0])) throw notCausal(user, "takes what is another for every frame");
}

/** Where a sequence is placed: frame t of the argument is frame t + offset of the result. */
export interface FramePlace {
  readonly argument: number;
  readonly axis: number;
  readonly offset: number;
}

function ofPlace(network: Network, id: ValueId, value: OperationValue, place: Place, times: readonly (Timing | undefined)[]): Timing {
  const places = framePlaces(network, value, place, times);
  const [{ axis, offset }] = places;
  const own = places.flatMap(({ argument }) => times[argument] ?? []);
  const [{ rate }] = own;
  if (own.some((timing) => timing.rate !== rate)) throw notCausal(value, "takes frames at different rates together");
  const last = own.reduce((one, other) => (other.end < one.end ? other : one));
  return { axis, rate, delay: Math.max(...own.map(({ delay }) => delay)) - offset, ...endOf(value.shape[axis], last.end + offset, last.endedBy ?? id) };
}

/** Nothing stands for a continuation where all frames follow from the sequence. */
function endOf(extent: number, end: number, endedBy: ValueId | undefined): Pick<Timing, "end" | "endedBy"> {
  return end < extent ? { end, endedBy } : { end: extent, endedBy: undefined };
}

/** Every sequence among the arguments; all of them at the same offset. */
export function framePlaces(network: Network, value: OperationValue, { target }: Place, times: readonly (Timing | undefined)[]): readonly FramePlace[] {
  const shapes = value.arguments.map((argument) => valueOf(network, argument).shape);
  const targetOf = (argument: number): readonly Index[] => target(argument, axesOf(shapes[argument]), shapes, value.attributes);
  const places = value.arguments.flatMap((_, argument): FramePlace[] => {
    const timing = times[argument];
    if (timing === undefined) return [];
    const at = targetOf(argument);
    const [axis, ...others] = [...at.keys()].filter((one) => dependsOn(at[one], timing.axis));
    if (axis === undefined || others.length > 0 || !isVariable(at[axis])) throw notCausal(value, "puts frames apart");
    return [{ argument, axis, offset: at[axis].constant }];
  });
  const [first] = places;
  if (places.some(({ axis, offset }) => axis !== first.axis || offset !== first.offset)) throw notCausal(value, "puts one sequence after another");
  if (first.offset < 0) throw notCausal(value, "cuts off frames");
  return places;
}

/**
 * Of an argument of a place that is no sequence: whether it has the elements of every frame, which are then the same, or none; what lies beside the
 * sequence is there before it begins or after it ends.
 */
export function isWithinFrames(network: Network, value: OperationValue, { target }: Place, sequence: FramePlace, argument: number): boolean {
  const shapes = value.arguments.map((one) => valueOf(network, one).shape);
  const alongFrames = (one: number): Index => target(one, axesOf(shapes[one]), shapes, value.attributes)[sequence.axis];
  const index = alongFrames(argument);
  const frames = framesOf(shapes[sequence.argument], alongFrames(sequence.argument));
  const extent = index.terms.reduce((sum, { variable, factor }) => sum + factor * (shapes[argument][variable] - 1), 1);
  if (index.constant + extent <= sequence.offset || index.constant >= sequence.offset + frames) return false;
  const given = valueOf(network, value.arguments[argument]);
  const isBeside = isVariable(index) && index.constant === sequence.offset && extent === frames;
  if (!isBeside || !isKnown(given) || !isSteady(given, index.terms[0].variable)) throw notCausal(value, "puts what is another for every frame beside the sequence");
  return true;
}

function framesOf(shape: Shape, { terms }: Index): number {
  return shape[terms[0].variable];
}

function dependsOn({ terms }: Index, variable: number): boolean {
  return terms.some((term) => term.variable === variable);
}

function isVariable(index: Index): boolean {
  return index.terms.length === 1 && index.terms[0].factor === 1;
}

