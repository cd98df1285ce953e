// The geometry of resizing, from ONNX's attributes: how long each axis becomes, and where in x each of its elements is. Reads no elements.

import { listOf, numberOf, type Attributes } from "../attributes.ts";
import { axesOf } from "../axes.ts";
import type { ShapeProblem } from "../op.ts";
import { showShape, type Shape } from "../shape.ts";

export const COORDINATES = {
  half_pixel: 0,
  half_pixel_symmetric: 1,
  pytorch_half_pixel: 2,
  align_corners: 3,
  asymmetric: 4,
  tf_half_pixel_for_nn: 5,
  tf_crop_and_resize: 6,
} as const;

/** Which sizes keep the extents' ratio: those that are given, the largest that are within them, or the smallest that are not. */
export const POLICIES = { stretch: 0, not_larger: 1, not_smaller: 2 } as const;

export interface ResizedAxis {
  readonly axis: number;
  readonly extent: number;
  /** Elements of the result. */
  readonly count: number;
  /** Of the result's extent to that of x, before it is rounded to whole elements. */
  readonly scale: number;
  /** What is looked at of x, from 0, its first element, to 1, its last one. */
  readonly start: number;
  readonly end: number;
}

/** The axes that scales or sizes are given for, in their order in x. */
export function resizedAxes(shape: Shape, attributes: Attributes): readonly ResizedAxis[] | ShapeProblem {
  const given = listOf(attributes, "axes");
  const axes = axesOf(given.length > 0 ? given : [...shape.keys()], shape.length);
  if ("problem" in axes) return axes;
  const [scales, sizes, region] = ["scales", "sizes", "roi"].map((name) => listOf(attributes, name));
  if (scales.length > 0 === sizes.length > 0) return { problem: "either scales or sizes have to be given" };
  const [name, list] = scales.length > 0 ? ["scales", scales] : ["sizes", sizes];
  if (list.length !== axes.length) return { problem: `${name} ${showShape(list)} are not ${axes.length} numbers` };
  if (!list.every((one) => one > 0 && Number.isFinite(one))) return { problem: `${name} ${showShape(list)} must be greater than 0` };
  const isCropped = numberOf(attributes, "coordinates") === COORDINATES.tf_crop_and_resize;
  if (isCropped && region.length !== 2 * axes.length) return { problem: `roi has ${region.length} numbers, not two for each of ${axes.length} axes` };
  if (isCropped && !region.every(Number.isFinite)) return { problem: `roi ${showShape(region)} is not finite` };
  const common = commonScale(sizes, axes.map((axis) => shape[axis]), numberOf(attributes, "policy"));
  const found = axes.map((axis, position): ResizedAxis => {
    const extent = shape[axis];
    const [start, end] = isCropped ? [region[position], region[position + axes.length]] : [0, 1];
    const own = { axis, extent, start, end };
    // As onnxruntime multiplies them, in float32: 10 elements scaled by 0.7, which is less in float32, are 7.
    if (scales.length > 0) return { ...own, scale: scales[position], count: Math.floor(Math.fround(extent * Math.fround((end - start) * scales[position]))) };
    const count = common === undefined ? sizes[position] : Math.floor(common * extent + 0.5);
    return { ...own, scale: common ?? count / extent, count };
  });
  const empty = found.find(({ count }) => count < 1);
  return empty === undefined ? found.toSorted((a, b) => a.axis - b.axis) : { problem: `nothing is left of axis ${empty.axis} of ${showShape(shape)}` };
}

function commonScale(sizes: readonly number[], extents: Shape, policy: number): number | undefined {
  if (sizes.length === 0 || policy === POLICIES.stretch) return undefined;
  const scales = sizes.map((size, position) => size / extents[position]);
  return policy === POLICIES.not_larger ? Math.min(...scales) : Math.max(...scales);
}

/** Where in x the element of the result is; `round` is done to every number on the way. */
export function placeIn({ extent, count, scale, start, end }: ResizedAxis, element: number, coordinates: number, round: (value: number) => number): number {
  const length = round(scale * extent);
  const last = extent - 1;
  switch (coordinates) {
    case COORDINATES.asymmetric:
      return round(element / scale);
    case COORDINATES.tf_half_pixel_for_nn:
      return round((element + 0.5) / scale);
    case COORDINATES.align_corners:
      return length === 1 ? 0 : round(round(element * last) / round(length - 1));
    case COORDINATES.tf_crop_and_resize: {
      const wide = round(end - start);
      if (count === 1) return round(0.5 * round(start + end) * last);
      return round(round(start * last) + round(round(element * round(wide * last)) / (count - 1)));
    }
    case COORDINATES.half_pixel_symmetric: {
      const offset = round((extent / 2) * round(1 - round(count / length)));
      return round(offset + round(round((element + 0.5) / scale) - 0.5));
    }
    case COORDINATES.pytorch_half_pixel:
      return count === 1 ? 0 : round(round((element + 0.5) / scale) - 0.5);
    default:
      return round(round((element + 0.5) / scale) - 0.5);
  }
}
