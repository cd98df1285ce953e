// One operation on many lanes at once: plain loops, one for each operator and each place of a value that all lanes share.
// The store into a Float32Array rounds. Knows nothing of programs.

import type { BinaryOperator } from "./program.ts";

/** Lane i is at data[offset + i·step]; step 0 is one value for all lanes. */
export interface Lanes {
  readonly data: Float32Array;
  readonly offset: number;
  readonly step: 0 | 1;
}

interface Kernel {
  /** target[to + i] = a[at + i] ∘ b[bt + i] */
  both(a: Float32Array, at: number, b: Float32Array, bt: number, target: Float32Array, to: number, count: number): void;
  /** target[to + i] = a ∘ b[bt + i] */
  left(a: number, b: Float32Array, bt: number, target: Float32Array, to: number, count: number): void;
  /** target[to + i] = a[at + i] ∘ b */
  right(a: Float32Array, at: number, b: number, target: Float32Array, to: number, count: number): void;
}

// Four lanes a turn, because V8 does not unroll.
const KERNELS: Readonly<Record<BinaryOperator, Kernel>> = {
  add: {
    both(a, at, b, bt, target, to, count) {
      const end = to + count;
      for (let i = to; i < end; i += 4, at += 4, bt += 4) {
        target[i] = a[at] + b[bt];
        target[i + 1] = a[at + 1] + b[bt + 1];
        target[i + 2] = a[at + 2] + b[bt + 2];
        target[i + 3] = a[at + 3] + b[bt + 3];
      }
    },
    left(a, b, bt, target, to, count) {
      const end = to + count;
      for (let i = to; i < end; i += 4, bt += 4) {
        target[i] = a + b[bt];
        target[i + 1] = a + b[bt + 1];
        target[i + 2] = a + b[bt + 2];
        target[i + 3] = a + b[bt + 3];
      }
    },
    right(a, at, b, target, to, count) {
      const end = to + count;
      for (let i = to; i < end; i += 4, at += 4) {
        target[i] = a[at] + b;
        target[i + 1] = a[at + 1] + b;
        target[i + 2] = a[at + 2] + b;
        target[i + 3] = a[at + 3] + b;
      }
    },
  },
  subtract: {
    both(a, at, b, bt, target, to, count) {
      const end = to + count;
      for (let i = to; i < end; i += 4, at += 4, bt += 4) {
        target[i] = a[at] - b[bt];
        target[i + 1] = a[at + 1] - b[bt + 1];
        target[i + 2] = a[at + 2] - b[bt + 2];
        target[i + 3] = a[at + 3] - b[bt + 3];
      }
    },
    left(a, b, bt, target, to, count) {
      const end = to + count;
      for (let i = to; i < end; i += 4, bt += 4) {
        target[i] = a - b[bt];
        target[i + 1] = a - b[bt + 1];
        target[i + 2] = a - b[bt + 2];
        target[i + 3] = a - b[bt + 3];
      }
    },
    right(a, at, b, target, to, count) {
      const end = to + count;
      for (let i = to; i < end; i += 4, at += 4) {
        target[i] = a[at] - b;
        target[i + 1] = a[at + 1] - b;
        target[i + 2] = a[at + 2] - b;
        target[i + 3] = a[at + 3] - b;
      }
    },
  },
  multiply: {
    both(a, at, b, bt, target, to, count) {
      const end = to + count;
      for (let i = to; i < end; i += 4, at += 4, bt += 4) {
        target[i] = a[at] * b[bt];
        target[i + 1] = a[at + 1] * b[bt + 1];
        target[i + 2] = a[at + 2] * b[bt + 2];
        target[i + 3] = a[at + 3] * b[bt + 3];
      }
    },
    left(a, b, bt, target, to, count) {
      const end = to + count;
      for (let i = to; i < end; i += 4, bt += 4) {
        target[i] = a * b[bt];
        target[i + 1] = a * b[bt + 1];
        target[i + 2] = a * b[bt + 2];
        target[i + 3] = a * b[bt + 3];
      }
    },
    right(a, at, b, target, to, count) {
      const end = to + count;
      for (let i = to; i < end; i += 4, at += 4) {
        target[i] = a[at] * b;
        target[i + 1] = a[at + 1] * b;
        target[i + 2] = a[at + 2] * b;
        target[i + 3] = a[at + 3] * b;
      }
    },
  },
  divide: {
    both(a, at, b, bt, target, to, count) {
      const end = to + count;
      for (let i = to; i < end; i += 4, at += 4, bt += 4) {
        target[i] = a[at] / b[bt];
        target[i + 1] = a[at + 1] / b[bt + 1];
        target[i + 2] = a[at + 2] / b[bt + 2];
        target[i + 3] = a[at + 3] / b[bt + 3];
      }
    },
    left(a, b, bt, target, to, count) {
      const end = to + count;
      for (let i = to; i < end; i += 4, bt += 4) {
        target[i] = a / b[bt];
        target[i + 1] = a / b[bt + 1];
        target[i + 2] = a / b[bt + 2];
        target[i + 3] = a / b[bt + 3];
      }
    },
    right(a, at, b, target, to, count) {
      const end = to + count;
      for (let i = to; i < end; i += 4, at += 4) {
        target[i] = a[at] / b;
        target[i + 1] = a[at + 1] / b;
        target[i + 2] = a[at + 2] / b;
        target[i + 3] = a[at + 3] / b;
      }
    },
  },
};

/** target[to + i] = a ∘ b for lanes i < count, a multiple of 4, each rounded once to float32. */
export function computeLanes(operator: BinaryOperator, a: Lanes, b: Lanes, target: Float32Array, to: number, count: number): void {
  const kernel = KERNELS[operator];
  if (a.step === 0) {
    if (b.step === 1) { kernel.left(a.data[a.offset], b.data, b.offset, target, to, count); return; }
    target.fill(b.data[b.offset], to, to + count);
    kernel.left(a.data[a.offset], target, to, target, to, count); return;
  }
  if (b.step === 0) { kernel.right(a.data, a.offset, b.data[b.offset], target, to, count); return; }
  kernel.both(a.data, a.offset, b.data, b.offset, target, to, count);
}

/** Copies lanes. */
export function copyLanes({ data, offset, step }: Lanes, target: Float32Array, to: number, count: number): void {
  if (step === 0) target.fill(data[offset], to, to + count);
  else for (let i = 0; i < count; i++) target[to + i] = data[offset + i];
}
