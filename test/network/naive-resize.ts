// Resizing as ONNX's text and its reference have it: the neighbours of a place, found one by one. Shares nothing with the op but the order of sums
// and in which type it computes places.

import { listOf, numberOf, type Attributes } from "../../src/network/attributes.ts";
import { axesOf, element, tensor, type NaiveCall, type NaiveOps, type Rounding, type Tensor } from "./tensor.ts";

const CROPPED = 6;

export const NAIVE_RESIZE: NaiveOps = {
  resize: (call) => {
    const [x] = call.args;
    const given = listOf(call.attributes, "axes");
    const axes = axesOf(given.length > 0 ? given : [...x.shape.keys()], x.shape.length);
    const along = axes.map((axis, position): Along => ({ axis, ...alongAxis(x, call, axes, position) })).toSorted((a, b) => a.axis - b.axis);
    const computed = along.reduce((found, one) => resizedAlong(found, one, call), x);
    if (numberOf(call.attributes, "coordinates") !== CROPPED) return computed;
    const isOutside = (at: readonly number[]): boolean => along.some((one) => {
      const place = placeOf(one, at[one.axis], call.attributes, Math.fround);
      return place < 0 || place > one.extent - 1;
    });
    return tensor(call.shape, (at) => (isOutside(at) ? numberOf(call.attributes, "extrapolation_value") : element(computed, at)));
  },
};

interface Along {
  readonly axis: number;
  readonly extent: number;
  readonly count: number;
  readonly scale: number;
  readonly roi: readonly [number, number];
}

function alongAxis({ shape }: Tensor, { attributes, shape: result }: NaiveCall, axes: readonly number[], position: number): Omit<Along, "axis"> {
  const axis = axes[position];
  const [extent, count] = [shape[axis], result[axis]];
  const [scales, sizes, roi] = ["scales", "sizes", "roi"].map((name) => listOf(attributes, name));
  const ratios = axes.map((one, i) => (sizes.length > 0 ? sizes[i] / shape[one] : scales[i]));
  const policy = sizes.length > 0 ? numberOf(attributes, "policy") : 0;
  const scale = [ratios[position], Math.min(...ratios), Math.max(...ratios)][policy];
  const isCropped = numberOf(attributes, "coordinates") === CROPPED;
  return { extent, count, scale, roi: isCropped ? [roi[position], roi[position + axes.length]] : [0, 1] };
}

function placeOf({ extent, count, scale, roi: [start, end] }: Along, element: number, attributes: Attributes, r: Rounding): number {
  const length = r(scale * extent);
  const half = r(r((element + 0.5) / scale) - 0.5);
  switch (numberOf(attributes, "coordinates")) {
    case 1:
      return r(r((extent / 2) * r(1 - r(count / length))) + half);
    case 2:
      return count === 1 ? 0 : half;
    case 3:
      return length === 1 ? 0 : r(r(element * (extent - 1)) / r(length - 1));
    case 4:
      return r(element / scale);
    case 5:
      return r((element + 0.5) / scale);
    case CROPPED:
      if (count === 1) return r(0.5 * r(start + end) * (extent - 1));
      return r(r(start * (extent - 1)) + r(r(element * r(r(end - start) * (extent - 1))) / (count - 1)));
    default:
      return half;
  }
}

function resizedAlong(x: Tensor, along: Along, { attributes, round }: NaiveCall): Tensor {
  const { axis, extent, count, scale } = along;
  const isSame = extent === count && scale === 1 && along.roi[0] === 0 && along.roi[1] === 1;
  if (isSame) return x;
  const shape = x.shape.with(axis, count);
  const at = (position: readonly number[], place: number): number => element(x, position.with(axis, Math.min(Math.max(place, 0), extent - 1)));
  if (numberOf(attributes, "mode") === 0) {
    return tensor(shape, (position) => {
      const place = placeOf({ ...along, scale: Math.fround(scale) }, position[axis], attributes, Math.fround);
      const [low, rest] = [Math.floor(place), place - Math.floor(place)];
      const isUpper = [rest > 0.5, rest >= 0.5, false, rest > 0, scale < 1 && rest > 0][numberOf(attributes, "nearest")];
      return at(position, isUpper ? low + 1 : low);
    });
  }
  return tensor(shape, (position) => {
    const place = placeOf(along, position[axis], attributes, (value) => value);
    return neighboursOf(place, along, attributes).reduce((sum, { own, weight }) => round(sum + round(at(position, own) * Math.fround(weight))), 0);
  });
}

/** Twice as many as the filter reaches to either side. */
function neighboursOf(place: number, { extent, scale }: Along, attributes: Attributes): readonly { readonly own: number; readonly weight: number }[] {
  const isCubic = numberOf(attributes, "mode") === 2;
  const narrow = numberOf(attributes, "antialias") === 1 ? Math.min(scale, 1) : 1;
  const half = -Math.floor(-(isCubic ? 2 : 1) / narrow);
  const all = Array.from({ length: 2 * half }, (_, i) => {
    const own = Math.floor(place) - half + 1 + i;
    const distance = Math.abs((own - Math.floor(place) - (place - Math.floor(place))) * narrow);
    return { own, weight: isCubic ? keys(distance, numberOf(attributes, "cubic_coeff_a")) : Math.max(0, 1 - distance) };
  });
  const excludes = numberOf(attributes, "exclude_outside") === 1;
  const counted = all.map(({ own, weight }) => ({ own, weight: excludes && (own < 0 || own >= extent) ? 0 : weight }));
  const total = excludes || numberOf(attributes, "antialias") === 1 ? counted.reduce((sum, { weight }) => sum + weight, 0) : 1;
  return counted.map(({ own, weight }) => ({ own, weight: weight / total }));
}

/** R. Keys, "Cubic convolution interpolation for digital image processing" (1981). */
function keys(distance: number, a: number): number {
  if (distance <= 1) return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
  return distance < 2 ? ((a * distance - 5 * a) * distance + 8 * a) * distance - 4 * a : 0;
}
