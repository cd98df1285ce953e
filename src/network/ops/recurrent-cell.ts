// What LSTM, GRU and RNN have in common: a scan for each direction, whose step is the cell's, their results side by side, and sequences that end
// before the others: what lies behind their end is 0, and they remember what they had there. ONNX LSTM-22, GRU-22 and RNN-22.
//
// A step multiplies an element of the sequence with the weights itself: the sums are those of one product for the whole sequence, and need no
// memory for all of it.

import { listOf, numberOf, type Attributes } from "../attributes.ts";
import { accepted } from "../axes.ts";
import { NetworkBuilder } from "../network-builder.ts";
import type { ExpandContext, Network, Scanning, ValueBuilder, ValueId } from "../op.ts";
import type { Origin } from "../origin.ts";
import type { Shape } from "../shape.ts";
import { atMost } from "./bounds.ts";
import { clipTo } from "./clip-to.ts";
import { less } from "./comparisons.ts";
import { concat } from "./concat.ts";
import { activationsOf, type Activate } from "./recurrent-activations.ts";
import { furtherArguments, recurrentSizes, type CellSizes, type FurtherArgument, type RecurrentSizes } from "./recurrent-sizes.ts";
import { reshape } from "./reshape.ts";
import { reverseSequence } from "./reverse-sequence.ts";
import { resultOfScan, scanOp } from "./scan.ts";
import { slice } from "./slice.ts";
import { transpose } from "./transpose.ts";
import { where } from "./where.ts";

export interface Cell extends CellSizes {
  readonly name: string;
  /** What is remembered; the first is the result as well. */
  readonly remembered: readonly ("h" | "c")[];
  /** What is the same at every step, by the names that `next` knows it by. */
  readonly constants: (direction: Direction) => Readonly<Record<string, ValueId>>;
  /** How many of the activations, from the first on, are of sums; what is remembered is not brought within bounds, as onnxruntime has it. */
  readonly ofSums: number;
  /** What is remembered next. */
  readonly next: (step: Step) => readonly ValueId[];
}

/** The arguments of one direction, without its axis. */
export interface Direction {
  readonly context: ExpandContext;
  readonly hidden: number;
  readonly weights: ValueId;
  readonly recurrence: ValueId;
  readonly bias: ValueId | undefined;
  readonly peepholes: ValueId | undefined;
}

/** A step under construction. */
export interface Step {
  readonly builder: ValueBuilder;
  readonly origin: Origin;
  readonly attributes: Attributes;
  readonly hidden: number;
  /** Batch × inputs. */
  readonly x: ValueId;
  /** Batch × hidden each. */
  readonly remembered: readonly ValueId[];
  readonly constants: Readonly<Record<string, ValueId>>;
  /** Of the direction; those of sums bring them within the bounds first. */
  readonly activations: readonly Activate[];
}

/** The elements of rows `from` to `to` of a matrix or a list. */
export function rowsOf({ builder, origin }: ExpandContext, array: ValueId, from: number, to: number, name: string): ValueId {
  return builder.operation(slice, [array], { starts: [from], ends: [to], axes: [0] }, name, origin);
}

/** The columns of gate number `gate` of what is computed for all of a batch, or the part of a list. */
export function gateOf({ builder, origin, hidden }: Step, all: ValueId, gate: number, name: string): ValueId {
  const axis = builder.shapeOf(all).length - 1;
  return builder.operation(slice, [all], { starts: [gate * hidden], ends: [(gate + 1) * hidden], axes: [axis] }, name, origin);
}

/** What a recurrent op gives: the results of all steps, or what is remembered at last, by its position. */
export type RecurrentResult = "sequence" | number;

export function recurrentShape(cell: Cell, result: RecurrentResult, shapes: readonly Shape[], attributes: Attributes) {
  const sizes = recurrentSizes(cell, shapes, attributes);
  if ("problem" in sizes) return sizes;
  const { steps, batch, hidden, directions: { length }, isBatchFirst } = sizes;
  if (result === "sequence") return isBatchFirst ? [batch, steps, length, hidden] : [steps, length, batch, hidden];
  return isBatchFirst ? [batch, length, hidden] : [length, batch, hidden];
}

