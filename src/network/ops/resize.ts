// resize: x with longer or shorter axes: elements that are nearest, or sums of neighbours along one axis after the other, from the first on; the
// products of a sum are added up from +0 in the order of x. Weights are computed in float64 and rounded once. ONNX Resize-19, Upsample-9.

import { numberOf, type Attributes } from "../attributes.ts";
import { accepted } from "../axes.ts";
import type { ExpandContext, OnnxAttribute, OnnxAttributeInput, Op, ValueId } from "../op.ts";
import { contract } from "./contract.ts";
import { expand } from "./expand.ts";
import { gather } from "./gather.ts";
import { and } from "./logic.ts";
import { reshape } from "./reshape.ts";
import { COORDINATES, POLICIES, resizedAxes, type ResizedAxis } from "./resized-axes.ts";
import { insideOf, NEAREST, nearestPlaces, RESIZE_MODES, tapsOf } from "./resized-taps.ts";
import { slice } from "./slice.ts";
import { where } from "./where.ts";

/** Those that a file names. */
const NAMED_NEAREST = {
  round_prefer_floor: NEAREST.round_prefer_floor,
  round_prefer_ceil: NEAREST.round_prefer_ceil,
  floor: NEAREST.floor,
  ceil: NEAREST.ceil,
};
const MODE: OnnxAttribute = { name: "mode", type: "string", values: RESIZE_MODES };
const OLD_MODE: OnnxAttribute = { name: "mode", type: "string", values: { nearest: RESIZE_MODES.nearest, linear: RESIZE_MODES.linear } };
const SCALES = { attribute: "scales", name: "scales", type: "floats" } as const;
/** What operator sets before 11 mean without saying so. */
const OLD: Attributes = { coordinates: COORDINATES.asymmetric, nearest: NEAREST.simple };

const CROPPED: Attributes = { coordinates: COORDINATES.tf_crop_and_resize };
const SYMMETRIC: Attributes = { coordinates: COORDINATES.half_pixel_symmetric };

const INPUTS: readonly OnnxAttributeInput[] = [
  { attribute: "roi", name: "roi", type: "floats", since: 11 },
  { ...SCALES, since: 11 },
  { attribute: "sizes", name: "sizes", type: "ints", since: 11 },
];

export const resize: Op = {
  name: "resize",
  parameters: ["x"],
  required: 1,
  attributes: {
    axes: [],
    roi: [],
    scales: [],
    sizes: [],
    mode: RESIZE_MODES.nearest,
    coordinates: COORDINATES.half_pixel,
    nearest: NEAREST.round_prefer_floor,
    policy: POLICIES.stretch,
    cubic_coeff_a: -0.75,
    exclude_outside: 0,
    extrapolation_value: 0,
    antialias: 0,
  },
  inferShape([x], attributes) {
    const axes = resizedAxes(x, attributes);
    return "problem" in axes ? axes : axes.reduce((shape, { axis, count }) => shape.with(axis, count), x);
  },
  inferScalar([scalar], attributes) {
    const isMoved = numberOf(attributes, "mode") === RESIZE_MODES.nearest && numberOf(attributes, "coordinates") !== COORDINATES.tf_crop_and_resize;
    return scalar === "f32" || isMoved ? scalar : { problem: `its x is of ${scalar} instead of f32` };
  },
  computation: { kind: "expand", into: (context) => resized(context) },
  onnx: [
    {
      type: "Resize",
      since: 11,
      attributes: {
        mode: MODE,
        // One of them, half_pixel_symmetric, is that new.
        coordinates: { name: "coordinate_transformation_mode", type: "string", values: COORDINATES, since: 19 },
        nearest: { name: "nearest_mode", type: "string", values: NAMED_NEAREST },
        policy: { name: "keep_aspect_ratio_policy", type: "string", values: POLICIES, since: 18 },
        cubic_coeff_a: { name: "cubic_coeff_a", type: "float" },
        exclude_outside: { name: "exclude_outside", type: "int" },
        extrapolation_value: { name: "extrapolation_value", type: "float" },
        antialias: { name: "antialias", type: "int", since: 18 },
        axes: { name: "axes", type: "ints", since: 18 },
      },
      attributeInputs: INPUTS,
    },
    { type: "Resize", since: 10, until: 10, attributes: { mode: OLD_MODE }, attributeInputs: [{ ...SCALES, isRequired: true, since: 10 }], implied: OLD },
    { type: "Upsample", since: 9, until: 9, attributes: { mode: OLD_MODE }, attributeInputs: [{ ...SCALES, isRequired: true, since: 9 }], implied: OLD },
    { type: "Upsample", since: 7, until: 8, attributes: { mode: OLD_MODE, scales: { name: "scales", type: "floats", isRequired: true } }, implied: OLD },
  ],
  examples: [
    { shapes: [[1, 2, 2, 3]], scalars: ["i32"], attributes: { scales: [1, 1, 2, 3] } },
    { shapes: [[2, 4, 5]], attributes: { sizes: [3, 2], axes: [2, 1], nearest: NEAREST.ceil, coordinates: COORDINATES.align_corners } },
    { shapes: [[1, 4, 6]], attributes: { scales: [1, 0.5, 0.5], coordinates: COORDINATES.asymmetric } },
    { shapes: [[1, 1, 3, 4]], attributes: { scales: [1, 1, 2, 2], mode: RESIZE_MODES.linear } },
    { shapes: [[2, 6, 5]], attributes: { sizes: [4, 3], axes: [1, 2], mode: RESIZE_MODES.cubic, exclude_outside: 1 } },
    { shapes: [[1, 7, 4]], attributes: { sizes: [1, 3, 2], mode: RESIZE_MODES.linear, antialias: 1 } },
    {
      shapes: [[1, 4, 3]],
      attributes: { sizes: [1, 3, 4], roi: [0, 0.25, -0.25, 1, 1, 1], mode: RESIZE_MODES.linear, ...CROPPED, extrapolation_value: 10 },
    },
    { shapes: [[1, 4, 3]], attributes: { sizes: [7, 7], axes: [1, 2], policy: POLICIES.not_larger, mode: RESIZE_MODES.linear, ...SYMMETRIC } },
  ],
};

