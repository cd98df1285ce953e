// Single operations over whole arrays. Each is done in float64 and stored in a Float32Array, which rounds it once: for
// + − × ÷ of float32 operands that equals the operation in float32 (Figueroa, ACM SIGNUM 30(3), 1995).

import type { BinaryOperator, Comparison } from "../../program/program.ts";
import type { Kernel } from "./kernel.ts";

// The loops are functions of their arrays, not closures over them: V8 keeps arguments in registers, but loads what a
// closure captured anew in every turn, which takes three times as long.

/** target[i] = a[i] ∘ b[i] for i < count. */
export function binaryPass(
  operator: BinaryOperator,
  a: Float32Array,
  b: Float32Array,
  target: Float32Array,
  count: number,
): Kernel {
  switch (operator) {
    case "add":
      return () => addAll(a, b, target, count);
    case "subtract":
      return () => subtractAll(a, b, target, count);
    case "multiply":
      return () => multiplyAll(a, b, target, count);
    case "divide":
      return () => divideAll(a, b, target, count);
  }
}

/** target[i] = left[i] < right[i] ? whenTrue[i] : whenFalse[i] for i < count, or with ≤. */
export function selectPass(
  operator: Comparison["operator"],
  left: Float32Array,
  right: Float32Array,
  whenTrue: Float32Array,
  whenFalse: Float32Array,
  target: Float32Array,
  count: number,
): Kernel {
  switch (operator) {
    case "less":
      return () => selectWhereLess(left, right, whenTrue, whenFalse, target, count);
    case "lessOrEqual":
      return () => selectWhereLessOrEqual(left, right, whenTrue, whenFalse, target, count);
  }
}

/** target[i] = data[i] for i < count. */
export function copyPass(data: Float32Array, target: Float32Array, count: number): Kernel {
  const source = data.subarray(0, count);
  return () => target.set(source);
}

/** target[i] = data[map[i]]. */
export function gatherPass(data: Float32Array, map: Int32Array, target: Float32Array): Kernel {
  return () => gatherAll(data, map, target);
}

function addAll(a: Float32Array, b: Float32Array, target: Float32Array, count: number): void {
  for (let i = 0; i < count; i++) target[i] = a[i] + b[i];
}

function subtractAll(a: Float32Array, b: Float32Array, target: Float32Array, count: number): void {
  for (let i = 0; i < count; i++) target[i] = a[i] - b[i];
}

function multiplyAll(a: Float32Array, b: Float32Array, target: Float32Array, count: number): void {
  for (let i = 0; i < count; i++) target[i] = a[i] * b[i];
}

function divideAll(a: Float32Array, b: Float32Array, target: Float32Array, count: number): void {
  for (let i = 0; i < count; i++) target[i] = a[i] / b[i];
}

function selectWhereLess(
  left: Float32Array,
  right: Float32Array,
  whenTrue: Float32Array,
  whenFalse: Float32Array,
  target: Float32Array,
  count: number,
): void {
  for (let i = 0; i < count; i++) target[i] = left[i] < right[i] ? whenTrue[i] : whenFalse[i];
}

function selectWhereLessOrEqual(
  left: Float32Array,
  right: Float32Array,
  whenTrue: Float32Array,
  whenFalse: Float32Array,
  target: Float32Array,
  count: number,
): void {
  for (let i = 0; i < count; i++) target[i] = left[i] <= right[i] ? whenTrue[i] : whenFalse[i];
}

function gatherAll(data: Float32Array, map: Int32Array, target: Float32Array): void {
  for (let i = 0; i < map.length; i++) target[i] = data[map[i]];
}
