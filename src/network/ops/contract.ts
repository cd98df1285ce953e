// contract: sums of one array's elements, or of products of two arrays' elements, over the axes that the result has not; which axes run
// together is said by labels. A matrix product is one. What einsum is made of; no file has it.

import { constantIndex } from "../../program/expression.ts";
import type { Index } from "../../program/program.ts";
import { listOf } from "../attributes.ts";
import type { Attributes } from "../attributes.ts";
import { PRODUCT_BLOCK, type Factor } from "../reduction.ts";
import { showShape, type Shape } from "../shape.ts";
import type { Op } from "../op.ts";

const LABELS_OF_ARGUMENTS = ["left", "right"];

export const contract: Op = {
  name: "contract",
  parameters: ["left", "right"],
  required: 1,
  /** A label for each axis of each argument, no two of one argument alike, and of the result. */
  attributes: { left: [], right: [], result: [] },
  inferShape(shapes, attributes) {
    const wrong = shapes.find((shape, argument) => !fits(shape, labelsOf(argument, attributes), shapes, attributes));
    if (wrong !== undefined) return { problem: `its labels do not fit ${showShape(wrong)}` };
    return listOf(attributes, "result").map((label) => extentOf(label, shapes, attributes));
  },
  inferScalar: ([first, ...others]) =>
    others.every((scalar) => scalar === first) && (first === "f32" || first === "i32")
      ? first
      : { problem: `its arguments are of ${[first, ...others].join(" and ")} instead of f32 or i32` },
  computation: {
    kind: "reduce",
    reduction(shapes, attributes) {
      const result = listOf(attributes, "result");
      const summed = [...new Set(shapes.flatMap((_, argument) => labelsOf(argument, attributes)))].filter((label) => !result.includes(label));
      const factors = shapes.map((shape, argument): Factor => {
        const labels = labelsOf(argument, attributes);
        const at = (indices: readonly Index[], steps: readonly Index[]): readonly Index[] =>
          labels.map((label, axis) => {
            if (shape[axis] === 1) return constantIndex(0);
            return result.includes(label) ? indices[result.indexOf(label)] : steps[summed.indexOf(label)];
          });
        return { argument, at };
      });
      const over = summed.map((label) => extentOf(label, shapes, attributes));
      return { combine: "add", over, factors, block: PRODUCT_BLOCK, chains: 1, initial: undefined, scale: undefined, start: undefined };
    },
  },
  examples: [
    { shapes: [[2, 3], [3, 2]], attributes: { left: [1, 2], right: [2, 3], result: [3, 1] } },
    { shapes: [[2, 3]], attributes: { left: [1, 2], result: [2] } },
    { shapes: [[3], [3]], scalars: ["i32", "i32"], attributes: { left: [1], right: [1], result: [1] } },
    { shapes: [[2, 1], [3]], attributes: { left: [1, 2], right: [2], result: [1] } },
  ],
};

function labelsOf(argument: number, attributes: Attributes): readonly number[] {
  return listOf(attributes, LABELS_OF_ARGUMENTS[argument]);
}

function fits(shape: Shape, labels: readonly number[], shapes: readonly Shape[], attributes: Attributes): boolean {
  if (labels.length !== shape.length) return false;
  return shape.every((extent, axis) => extent === 1 || extent === extentOf(labels[axis], shapes, attributes));
}

/** An extent of 1 stretches. */
function extentOf(label: number, shapes: readonly Shape[], attributes: Attributes): number {
  return Math.max(...shapes.flatMap((shape, argument) => shape.filter((_, axis) => labelsOf(argument, attributes)[axis] === label)));
}
