// Single operations over whole arrays. Each is done in float64 and stored in a Float32Array, which rounds it once: for
// + − × ÷ of float32 operands that equals the operation in float32 (Figueroa, ACM SIGNUM 30(3), 1995).

import type { BinaryOperator, Comparison } from "../../program/program.ts";
import type { Kernel } from "./kernel.ts";

/** Element i is data[i·step]; step 0 is one value for all. */
export interface Operand {
  readonly data: Float32Array;
  readonly step: 0 | 1;
}

/** target[i] = a[i] ∘ b[i] for i < count. One loop an operator, so that each stays fast. */
export function binaryPass(operator: BinaryOperator, a: Operand, b: Operand, target: Float32Array, count: number): Kernel {
  const { data: left, step: leftStep } = a;
  const { data: right, step: rightStep } = b;
  switch (operator) {
    case "add":
      return () => {
        for (let i = 0; i < count; i++) target[i] = left[i * leftStep] + right[i * rightStep];
      };
    case "subtract":
      return () => {
        for (let i = 0; i < count; i++) target[i] = left[i * leftStep] - right[i * rightStep];
      };
    case "multiply":
      return () => {
        for (let i = 0; i < count; i++) target[i] = left[i * leftStep] * right[i * rightStep];
      };
    case "divide":
      return () => {
        for (let i = 0; i < count; i++) target[i] = left[i * leftStep] / right[i * rightStep];
      };
  }
}

/** target[i] = left[i] < right[i] ? whenTrue[i] : whenFalse[i], or with ≤. */
export function selectPass(
  operator: Comparison["operator"],
  { data: left, step: leftStep }: Operand,
  { data: right, step: rightStep }: Operand,
  { data: whenTrue, step: trueStep }: Operand,
  { data: whenFalse, step: falseStep }: Operand,
  target: Float32Array,
  count: number,
): Kernel {
  switch (operator) {
    case "less":
      return () => {
        for (let i = 0; i < count; i++) {
          target[i] = left[i * leftStep] < right[i * rightStep] ? whenTrue[i * trueStep] : whenFalse[i * falseStep];
        }
      };
    case "lessOrEqual":
      return () => {
        for (let i = 0; i < count; i++) {
          target[i] = left[i * leftStep] <= right[i * rightStep] ? whenTrue[i * trueStep] : whenFalse[i * falseStep];
        }
      };
  }
}

export function copyPass({ data, step }: Operand, target: Float32Array, count: number): Kernel {
  return () => {
    for (let i = 0; i < count; i++) target[i] = data[i * step];
  };
}

/** target[i] = data[map[i]]. */
export function gatherPass(data: Float32Array, map: Int32Array, target: Float32Array): Kernel {
  return () => {
    for (let i = 0; i < map.length; i++) target[i] = data[map[i]];
  };
}
