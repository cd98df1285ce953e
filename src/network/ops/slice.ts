// slice: along some axes every step-th element from a start to before an end, backwards where the step is negative.
// ONNX Slice-13, numpy's x[start:end:step].

import { addIndex, constantIndex } from "../../program/expression.ts";
import { listOf } from "../attributes.ts";
import { accepted, axesOf } from "../axes.ts";
import { sameScalar } from "../infer-scalar.ts";
import { showShape } from "../shape.ts";
import type { Attributes } from "../attributes.ts";
import type { Shape } from "../shape.ts";
import type { Op, ShapeProblem } from "../op.ts";

export const slice: Op = {
  name: "slice",
  parameters: ["x"],
  required: 1,
  /** Without axes the first ones; without steps every element. */
  attributes: { starts: [], ends: [], axes: [], steps: [] },
  inferShape([x], attributes) {
    const ranges = rangesOf(x, attributes);
    return "problem" in ranges ? ranges : ranges.map(({ extent }) => extent);
  },
  inferScalar: sameScalar,
  computation: {
    kind: "view",
    source(indices, shape, attributes) {
      return accepted(rangesOf(shape, attributes)).map(({ start, step }, axis) => addIndex(constantIndex(start), indices[axis], step));
    },
  },
  onnx: {
    type: "Slice",
    attributes: { starts: { name: "starts", type: "ints" }, ends: { name: "ends", type: "ints" }, axes: { name: "axes", type: "ints" } },
    attributeInputs: [
      { attribute: "starts", name: "starts", type: "ints", isRequired: true, since: 10 },
      { attribute: "ends", name: "ends", type: "ints", isRequired: true, since: 10 },
      { attribute: "axes", name: "axes", type: "ints", since: 10 },
      { attribute: "steps", name: "steps", type: "ints", since: 10 },
    ],
  },
  examples: [
    { shapes: [[5, 4]], scalars: ["bool"], attributes: { starts: [1, 0], ends: [4, 3] } },
    { shapes: [[2, 7]], attributes: { starts: [-1], ends: [-100], axes: [1], steps: [-2] } },
    { shapes: [[2, 3, 4]], attributes: { starts: [1, -1], ends: [1000, -5], axes: [-1, 0], steps: [2, -1] } },
    { shapes: [[3]], attributes: { starts: [2], ends: [3] } },
  ],
};

/** What is taken along an axis: elements start, start + step, … */
interface Range {
  readonly start: number;
  readonly step: number;
  readonly extent: number;
}

function rangesOf(shape: Shape, attributes: Attributes): readonly Range[] | ShapeProblem {
  const [starts, ends, givenAxes, givenSteps] = ["starts", "ends", "axes", "steps"].map((name) => listOf(attributes, name));
  const axes = axesOf(givenAxes.length > 0 ? givenAxes : [...starts.keys()], shape.length);
  if ("problem" in axes) return axes;
  const steps = givenSteps.length > 0 ? givenSteps : starts.map(() => 1);
  if (![ends, axes, steps].every(({ length }) => length === starts.length)) {
    const counts = `${starts.length} starts, ${ends.length} ends, ${axes.length} axes and ${steps.length} steps`;
    return { problem: `${counts} do not belong together` };
  }
  const ranges: Range[] = shape.map((extent) => ({ start: 0, step: 1, extent }));
  for (const [position, axis] of axes.entries()) {
    const [start, end, step] = [starts, ends, steps].map((list) => list[position]);
    const range = rangeOf(shape[axis], start, end, step);
    if (step === 0) {
      return { problem: `axis ${axis} of ${showShape(shape)} from ${start} to ${end} in steps of 0` };
    }
    ranges[axis] = range;
  }
  return ranges;
}

/** Of an axis of `extent` elements; of none where nothing is left. */
function rangeOf(extent: number, start: number, end: number, step: number): Range {
  if (step === 0) return { start: 0, step, extent: 0 };
  // Backwards the first element may be the last of the axis, and the end lies before the first.
  const [least, most] = step > 0 ? [0, extent] : [-1, extent - 1];
  const within = (position: number): number => Math.max(least, Math.min(most, position < 0 ? position + extent : position));
  const from = step > 0 ? within(start) : Math.max(0, within(start));
  return { start: from, step, extent: Math.max(0, Math.ceil((within(end) - from) / step)) };
}
