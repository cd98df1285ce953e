// Chooses constants that are kept as the integers they are multiples of, where small code is asked for: a weight is then multiplied by its scale when it is
// read. Emits nothing.

import { costOf } from "../../network/describe.ts";
import { isKnown, keptValues, type Network, type ParameterValue } from "../../network/network.ts";
import type { ValueId } from "../../network/op.ts";
import { elementCount, type Shape } from "../../network/shape.ts";
import { holds, SCALARS } from "../../program/scalar.ts";
import type { Layout } from "./layout.ts";
import { rowMajorStrides } from "./storage.ts";

/** A constant whose element at indices i is integers[i]·scales[Σ strides·i], rounded once. */
export interface KeptIntegers {
  readonly scalar: "i8" | "i16";
  /** In the order of the constant. */
  readonly integers: Int8Array | Int16Array;
  readonly scales: Float32Array;
  /** Of the scales, for each axis of the constant: 0 where they are the same all along it. */
  readonly strides: readonly number[];
}

/** Bytes of constant data in a source: those of the network's constants, less what integers save in the layout. */
export function constantBytes(network: Network, layout: Layout): number {
  return costOf(network).parameterBytes - savedBytes(network, layout);
}

function savedBytes(network: Network, layout: Layout): number {
  const saved = [...chooseKeptIntegers(network, layout)].map(([id, { integers, scales }]) => {
    const value = network.values[id];
    return (isKnown(value) ? value.data.byteLength : 0) - integers.byteLength - scales.byteLength;
  });
  const ofSteps = network.values.map((value) => {
    return value.kind === "operation" && value.op.computation.kind === "scan" ? savedBytes(value.op.computation.scanning.step, layout) : 0;
  });
  return [...saved, ...ofSteps].reduce((sum, bytes) => sum + bytes, 0);
}

/** The constants that are smaller so and read element by element alone. */
export function chooseKeptIntegers(network: Network, { keepsIntegers }: Layout): ReadonlyMap<ValueId, KeptIntegers> {
  const chosen = new Map<ValueId, KeptIntegers>();
  if (!keepsIntegers) return chosen;
  const elsewhere = new Set(keptValues(network));
  for (const value of network.values) {
    if (value.kind !== "operation" || value.op.computation.kind === "reduce" || value.op.computation.kind === "pointwise") continue;
    for (const id of value.arguments) elsewhere.add(id);
  }
  network.values.forEach((value, id) => {
    const kept = value.kind === "parameter" && !elsewhere.has(id) ? integersOf(value) : undefined;
    if (kept !== undefined) chosen.set(id, kept);
  });
  return chosen;
}

function integersOf({ shape, data, multiples }: ParameterValue): KeptIntegers | undefined {
  if (multiples === undefined) return undefined;
  const { integers, scales } = multiples;
  const scalar = integers.every((one) => holds("i8", one)) ? "i8" : "i16";
  const varying = shape.map((_, axis) => !isSameAlong(scales, shape, axis));
  const extents = shape.map((extent, axis) => (varying[axis] ? extent : 1));
  if (integers.length * SCALARS[scalar].bytes + elementCount(extents) * SCALARS.f32.bytes >= data.byteLength) return undefined;
  const strides = rowMajorStrides(extents).map((stride, axis) => (varying[axis] ? stride : 0));
  return { scalar, integers: scalar === "i8" ? Int8Array.from(integers) : Int16Array.from(integers), scales: firstOfEach(scales, shape, extents), strides };
}

/** Whether elements that differ along an axis alone are the same. */
function isSameAlong(elements: Float32Array, shape: Shape, axis: number): boolean {
  const stride = elementCount(shape.slice(axis + 1));
  return elements.every((element, place) => Math.floor(place / stride) % shape[axis] === 0 || element === elements[place - stride]);
}

/** The elements at the first index of each axis that has an extent of 1 now. */
function firstOfEach(elements: Float32Array, shape: Shape, extents: Shape): Float32Array {
  const strides = rowMajorStrides(shape);
  const isFirst = (place: number, axis: number): boolean => extents[axis] === shape[axis] || Math.floor(place / strides[axis]) % shape[axis] === 0;
  return elements.filter((_, place) => shape.every((_extent, axis) => isFirst(place, axis)));
}
