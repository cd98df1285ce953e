// Writes a part of a network as a scan over rows: each step computes the next row of everything in it, from the last rows of what it is computed from.
// Of every array between a few rows are there at a time, and no row is computed twice. Every element keeps its bits.

import { NetworkBuilder } from "../network-builder.ts";
import { valueOf, type Network, type OperationValue, type Value } from "../network.ts";
import type { Op, ValueId } from "../op.ts";
import { expand } from "../ops/expand.ts";
import { reshapeTo } from "../ops/reshape-to.ts";
import { scanOp } from "../ops/scan.ts";
import { slice } from "../ops/slice.ts";
import { keepReachable } from "../reachable.ts";
import type { Scanning } from "../scanning.ts";
import { elementCount, type Shape } from "../shape.ts";
import { notCausal } from "../streaming/not-causal.ts";
import { sequenceAlong } from "../streaming/sequence.ts";
import { Step } from "../streaming/step.ts";
import { addIndex, constantIndex } from "../../program/expression.ts";
import { SCALARS } from "../../program/scalar.ts";
import type { Region } from "./region.ts";
import { RowSteps } from "./row-steps.ts";
import { addRows } from "./total.ts";

export interface ByRows {
  readonly network: Network;
  /** What is computed by rows, in that network. */
  readonly result: ValueId;
}

/** @throws DiagnosticError (usage) where rows begin with what no step can begin with. */
export function computeByRows(network: Network, region: Region): ByRows {
  const result = region.total?.id ?? region.to;
  const scan = scanOfRows(regionAlone(network, region), region, network);
  const builder = new NetworkBuilder();
  const inside = new Set(region.values);
  const ids = new Map<ValueId, ValueId>();
  const translate = (id: ValueId): ValueId => ids.get(id) ?? id;
  network.values.forEach((value, id) => {
    if (id === result) ids.set(id, scanned(builder, scan, value, translate(region.from)));
    else if (value.kind !== "operation" || !inside.has(id)) ids.set(id, builder.copy(value, value.kind === "operation" ? value.arguments.map(translate) : []));
  });
  const carried = network.carried.map(({ state, next }) => ({ state: translate(state), next: translate(next) }));
  const { network: made, renamed } = keepReachable(builder.finish(network.outputs.map(({ name, value }) => ({ name, value: translate(value) })), carried));
  return { network: made, result: renamed(translate(result)) };
}

/** A scan whose only result is the value, with rows before and after those that are wanted where it is a sequence. */
interface RowScan {
  readonly scanning: Scanning;
  readonly surroundings: RowSteps;
  /** Of a step. */
  readonly rows: number;
  readonly axis: number;
  /** Rows of the scan before the first one of the value. */
  readonly delay: number;
}

/** @param alone of the array's rows. */
function scanOfRows(alone: Network, { axis, total }: Region, network: Network): RowScan {
  const sequence = sequenceAlong(alone, axis, arrayOf);
  const { whole, timed, frames } = sequence;
  const [{ value: last }] = whole.outputs;
  const timing = timed[last];
  if (timing === undefined) throw new RangeError("a region has rows to its end");
  const rows = frames / timing.rate;
  const extent = valueOf(whole, last).shape[timing.axis];
  const steps = Math.ceil((extent + timing.delay) / rows);
  const builder = new NetworkBuilder();
  const surroundings = new RowSteps(builder, whole, timed, steps);
  const [{ value: fresh }] = new Step(sequence, builder, surroundings).outputs();
  if (total !== undefined) {
    const sum = operationOf(network, total.id);
    const before = surroundings.total(`${sum.name}_so_far`, sum.shape, sum.scalar, sum.origin);
    const within = surroundings.within(timing.delay, extent, rows);
    surroundings.keep(before, builder.operation(addRows(total, sum, rows), [fresh, within, before], {}, sum.name, sum.origin));
  }
  const scanning = scanningOf(builder, surroundings, steps, total === undefined ? fresh : undefined);
  return { scanning, surroundings, rows, axis: timing.axis, delay: timing.delay };
}

