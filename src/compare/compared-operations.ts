// Counts the operations of two networks beside each other. Evaluates nothing.

import type { Network } from "../network/network.ts";
import type { Both } from "./compared-parameters.ts";

export interface ComparedOperation {
  /** The op as nnc calls it. */
  readonly op: string;
  readonly counts: Both<number>;
}

/** Each op that one of them has, in the order of its first use. */
export function comparedOperations(one: Network, other: Network): readonly ComparedOperation[] {
  const [first, second] = [one, other].map(countsOf);
  return [...new Set([...first.keys(), ...second.keys()])].map((op) => ({ op, counts: [first.get(op) ?? 0, second.get(op) ?? 0] }));
}

function countsOf({ values }: Network): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) if (value.kind === "operation") counts.set(value.op.name, (counts.get(value.op.name) ?? 0) + 1);
  return counts;
}
