// Finds the ranges of values of a network over many inputs, with the bits of its emitted function. Chooses no scale.

import { lower } from "../codegen/lower/lower.ts";
import { NetworkBuilder } from "../network/network-builder.ts";
import { valueOf, type Network } from "../network/network.ts";
import type { ValueId } from "../network/op.ts";
import { keepReachable } from "../network/reachable.ts";
import { elementCount } from "../network/shape.ts";
import { runPasses } from "../passes/index.ts";
import type { Pausing } from "../train/pausing.ts";
import { callsAtOnce, evaluate } from "../verify/evaluate.ts";
import type { Points } from "../verify/points.ts";
import { Histogram } from "./histogram.ts";
import type { Range } from "./scale.ts";

/** `min-max` takes all that was seen; `percentile` leaves out the outermost 0.005 % at each end. */
export const CALIBRATIONS = ["min-max", "percentile"] as const;
export type Calibration = (typeof CALIBRATIONS)[number];

/** Of what is seen, left out at each end. */
const LEFT_OUT = 0.00005;
/** Elements of results that are held at once. */
const ELEMENTS_AT_ONCE = 2 ** 22;

/**
 * One range for each group, infinite where a value is not finite.
 *
 * @param groups of values of float32.
 */
export function* calibrate(network: Network, groups: readonly (readonly ValueId[])[], points: Points, calibration: Calibration): Pausing<readonly Range[]> {
  const watched = groups.flatMap((ids, group) => ids.map((id) => ({ id, group, size: elementCount(valueOf(network, id).shape) })));
  const program = lower(runPasses(giving(network, watched.map(({ id }) => id))));
  const width = watched.reduce((sum, { size }) => sum + size, 0);
  const most = Math.max(1, Math.min(callsAtOnce(program), Math.floor(ELEMENTS_AT_ONCE / width)));
  function* seen(observe: (group: number, elements: Float32Array) => void): Pausing<void> {
    for (let first = 0; first < points.count; first += most) {
      const count = Math.min(most, points.count - first);
      const results = evaluate(program, { width: points.width, count, values: points.values.subarray(first * points.width, (first + count) * points.width) });
      for (let start = 0; start < results.length; ) {
        for (const { group, size } of watched) observe(group, results.subarray(start, (start += size)));
      }
      yield;
    }
  }
  const ranges = groups.map(() => ({ low: Infinity, high: -Infinity }));
  yield* seen((group, elements) => widen(ranges[group], elements));
  if (calibration === "min-max") return ranges;
  const histograms = ranges.map((range) => new Histogram(range));
  yield* seen((group, elements) => histograms[group].add(elements));
  return histograms.map((one) => one.within(LEFT_OUT));
}

function widen(range: { low: number; high: number }, elements: Float32Array): void {
  for (const element of elements) {
    if (!Number.isFinite(element)) [range.low, range.high] = [-Infinity, Infinity];
    if (element < range.low) range.low = element;
    if (element > range.high) range.high = element;
  }
}

/** The network whose outputs these values are. */
function giving(network: Network, ids: readonly ValueId[]): Network {
  const builder = new NetworkBuilder();
  const copies: ValueId[] = [];
  for (const value of network.values) copies.push(builder.copy(value, value.kind === "operation" ? value.arguments.map((id) => copies[id]) : []));
  return keepReachable(builder.finish(ids.map((id, position) => ({ name: `value_${position}`, value: copies[id] })), network.carried)).network;
}
