// Single operations over whole arrays in plain JavaScript. Each is done in float64 and stored in a Float32Array, which rounds
// it once: for + − × ÷ √ of float32 that equals the operation in float32 (Figueroa, ACM SIGNUM 30(3), 1995).

import type { BinaryOperator, Comparison } from "../schedule/lane-expression.ts";
import type { Kernel } from "./kernel.ts";

/** Element i is data[i·step]; step 0 is one value for all. */
export interface PassOperand {
  readonly data: Float32Array;
  readonly step: 0 | 1;
}

// The loops are functions of their arrays: V8 reads what a closure captured anew in every turn, but keeps arguments.

/** target[i] = a[i] ∘ b[i] for all of the target. */
export function binaryPass(operator: BinaryOperator, a: PassOperand, b: PassOperand, target: Float32Array): Kernel {
  const loop = BINARY_LOOPS[operator];
  return () => loop(target, a.data, a.step, b.data, b.step);
}

/** The operands of a selection: left ∘ right ? whenTrue : whenFalse. */
export interface Selection {
  readonly left: PassOperand;
  readonly right: PassOperand;
  readonly whenTrue: PassOperand;
  readonly whenFalse: PassOperand;
}

export function selectPass(operator: Comparison["operator"], { left, right, whenTrue, whenFalse }: Selection, target: Float32Array): Kernel {
  const loop = operator === "less" ? selectWhereLess : selectWhereLessOrEqual;
  return () => loop(target, left.data, left.step, right.data, right.step, whenTrue.data, whenTrue.step, whenFalse.data, whenFalse.step);
}

export function squareRootPass({ data, step }: PassOperand, target: Float32Array): Kernel {
  return () => takeSquareRoots(target, data, step);
}

export function copyPass({ data, step }: PassOperand, target: Float32Array): Kernel {
  return () => {
    if (step === 1) target.set(data);
    else target.fill(data[0]);
  };
}

type BinaryLoop = (target: Float32Array, a: Float32Array, stepA: number, b: Float32Array, stepB: number) => void;

const BINARY_LOOPS: Readonly<Record<BinaryOperator, BinaryLoop>> = {
  add(target, a, stepA, b, stepB) {
    for (let i = 0; i < target.length; i++) target[i] = a[i * stepA] + b[i * stepB];
  },
  subtract(target, a, stepA, b, stepB) {
    for (let i = 0; i < target.length; i++) target[i] = a[i * stepA] - b[i * stepB];
  },
  multiply(target, a, stepA, b, stepB) {
    for (let i = 0; i < target.length; i++) target[i] = a[i * stepA] * b[i * stepB];
  },
  divide(target, a, stepA, b, stepB) {
    for (let i = 0; i < target.length; i++) target[i] = a[i * stepA] / b[i * stepB];
  },
};

function selectWhereLess(
  target: Float32Array,
  left: Float32Array,
  stepLeft: number,
  right: Float32Array,
  stepRight: number,
  whenTrue: Float32Array,
  stepTrue: number,
  whenFalse: Float32Array,
  stepFalse: number,
): void {
  for (let i = 0; i < target.length; i++) {
    target[i] = left[i * stepLeft] < right[i * stepRight] ? whenTrue[i * stepTrue] : whenFalse[i * stepFalse];
  }
}

function selectWhereLessOrEqual(
  target: Float32Array,
  left: Float32Array,
  stepLeft: number,
  right: Float32Array,
  stepRight: number,
  whenTrue: Float32Array,
  stepTrue: number,
  whenFalse: Float32Array,
  stepFalse: number,
): void {
  for (let i = 0; i < target.length; i++) {
    target[i] = left[i * stepLeft] <= right[i * stepRight] ? whenTrue[i * stepTrue] : whenFalse[i * stepFalse];
  }
}

function takeSquareRoots(target: Float32Array, data: Float32Array, step: number): void {
  for (let i = 0; i < target.length; i++) target[i] = Math.sqrt(data[i * step]);
}