export function expandRecurrent(cell: Cell, result: RecurrentResult, context: ExpandContext): ValueId {
  const { builder, name, origin } = context;
  const shapes = context.arguments.map((argument) => builder.shapeOf(argument));
  const sizes = accepted(recurrentSizes(cell, shapes, context.attributes));
  const { directions, isBatchFirst } = sizes;
  const results = directions.map((isBackward, direction) => ofDirection(cell, context, sizes, { isBackward, direction, result }));
  const axis = result === "sequence" ? 1 : 0;
  const [only] = results;
  const all = results.length === 1 ? only : builder.operation(concat, results, { axis }, isBatchFirst ? "directions" : name, origin);
  if (!isBatchFirst) return all;
  return builder.operation(transpose, [all], { perm: result === "sequence" ? [2, 0, 1, 3] : [1, 0, 2] }, name, origin);
}

interface Wanted {
  readonly isBackward: boolean;
  readonly direction: number;
  readonly result: RecurrentResult;
}

/** The result of one direction: steps × 1 × batch × hidden, or 1 × batch × hidden. */
function ofDirection(cell: Cell, context: ExpandContext, sizes: RecurrentSizes, { isBackward, direction, result }: Wanted): ValueId {
  const { builder, arguments: args, attributes, name, origin } = context;
  const { batch, hidden, isBatchFirst, steps } = sizes;
  const given = furtherArguments(cell, args, attributes);
  const [x, weights, recurrence] = args;
  const partOf = (array: ValueId, shape: Shape, called: string): ValueId => withoutAxis(context, array, 0, direction, shape, called);
  const first = (one: FurtherArgument): readonly ValueId[] => {
    const array = given[one];
    return array === undefined ? [] : [withoutAxis(context, array, isBatchFirst ? 1 : 0, direction, [batch, hidden], one)];
  };
  const shapeOf = (array: ValueId): Shape => builder.shapeOf(array).slice(1);
  const optional = (array: ValueId | undefined, called: string): ValueId | undefined => {
    return array === undefined ? undefined : partOf(array, shapeOf(array), called);
  };
  const constants = cell.constants({
    context,
    hidden,
    weights: partOf(weights, shapeOf(weights), "W"),
    recurrence: partOf(recurrence, shapeOf(recurrence), "R"),
    bias: optional(given.bias, "b"),
    peepholes: optional(given.peepholes, "P"),
  });
  const inOrder = isBatchFirst ? builder.operation(transpose, [x], { perm: [1, 0, 2] }, "x", origin) : x;
  // Of sequences of several lengths each is turned round by itself.
  const lengths = given.lengths === undefined ? undefined : atMostAll(context, given.lengths, steps);
  const turned = (array: ValueId, called: string): ValueId => {
    return isBackward && lengths !== undefined ? builder.operation(reverseSequence, [array, lengths], {}, called, origin) : array;
  };
  const isTurned = isBackward && lengths !== undefined;
  const sequence = turned(inOrder, "reversed");
  const within = lengths === undefined ? [] : [withinLengths(context, lengths, steps, batch)];
  const initial = cell.remembered.map(first);
  const scanning: Scanning = {
    step: stepOf(cell, context, sizes, direction, constants, isTurned ? [batch, hidden] : [1, batch, hidden]),
    length: steps,
    carried: initial.map((one) => ({ isGiven: one.length > 0 })),
    read: [{ isBackward: isBackward && !isTurned }, ...within.map(() => ({ isBackward: false }))],
    written: [{ isBackward: isBackward && !isTurned }],
    results: [{ kind: "sequence", written: 0 }, ...cell.remembered.map((_, carried) => ({ kind: "last", carried }) as const)],
  };
  const scanArguments = [...initial.flat(), sequence, ...within, ...Object.values(constants)];
  const scan = builder.operation(scanOp(`${cell.name}_scan`, scanning), scanArguments, {}, name, origin);
  const part = resultOfScan(builder, scan, scanning, result === "sequence" ? 0 : 1 + result, name, origin);
  if (result !== "sequence") return builder.operation(reshape, [part], { shape: [1, batch, hidden] }, name, origin);
  if (!isTurned) return part;
  return builder.operation(reshape, [turned(part, name)], { shape: [steps, 1, batch, hidden] }, name, origin);
}

