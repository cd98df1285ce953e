// Lanes: many values of one expression side by side. What interprets Programs and trains networks in plain JavaScript
// computes on them. Knows no operator.

import type { Values } from "./scalar.ts";

/** Lane i is at data[offset + i·step]; step 0 is one value for all lanes. */
export interface Lane {
  readonly data: Values;
  readonly offset: number;
  readonly step: 0 | 1;
}

/** Where results go: lane i to data[offset + i] for i < count. The store rounds. May be one of the operands, at the same place. */
export interface LaneTarget {
  readonly data: Values;
  readonly offset: number;
  readonly count: number;
}

/** Copies lanes. */
export function copyLanes({ data, offset, step }: Lane, to: LaneTarget): void {
  if (step === 0) to.data.fill(data[offset], to.offset, to.offset + to.count);
  else for (let i = 0; i < to.count; i++) to.data[to.offset + i] = data[offset + i];
}
