// Compares the parameters of two networks, array by array. Evaluates nothing.

import type { Network, ParameterValue } from "../network/network.ts";
import type { Shape } from "../network/shape.ts";
import { usedParameters } from "../network/used-parameters.ts";
import { nameValues } from "../passes/name-values.ts";

/** Arrays of one name; a shape is undefined where its network has no such array. */
export interface ComparedArray {
  /** That it has in emitted sources: W1, b1, … */
  readonly name: string;
  readonly shapes: Both<Shape | undefined>;
  /** What became of its elements; undefined where the shapes differ. */
  readonly change: ArrayChange | undefined;
}

export interface ArrayChange {
  readonly elements: number;
  /** Elements with other bits. */
  readonly changed: number;
  /** The largest |other − one|, and the root mean square over all elements, in float64. */
  readonly largest: number;
  readonly rootMeanSquare: number;
}

/** Of the one network and of the other. */
export type Both<Value> = readonly [one: Value, other: Value];

/** Those of the one network in the order of their use, then those that the other has alone. */
export function comparedParameters(one: Network, other: Network): readonly ComparedArray[] {
  const [first, second] = [one, other].map(namedParameters);
  return [...new Set([...first.keys(), ...second.keys()])].map((name) => {
    const [a, b] = [first.get(name), second.get(name)];
    return { name, shapes: [a?.shape, b?.shape], change: a === undefined || b === undefined || !sameShape(a, b) ? undefined : changeOf(a.data, b.data) };
  });
}

/** Names are hints: one that comes again is numbered. */
function namedParameters(network: Network): ReadonlyMap<string, ParameterValue> {
  const named = new Map<string, ParameterValue>();
  for (const parameter of usedParameters(nameValues(network))) {
    let name = parameter.name;
    for (let times = 2; named.has(name); times++) name = `${parameter.name} (${times})`;
    named.set(name, parameter);
  }
  return named;
}

function sameShape({ shape: one }: ParameterValue, { shape: other }: ParameterValue): boolean {
  return one.length === other.length && one.every((extent, axis) => extent === other[axis]);
}

function changeOf(one: Float32Array, other: Float32Array): ArrayChange {
  let [changed, largest, squares] = [0, 0, 0];
  one.forEach((value, place) => {
    const difference = Math.abs(other[place] - value);
    if (!Object.is(other[place], value)) changed++;
    largest = Math.max(largest, difference);
    squares += difference * difference;
  });
  return { elements: one.length, changed, largest, rootMeanSquare: one.length === 0 ? 0 : Math.sqrt(squares / one.length) };
}
