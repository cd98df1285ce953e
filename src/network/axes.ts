// Reads axes as ONNX counts them: from 0 on, or from the last one backwards as −1, −2, ….

import { showShape } from "./shape.ts";
import type { ShapeProblem } from "./op.ts";

/** The axis counted from 0, or why an array of so many axes has none such. */
export function axisOf(axis: number, rank: number): number | ShapeProblem {
  if (rank === 0) return { problem: "a single number has no axes" };
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) return { problem: `axis ${axis} is not within -${rank}..${rank - 1}` };
  return axis < 0 ? axis + rank : axis;
}

/** As `axisOf`, in the order given; or why they cannot be. No axis may be there twice. */
export function axesOf(axes: readonly number[], rank: number): readonly number[] | ShapeProblem {
  const found: number[] = [];
  for (const given of axes) {
    const axis = axisOf(given, rank);
    if (typeof axis === "object") return axis;
    if (found.includes(axis)) return { problem: `axis ${axis} is there twice in ${showShape(axes)}` };
    found.push(axis);
  }
  return found;
}

/** As `axesOf`, of axes that an op has accepted. @throws RangeError where they cannot be. */
export function acceptedAxes(axes: readonly number[], rank: number): readonly number[] {
  return accepted(axesOf(axes, rank));
}

/** What inferring the shape of a result has found to be no problem. @throws RangeError where it is one. */
export function accepted<Found extends object>(found: Found | ShapeProblem): Found {
  if ("problem" in found) throw new RangeError(found.problem);
  return found;
}