/** @param written an element of the result for each step; undefined where that is what was remembered last. */
function scanningOf(builder: NetworkBuilder, { memories, array }: RowSteps, length: number, written: ValueId | undefined): Scanning {
  const nexts = memories.map(({ next, input }) => next ?? input);
  const { network, renamed } = keepReachable(builder.finish([...nexts, ...(written === undefined ? [] : [written])]));
  const inputs = memories.map(({ input }) => input).concat(array ?? []);
  const step = Object.freeze({ ...network, inputs: inputs.map((id) => ({ name: builder.value(id).name, value: renamed(id) })) });
  return {
    step,
    length,
    carried: memories.map(({ fill }) => ({ isGiven: fill !== 0 })),
    read: [],
    written: written === undefined ? [] : [{ isBackward: false }],
    results: [written === undefined ? { kind: "last", carried: memories.length - 1 } : { kind: "sequence", written: 0 }],
  };
}

/** What stands in the place of a value that is computed by rows of an array. */
function scanned(builder: NetworkBuilder, { scanning, surroundings, rows, axis, delay }: RowScan, value: Value, array: ValueId): ValueId {
  const { name, shape, origin } = value;
  const firsts = surroundings.memories.flatMap(({ fill, scalar, shape: held }): readonly ValueId[] => {
    if (fill === 0) return [];
    const one = scalar === "f32" ? builder.parameter("first", [], Float32Array.of(fill), origin) : builder.constant("first", [], scalar, SCALARS[scalar].newValues(1).fill(fill), origin);
    return [builder.operation(expand, [one], { shape: held }, "first", origin)];
  });
  const scan = builder.operation(scanOp("scan_rows", scanning), [...firsts, array], {}, name, origin);
  if (scanning.written.length === 0) return scan;
  if (elementCount(shape.slice(0, axis)) > 1) {
    if (rows > 1 && value.kind === "operation") throw notCausal(value, "gives several rows in a step, and parts of each lie apart");
    return builder.operation(rowsApart(shape, axis, delay), [scan], {}, name, origin);
  }
  const computed = shape.with(axis, scanning.length * rows);
  const inOrder = builder.operation(reshapeTo(computed), [scan], {}, name, origin);
  const isWhole = computed[axis] === shape[axis];
  return isWhole ? inOrder : builder.operation(slice, [inOrder], { starts: [delay], ends: [delay + shape[axis]], axes: [axis] }, name, origin);
}

/** The rows of steps, of which each has one, as rows along an axis behind others. */
function rowsApart(shape: Shape, axis: number, delay: number): Op {
  return {
    name: "rows_apart",
    parameters: ["steps"],
    required: 1,
    attributes: {},
    inferShape: () => shape,
    inferScalar: ([scalar]) => scalar,
    computation: { kind: "view", source: (indices) => [addIndex(constantIndex(delay), indices[axis]), ...indices.with(axis, constantIndex(0))] },
    examples: [],
  };
}

/** The values of a region, of which the array is the only input. */
function regionAlone(network: Network, { from, to, values }: Region): Network {
  const builder = new NetworkBuilder();
  const { name, shape, origin, scalar } = valueOf(network, from);
  const ids = new Map<ValueId, ValueId>([[from, builder.input(name, shape, origin, scalar)]]);
  for (const id of values) {
    const value = valueOf(network, id);
    const args = value.kind === "operation" ? value.arguments.map((argument) => ids.get(argument) ?? argument) : [];
    ids.set(id, builder.copy(value, args));
  }
  return builder.finish([ids.get(to) ?? to]);
}

function arrayOf({ inputs }: Network): ReadonlySet<ValueId> {
  return new Set(inputs.map(({ value }) => value));
}

function operationOf(network: Network, id: ValueId): OperationValue {
  const value = valueOf(network, id);
  if (value.kind !== "operation") throw new RangeError("a sum is an operation");
  return value;
}
