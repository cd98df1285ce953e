// Makes a scan of a graph that is run many times: its step is a network of its own, to which values around it are arguments.

import { sameShape } from "../../network/broadcast.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { NetworkBuilder } from "../../network/network-builder.ts";
import type { ScanResult, Scanning, ValueId } from "../../network/op.ts";
import { resultOfScan, scanOp } from "../../network/ops/scan.ts";
import type { Origin } from "../../network/origin.ts";
import { HeldValues, type Held } from "./held-values.ts";
import type { Graph } from "./onnx-messages.ts";
import type { TurnResults, Turns } from "./run-bodies.ts";

interface Surroundings {
  readonly held: HeldValues;
  readonly name: string;
  readonly origin: Origin;
}

/**
 * Runs a graph in a network of its own.
 *
 * @param around what a name of the surroundings stands for there.
 */
type RunStep = (body: Graph, inputs: readonly Held[], step: HeldValues, around: (name: string, outer: Held | undefined) => Held | undefined) => readonly Held[];

/** The text says why the turns are no scan: each knows its number, or they are not alike. */
export function scanOfTurns(turns: Turns, { held, name, origin }: Surroundings, run: RunStep): TurnResults | string {
  const { body, count, carried, read, written } = turns;
  const step = new HeldValues(new NetworkBuilder());
  const input = (called: string, given: Held, axes: number): Held => {
    return { kind: "computed", id: step.builder.input(called, held.shapeOf(given).slice(axes), origin, held.scalarOf(given)) };
  };
  const nameAt = (position: number): string => body.input[position]?.name ?? "";
  const inputs = [
    ...carried.map((one, position) => input(nameAt(position), one, 0)),
    ...read.map(({ sequence }, position) => input(nameAt(carried.length + position), sequence, 1)),
  ];
  const same = new Map<ValueId, Held>();
  const around = (called: string, outer: Held | undefined): Held | undefined => {
    if (outer?.kind !== "computed") return outer;
    const known = same.get(outer.id) ?? input(called, outer, 0);
    same.set(outer.id, known);
    return known;
  };
  try {
    const outputs = run(body, inputs, step, around);
    const isAlike = carried.every((one, position) => {
      const next = outputs[position];
      return sameShape(held.shapeOf(one), step.shapeOf(next)) && held.scalarOf(one) === step.scalarOf(next);
    });
    const scalars = new Set(outputs.map((one) => step.scalarOf(one)));
    if (!isAlike || scalars.size > 1) return "what it carries changes its shape or its type";
    const named = outputs.map((one, position) => {
      const called = body.output[position]?.name ?? "";
      return { name: called, value: step.idOf(called, one) };
    });
    const results: readonly ScanResult[] = [
      ...carried.map((_, position) => ({ kind: "last", carried: position }) as const),
      ...written.map((_, position) => ({ kind: "sequence", written: position }) as const),
    ];
    const scanning: Scanning = {
      step: step.builder.finish(named),
      length: count,
      carried: carried.map(() => ({ isGiven: true })),
      read: read.map(({ isBackward }) => ({ isBackward })),
      written,
      results,
    };
    const args = [...carried.map((one) => held.idOf(name, one)), ...read.map(({ sequence }) => held.idOf(name, sequence)), ...same.keys()];
    const scan = held.builder.operation(scanOp("scan", scanning), args, {}, name, origin);
    const parts = results.map((_, position): Held => ({ kind: "computed", id: resultOfScan(held.builder, scan, scanning, position, name, origin) }));
    return { last: parts.slice(0, carried.length), written: parts.slice(carried.length) };
  } catch (error) {
    if (error instanceof DiagnosticError) return error.message;
    throw error;
  }
}
