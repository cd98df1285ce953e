// scan: a network computed step by step along sequences, and part_of_scan: one of several results. What recurrent ops are written as; each
// scan is an op of its own, made of its description, and no file has one.

import { addIndex, constantIndex, flatIndex } from "../../program/expression.ts";
import type { Scalar } from "../../program/scalar.ts";
import { listOf, numberOf } from "../attributes.ts";
import { sameScalar } from "../infer-scalar.ts";
import type { Op, ShapeProblem, ValueBuilder, ValueId } from "../op.ts";
import type { Origin } from "../origin.ts";
import { argumentsOf, problemOfArguments, resultShape, scalarOfResult, shapeOfResult, startOfResult, type Scanning } from "../scanning.ts";
import { elementCount } from "../shape.ts";

/** @param name of what is scanned: `lstm_scan`. */
export function scanOp(name: string, scanning: Scanning): Op {
  return {
    name,
    parameters: ["arguments"],
    required: 1,
    isVariadic: true,
    attributes: {},
    inferShape: (shapes) => problemOfArguments(scanning, shapes) ?? resultShape(scanning),
    inferScalar: (scalars) => inferScalar(scanning, scalars),
    computation: { kind: "scan", scanning },
    examples: [],
  };
}

function inferScalar(scanning: Scanning, scalars: readonly Scalar[]): Scalar | ShapeProblem {
  const wanted = argumentsOf(scanning);
  const wrong = wanted.findIndex(({ scalar }, position) => scalar !== scalars[position]);
  if (wrong >= 0) return { problem: `its argument ${wrong} is of ${scalars[wrong]} instead of ${wanted[wrong].scalar}` };
  return sameScalar(scanning.results.map((result) => scalarOfResult(scanning, result)));
}

/** So many elements of a list, from one on, under a shape. */
export const partOfScan: Op = {
  name: "part_of_scan",
  parameters: ["results"],
  required: 1,
  attributes: { start: 0, shape: [] },
  inferShape([list], attributes) {
    const [start, shape] = [numberOf(attributes, "start"), listOf(attributes, "shape")];
    const isWithin = list.length === 1 && start >= 0 && start + elementCount(shape) <= list[0];
    return isWithin ? shape : { problem: `its results have no ${elementCount(shape)} elements from ${start} on` };
  },
  inferScalar: sameScalar,
  computation: {
    kind: "view",
    source: (indices, _, attributes) => [addIndex(constantIndex(numberOf(attributes, "start")), flatIndex(listOf(attributes, "shape"), indices))],
  },
  examples: [],
};

/** One result of a scan, by its position. */
export function resultOfScan(builder: ValueBuilder, scan: ValueId, scanning: Scanning, position: number, name: string, origin: Origin): ValueId {
  if (scanning.results.length === 1) return scan;
  const attributes = { start: startOfResult(scanning, position), shape: shapeOfResult(scanning, scanning.results[position]) };
  return builder.operation(partOfScan, [scan], attributes, name, origin);
}