/** One index of an axis, without that axis. */
function withoutAxis({ builder, origin }: ExpandContext, array: ValueId, axis: number, index: number, shape: Shape, name: string): ValueId {
  const part = builder.operation(slice, [array], { starts: [index], ends: [index + 1], axes: [axis] }, name, origin);
  return builder.operation(reshape, [part], { shape }, name, origin);
}

/** No sequence is longer than all steps. */
function atMostAll({ builder, origin }: ExpandContext, lengths: ValueId, steps: number): ValueId {
  const bound = builder.constant("steps", [], "i32", Int32Array.of(steps), origin);
  return builder.operation(atMost, [lengths, bound], {}, "lengths", origin);
}

/** Steps × batch × 1: whether the step is one of the sequence's own. */
function withinLengths({ builder, origin }: ExpandContext, lengths: ValueId, steps: number, batch: number): ValueId {
  const step = builder.constant("step", [steps, 1, 1], "i32", Int32Array.from({ length: steps }, (_, one) => one), origin);
  const length = builder.operation(reshape, [lengths], { shape: [1, batch, 1] }, "length", origin);
  return builder.operation(less, [step, length], {}, "is_within", origin);
}

/** The network of one step. @param written the shape of what it writes. */
function stepOf(
  cell: Cell,
  context: ExpandContext,
  sizes: RecurrentSizes,
  direction: number,
  given: Readonly<Record<string, ValueId>>,
  written: Shape,
): Network {
  const { attributes, origin } = context;
  const { batch, hidden, inputs } = sizes;
  const builder = new NetworkBuilder();
  const remembered = cell.remembered.map((name) => builder.input(name, [batch, hidden], origin));
  const x = builder.input("x", [batch, inputs], origin);
  const hasLengths = listOf(attributes, "given").includes(cell.further.indexOf("lengths"));
  const isWithin = hasLengths ? builder.input("is_within", [batch, 1], origin, "bool") : undefined;
  const constants = Object.fromEntries(Object.entries(given).map(([name, id]) => [name, builder.input(name, context.builder.shapeOf(id), origin)]));
  const { length } = cell.activations;
  const usual = sizes.directions.flatMap(() => cell.activations);
  const ofDirection = activationsOf(attributes, usual).slice(direction * length, (direction + 1) * length);
  const activations = ofDirection.map((one, position) => (position < cell.ofSums ? clipped(one, attributes) : one));
  const next = cell.next({ builder, origin, attributes, hidden, x, remembered, constants, activations });
  const choose = (one: ValueId, other: ValueId, name: string): ValueId => {
    return isWithin === undefined ? one : builder.operation(where, [isWithin, one, other], {}, name, origin);
  };
  const kept = next.map((one, position) => choose(one, remembered[position], cell.remembered[position]));
  const nothing = isWithin === undefined ? next[0] : builder.parameter("nothing", [], Float32Array.of(0), origin);
  const y = builder.operation(reshape, [choose(next[0], nothing, "y")], { shape: written }, "y", origin);
  return builder.finish([...kept.map((value, position) => ({ name: cell.remembered[position], value })), { name: "y", value: y }]);
}

/** The activation of what is brought within the bounds, where there are any. */
function clipped(activate: Activate, attributes: Attributes): Activate {
  const bound = Math.fround(numberOf(attributes, "clip"));
  if (bound === 0) return activate;
  return (builder, x, name, origin) => activate(builder, builder.operation(clipTo, [x], { low: -bound, high: bound }, "clipped", origin), name, origin);
}