function resized(context: ExpandContext): ValueId {
  const { builder, arguments: [x], attributes, name, origin } = context;
  const axes = accepted(resizedAxes(builder.shapeOf(x), attributes)).filter((axis) => !isUnchanged(axis));
  const isNearest = numberOf(attributes, "mode") === RESIZE_MODES.nearest;
  const all = axes.reduce((found, axis) => (isNearest ? moved(context, found, axis) : summed(context, found, axis)), x);
  const inside = axes.flatMap((axis) => {
    const truths = insideOf(axis, attributes);
    const shape = builder.shapeOf(all).map((extent, other) => (other === axis.axis ? extent : 1));
    return truths === undefined ? [] : [builder.constant("inside", shape, "bool", truths, origin)];
  });
  const [first, ...others] = inside;
  if (first === undefined) return all === x ? builder.operation(reshape, [x], { shape: builder.shapeOf(x) }, name, origin) : all;
  const condition = others.reduce((one, other) => builder.operation(and, [one, other], {}, "inside", origin), first);
  const value = builder.parameter("outside", [], Float32Array.of(numberOf(attributes, "extrapolation_value")), origin);
  return builder.operation(where, [condition, all, value], {}, name, origin);
}

function isUnchanged({ extent, count, scale, start, end }: ResizedAxis): boolean {
  return count === extent && scale === 1 && start === 0 && end === 1;
}

/** Each element of the axis so many times, every second or further one, or those at the places of a table. */
function moved({ builder, attributes, name, origin }: ExpandContext, x: ValueId, resizedAxis: ResizedAxis): ValueId {
  const { axis, extent, count } = resizedAxis;
  const shape = builder.shapeOf(x);
  const places = nearestPlaces(resizedAxis, attributes);
  const times = count / extent;
  if (Number.isInteger(times) && places.every((place, element) => place === Math.floor(element / times))) {
    const apart = builder.operation(reshape, [x], { shape: shape.toSpliced(axis, 1, extent, 1) }, "apart", origin);
    const repeated = builder.operation(expand, [apart], { shape: shape.toSpliced(axis, 1, extent, times) }, "repeated", origin);
    return builder.operation(reshape, [repeated], { shape: shape.with(axis, count) }, name, origin);
  }
  const [start] = places;
  const step = (places.at(1) ?? start + 1) - start;
  if (step > 0 && places.every((place, element) => place === start + step * element)) {
    return builder.operation(slice, [x], { starts: [start], ends: [(places.at(-1) ?? start) + 1], axes: [axis], steps: [step] }, name, origin);
  }
  return builder.operation(gather, [x, builder.constant("places", [count], "i32", Int32Array.from(places), origin)], { axis }, name, origin);
}

/** Sums of neighbours along one axis. */
function summed({ builder, attributes, name, origin }: ExpandContext, x: ValueId, resizedAxis: ResizedAxis): ValueId {
  const { axis, count } = resizedAxis;
  const taps = tapsOf(resizedAxis, attributes);
  const places = builder.constant("places", [count, taps.count], "i32", taps.places, origin);
  const neighbours = builder.operation(gather, [x, places], { axis }, "neighbours", origin);
  const weights = builder.parameter("weights", [count, taps.count], taps.weights, origin);
  const labels = [...builder.shapeOf(neighbours).keys()];
  const summedUp = { left: labels, right: [axis, axis + 1], result: labels.filter((label) => label !== axis + 1) };
  return builder.operation(contract, [neighbours, weights], summedUp, name, origin);
}
