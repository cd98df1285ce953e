// Leaves out the results of a scan that nothing reads, and what only they need of its step: a sequence of which the end alone is used is not kept.

import type { NetworkBuilder } from "../network/network-builder.ts";
import type { Network, OperationValue } from "../network/network.ts";
import type { ScanResult, Scanning, ValueId } from "../network/op.ts";
import { numberOf } from "../network/attributes.ts";
import { partOfScan, resultOfScan, scanOp } from "../network/ops/scan.ts";
import { keepReachable } from "../network/reachable.ts";
import { startOfResult } from "../network/scanning.ts";
import { rewrite } from "./rewrite.ts";

export function removeUnusedResults(network: Network): Network {
  const { network: used } = keepReachable(network);
  const kept = keptResults(used);
  return rewrite(used, (value, args, builder, id) => {
    if (value.kind !== "operation") return builder.copy(value, args);
    const results = kept.get(id);
    if (results !== undefined && value.op.computation.kind === "scan") {
      const scanning = withResults(value.op.computation.scanning, results);
      return builder.operation(scanOp(value.op.name, scanning), args, {}, value.name, value.origin);
    }
    return partOf(used, value, args, builder, kept) ?? builder.copy(value, args);
  });
}

/** The results that are read of the scans of which some are not, by the id of the scan. */
function keptResults({ values, outputs }: Network): ReadonlyMap<ValueId, readonly ScanResult[]> {
  const kept = new Map<ValueId, readonly ScanResult[]>();
  values.forEach((scan, id) => {
    if (scan.kind !== "operation" || scan.op.computation.kind !== "scan" || outputs.some(({ value }) => value === id)) return;
    const { scanning } = scan.op.computation;
    const users = values.filter((value): value is OperationValue => value.kind === "operation" && value.arguments.includes(id));
    if (scanning.results.length < 2 || users.some(({ op }) => op !== partOfScan)) return;
    const results = scanning.results.filter((_, position) => users.some((user) => resultRead(scanning, user) === position));
    if (results.length < scanning.results.length) kept.set(id, results);
  });
  return kept;
}

/** Which result a part is. */
function resultRead(scanning: Scanning, { attributes }: OperationValue): number {
  return scanning.results.findIndex((_, position) => startOfResult(scanning, position) === numberOf(attributes, "start"));
}

/** A part of what is left of a scan; undefined of anything else. */
function partOf(
  network: Network,
  value: OperationValue,
  [scan]: readonly ValueId[],
  builder: NetworkBuilder,
  kept: ReadonlyMap<ValueId, readonly ScanResult[]>,
): ValueId | undefined {
  const source = network.values[value.arguments[0]];
  const results = kept.get(value.arguments[0]);
  if (value.op !== partOfScan || results === undefined || source.kind !== "operation" || source.op.computation.kind !== "scan") return undefined;
  const { scanning } = source.op.computation;
  const position = results.indexOf(scanning.results[resultRead(scanning, value)]);
  return resultOfScan(builder, scan, withResults(scanning, results), position, value.name, value.origin);
}

/** The scan with these results alone, and with those sequences that are among them. */
function withResults(scanning: Scanning, results: readonly ScanResult[]): Scanning {
  const { step, carried, written } = scanning;
  const sequences = [...written.keys()].filter((one) => results.some((result) => result.kind === "sequence" && result.written === one));
  const outputs = [...step.outputs.slice(0, carried.length), ...sequences.map((one) => step.outputs[carried.length + one])];
  return {
    ...scanning,
    step: keepReachable({ ...step, outputs }).network,
    written: sequences.map((one) => written[one]),
    results: results.map((result) => (result.kind === "last" ? result : { ...result, written: sequences.indexOf(result.written) })),
  };
}
