// Runs the graphs of If, Loop and Scan while a network is built: which branch, and how often, has to be known. Few turns are written one after the
// other, as are turns that know their number; many become a scan. ONNX If-25, Loop-25, Scan-8 and Scan-25.

import type { Attributes } from "../../network/attributes.ts";
import { sameShape } from "../../network/broadcast.ts";
import type { Op } from "../../network/op.ts";
import { concat } from "../../network/ops/concat.ts";
import { reshape } from "../../network/ops/reshape.ts";
import { slice } from "../../network/ops/slice.ts";
import { transpose } from "../../network/ops/transpose.ts";
import { where } from "../../network/ops/where.ts";
import type { Shape } from "../../network/shape.ts";
import type { Scalar } from "../../program/scalar.ts";
import type { Held } from "./held-values.ts";
import { MAXIMUM_NODES } from "./maximum-nodes.ts";
import type { Graph } from "./onnx-messages.ts";

/** What stands around the graphs of a node. */
export interface Around {
  shapeOf(held: Held): Shape;
  scalarOf(held: Held): Scalar;
  /** A number that is known, as an array without axes. */
  known(scalar: "i32" | "bool", value: number): Held;
  /** What an op makes of values, or why it does not. */
  apply(op: Op, args: readonly Held[], attributes: Attributes): Held | string;
  /** The outputs of a graph, whose nodes become part of the network. */
  run(body: Graph, inputs: readonly Held[]): readonly Held[];
  /** The results of a graph that is run many times, as a scan; or why it can be none. */
  scan(turns: Turns): TurnResults | string;
}

/** A graph that is run again and again. */
export interface Turns {
  readonly body: Graph;
  readonly count: number;
  readonly carried: readonly Held[];
  /** The first axis is the turn. */
  readonly read: readonly { readonly sequence: Held; readonly isBackward: boolean }[];
  /** Of each sequence that is written. */
  readonly written: readonly { readonly isBackward: boolean }[];
}

export interface TurnResults {
  readonly last: readonly Held[];
  /** The first axis is the turn. */
  readonly written: readonly Held[];
}

/** As many turns are written one after the other even where they might be a scan. */
const FEW = 4;

/** The outputs, or why there are none. @param given the inputs; undefined is one that is left out. */
export type BodyOutcome = readonly Held[] | string;

/** Where the condition is computed: both branches become part of the network, and one of their results is chosen. */
export function runIf(around: Around, branches: { readonly then: Graph; readonly otherwise: Graph }, condition: Held): BodyOutcome {
  const [one, other] = [branches.then, branches.otherwise].map((branch) => around.run(branch, []));
  const chosen = around.apply(reshape, [condition], { shape: [] });
  if (typeof chosen === "string") return chosen;
  return all(one.map((held, position) => {
    if (sameShape(around.shapeOf(held), around.shapeOf(other[position]))) return around.apply(where, [chosen, held, other[position]], {});
    return "its condition is computed from the model's inputs, and its branches give arrays of different shapes; say what its inputs are where they are constants";
  }));
}

interface Loop {
  readonly body: Graph;
  readonly count: Held | undefined;
  readonly condition: Held | undefined;
  readonly carried: readonly Held[];
}

/** What is carried last, then the sequences. */
export function runLoop(around: Around, { body, count, condition, carried: first }: Loop): BodyOutcome {
  const computed = "is computed from the model's inputs, and has to be a constant";
  if (count?.kind === "computed") return `how often it runs ${computed}`;
  if (condition?.kind === "computed") return `whether it runs ${computed}`;
  const turns = count === undefined ? Infinity : count.array.data[0];
  // Without a condition, what the graph says of going on does not matter.
  const goesBySelf = condition !== undefined || count === undefined;
  const sequences = body.output.slice(1 + first.length).map((): Held[] => []);
  let carried = first;
  let goesOn = condition?.array.data[0] !== 0;
  for (let turn = 0; turn < turns && goesOn; turn++) {
    if ((turn + 1) * body.node.length > MAXIMUM_NODES) return `its turns have more than ${MAXIMUM_NODES} nodes`;
    const [next, ...results] = around.run(body, [around.known("i32", turn), around.known("bool", 1), ...carried]);
    carried = results.slice(0, first.length);
    results.slice(first.length).forEach((one, position) => sequences[position].push(one));
    if (!goesBySelf) continue;
    if (next.kind === "computed") return `whether it goes on ${computed}`;
    goesOn = next.array.data[0] !== 0;
  }
  const stacked = sequences.map((elements) => stack(around, elements));
  return all([...carried, ...stacked]);
}

