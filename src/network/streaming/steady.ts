// Constants that are the same for every frame, with as many frames as a step has.

import { SCALARS, type Values } from "../../program/scalar.ts";
import type { KnownValue } from "../network.ts";
import { elementCount, type Shape } from "../shape.ts";

/** Whether a constant has the same elements at every index of an axis. */
export function isSteady({ shape, data }: KnownValue, axis: number): boolean {
  const inner = elementCount(shape.slice(axis + 1));
  return data.every((element, position) => Object.is(element, data[position - (Math.floor(position / inner) % shape[axis]) * inner]));
}

/** The constant with so many elements along these axes: its first ones. */
export function shortened(value: KnownValue, axes: readonly number[], extent: number): KnownValue {
  const shape = value.shape.map((own, axis) => (axes.includes(axis) ? extent : own));
  if (value.kind === "constant") return { ...value, shape, data: firstElements(value, shape) };
  return { ...value, shape, data: Float32Array.from(firstElements(value, shape)) };
}

function firstElements({ shape: from, scalar, data }: KnownValue, shape: Shape): Values {
  const values = SCALARS[scalar].newValues(elementCount(shape));
  for (let position = 0; position < values.length; position++) {
    let [rest, place, stride] = [position, 0, 1];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place += (rest % shape[axis]) * stride;
      stride *= from[axis];
      rest = Math.floor(rest / shape[axis]);
    }
    values[position] = data[place];
  }
  return values;
}
