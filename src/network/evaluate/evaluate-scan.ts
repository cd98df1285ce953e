// Computes a scan whose arguments are known, step by step. Knows no op: how a step is computed is told.

import { SCALARS, type Values } from "../../program/scalar.ts";
import type { Network } from "../network.ts";
import { resultShape, scalarOfResult, stepEnds, type Scanning } from "../scanning.ts";
import { elementCount } from "../shape.ts";
import type { KnownArray } from "./evaluate-operation.ts";

/**
 * The elements of all results, one result after the other.
 *
 * @param evaluate the outputs of a step for its inputs.
 */
export function evaluateScan(
  scanning: Scanning,
  args: readonly KnownArray[],
  evaluate: (step: Network, inputs: readonly KnownArray[]) => readonly KnownArray[],
): Values {
  const { step, length, carried, read, written, results } = scanning;
  const ends = stepEnds(scanning);
  const given = [...args];
  let remembered = carried.map(({ isGiven }, position): KnownArray => {
    const { shape, scalar } = ends.carried[position].input;
    const [first] = isGiven ? given.splice(0, 1) : [{ shape, scalar, data: SCALARS[scalar].newValues(elementCount(shape)) }];
    return first;
  });
  const sequences = given.splice(0, read.length);
  const made = ends.written.map(({ shape, scalar }) => SCALARS[scalar].newValues(length * elementCount(shape)));
  for (let turn = 0; turn < length; turn++) {
    const placeIn = (isBackward: boolean): number => (isBackward ? length - 1 - turn : turn);
    const elements = ends.read.map(({ shape, scalar }, position): KnownArray => {
      const count = elementCount(shape);
      const start = count * placeIn(read[position].isBackward);
      return { shape, scalar, data: sequences[position].data.slice(start, start + count) };
    });
    const outputs = evaluate(step, [...remembered, ...elements, ...given]);
    remembered = outputs.slice(0, carried.length);
    made.forEach((data, position) => {
      const { data: element } = outputs[carried.length + position];
      data.set(element, element.length * placeIn(written[position].isBackward));
    });
  }
  const scalar = scalarOfResult(scanning, results[0]);
  const all = SCALARS[scalar].newValues(elementCount(resultShape(scanning)));
  let start = 0;
  for (const result of results) {
    const data = result.kind === "last" ? remembered[result.carried].data : made[result.written];
    all.set(data, start);
    start += data.length;
  }
  return all;
}