export interface ScanNode {
  readonly body: Graph;
  readonly carried: readonly Held[];
  readonly sequences: readonly Held[];
  /** Of each sequence that is read, and of each that is written. */
  readonly axes: { readonly read: readonly number[]; readonly written: readonly number[] };
  readonly isBackward: { readonly read: readonly boolean[]; readonly written: readonly boolean[] };
}

/** What is carried last, then the sequences. */
export function runScan(around: Around, { body, carried, sequences, axes, isBackward }: ScanNode): BodyOutcome {
  const turned = all(sequences.map((one, position) => moved(around, one, axes.read[position] ?? 0, "first")));
  if (typeof turned === "string") return turned;
  const [count] = turned.map((one) => around.shapeOf(one)[0]);
  if (turned.some((one) => around.shapeOf(one)[0] !== count)) return "its sequences have different numbers of elements";
  const written = body.output.slice(carried.length).map((_, position) => ({ isBackward: isBackward.written[position] ?? false }));
  const read = turned.map((sequence, position) => ({ sequence, isBackward: isBackward.read[position] ?? false }));
  const results = runTurns(around, { body, count, carried, read, written });
  if (typeof results === "string") return results;
  return all([...results.last, ...results.written.map((one, position) => moved(around, one, axes.written[position] ?? 0, "back"))]);
}

function runTurns(around: Around, turns: Turns): TurnResults | string {
  const { body, count, read, written } = turns;
  const scanned = count > FEW ? around.scan(turns) : "";
  if (typeof scanned !== "string") return scanned;
  if (count * body.node.length > MAXIMUM_NODES) return scanned;
  const sequences = written.map((): Held[] => []);
  let { carried } = turns;
  for (let turn = 0; turn < count; turn++) {
    const elements = all(read.map(({ sequence, isBackward }) => elementOf(around, sequence, isBackward ? count - 1 - turn : turn)));
    if (typeof elements === "string") return elements;
    const results = around.run(body, [...carried, ...elements]);
    carried = results.slice(0, carried.length);
    results.slice(carried.length).forEach((one, position) => sequences[position].push(one));
  }
  const stacked = all(sequences.map((elements, position) => stack(around, written[position].isBackward ? elements.toReversed() : elements)));
  return typeof stacked === "string" ? stacked : { last: carried, written: stacked };
}

/** The element of a sequence at a position of its first axis. */
export function elementOf(around: Around, sequence: Held, position: number): Held | string {
  const part = around.apply(slice, [sequence], { starts: [position], ends: [position + 1], axes: [0] });
  return typeof part === "string" ? part : around.apply(reshape, [part], { shape: around.shapeOf(sequence).slice(1) });
}

/** Arrays one after the other along an axis of their own, the first. */
export function stack(around: Around, elements: readonly Held[]): Held | string {
  if (elements.length === 0) return "it runs no turn, and how large what it gives would be is not known";
  const parts = all(elements.map((one) => around.apply(reshape, [one], { shape: [1, ...around.shapeOf(one)] })));
  return typeof parts === "string" ? parts : around.apply(concat, parts, { axis: 0 });
}

/** With an axis moved to the first place, or the first one to that of an axis. */
function moved(around: Around, array: Held, axis: number, to: "first" | "back"): Held | string {
  const rank = around.shapeOf(array).length;
  const own = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(own) || own < 0 || own >= rank) return `axis ${axis} is not within the ${rank} axes of a sequence`;
  if (own === 0) return array;
  const others = Array.from({ length: rank }, (_, one) => one);
  const perm = to === "first" ? [own, ...others.filter((one) => one !== own)] : others.slice(1).toSpliced(own, 0, 0);
  return around.apply(transpose, [array], { perm });
}

/** All of them, or the first problem. */
export function all(results: readonly (Held | string)[]): readonly Held[] | string {
  const problem = results.find((one) => typeof one === "string");
  return problem ?? results.flatMap((one) => (typeof one === "string" ? [] : [one]));
}
