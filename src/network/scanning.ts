// What follows from the description of a scan, a network that is computed step by step along sequences: shapes, types, and which values of the
// step are which. Nothing is computed or emitted here.

import type { Scalar } from "../program/scalar.ts";
import { sameShape } from "./broadcast.ts";
import { valueOf } from "./network.ts";
import type { ScanResult, Scanning, Value } from "./op.ts";
import { elementCount, showShape, type Shape, type ShapeProblem } from "./shape.ts";

export type { Scanning } from "./op.ts";

/** What the step's inputs and outputs are, as values of its network. */
interface StepEnds {
  readonly carried: readonly { readonly input: Value; readonly output: Value }[];
  readonly read: readonly Value[];
  readonly constants: readonly Value[];
  readonly written: readonly Value[];
}

/** @throws RangeError where the step has fewer inputs or outputs than are described. */
export function stepEnds({ step, carried, read, written }: Scanning): StepEnds {
  const inputs = step.inputs.map(({ value }) => valueOf(step, value));
  const outputs = step.outputs.map(({ value }) => valueOf(step, value));
  if (inputs.length < carried.length + read.length || outputs.length !== carried.length + written.length) {
    throw new RangeError("a step's inputs and outputs are not those of its scan");
  }
  return {
    carried: carried.map((_, position) => ({ input: inputs[position], output: outputs[position] })),
    read: inputs.slice(carried.length, carried.length + read.length),
    constants: inputs.slice(carried.length + read.length),
    written: outputs.slice(carried.length),
  };
}

/** The shapes and types that the operation's arguments have. */
export function argumentsOf(scanning: Scanning): readonly { readonly shape: Shape; readonly scalar: Scalar }[] {
  const { carried, read, constants } = stepEnds(scanning);
  return [
    ...carried.flatMap(({ input }, position) => (scanning.carried[position].isGiven ? [input] : [])),
    ...read.map(({ shape, scalar }) => ({ shape: [scanning.length, ...shape], scalar })),
    ...constants,
  ];
}

/** What is wrong with the shapes of arguments; undefined where they fit. */
export function problemOfArguments(scanning: Scanning, shapes: readonly Shape[]): ShapeProblem | undefined {
  const wanted = argumentsOf(scanning);
  if (wanted.length !== shapes.length) return { problem: `it has ${shapes.length} arguments instead of ${wanted.length}` };
  const wrong = wanted.findIndex(({ shape }, position) => !sameShape(shape, shapes[position]));
  if (wrong < 0) return undefined;
  return { problem: `its argument ${wrong} has the shape ${showShape(shapes[wrong])} instead of ${showShape(wanted[wrong].shape)}` };
}

/** The shape of one result by itself. */
export function shapeOfResult(scanning: Scanning, result: ScanResult): Shape {
  const ends = stepEnds(scanning);
  return result.kind === "last" ? ends.carried[result.carried].input.shape : [scanning.length, ...ends.written[result.written].shape];
}

export function scalarOfResult(scanning: Scanning, result: ScanResult): Scalar {
  const ends = stepEnds(scanning);
  return result.kind === "last" ? ends.carried[result.carried].input.scalar : ends.written[result.written].scalar;
}

/** The shape of the operation's value: that of the only result, or a list of the elements of all, one result after the other. */
export function resultShape(scanning: Scanning): Shape {
  const shapes = scanning.results.map((result) => shapeOfResult(scanning, result));
  return shapes.length === 1 ? shapes[0] : [shapes.reduce((sum, shape) => sum + elementCount(shape), 0)];
}

/** Where in that list a result begins. */
export function startOfResult(scanning: Scanning, position: number): number {
  return scanning.results.slice(0, position).reduce((sum, result) => sum + elementCount(shapeOfResult(scanning, result)), 0);
}
