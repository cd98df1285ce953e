// Hands out places in the memory of a schedule. Gives nothing back: every value of a step has a place of its own.

import type { InitialData } from "./operations.ts";
import { PANEL_WIDTH } from "../../gemm/panel-matrix.ts";

export class MemoryPlan {
  readonly initial: InitialData[] = [];
  private next = 0;

  /** Float32 handed out so far, a multiple of eight. */
  get size(): number {
    return this.next;
  }

  /** The place of `count` float32, a multiple of eight, followed by padding up to the next one. */
  allocate(count: number): number {
    const start = this.next;
    this.next += Math.ceil(count / PANEL_WIDTH) * PANEL_WIDTH;
    return start;
  }

  /** A place that holds `data` from the start. */
  table(data: Float32Array | Int32Array): number {
    const start = this.allocate(data.length);
    this.initial.push({ start, data });
    return start;
  }
}
