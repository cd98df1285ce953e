// group_normalization: (x − mean)/√(variance + epsilon)·scale + bias, with mean and variance over the channels of a group and the axes
// after them. Scale and bias are those of the channels, until operator set 20 of the groups. ONNX GroupNormalization-21; Wu and He 2018.

import { numberOf } from "../attributes.ts";
import { sameShape } from "../broadcast.ts";
import { elementCount, showShape } from "../shape.ts";
import type { ExpandContext, OnnxSpelling, Op, ValueId } from "../op.ts";
import { add } from "./add.ts";
import { deviationsOf, inverseRootOf } from "./deviations.ts";
import { multiply } from "./multiply.ts";
import { reshape } from "./reshape.ts";

const SPELLING: OnnxSpelling = {
  type: "GroupNormalization",
  attributes: { groups: { name: "num_groups", type: "int", isRequired: true }, epsilon: { name: "epsilon", type: "float" } },
};

export const groupNormalization: Op = {
  name: "group_normalization",
  parameters: ["x", "scale", "bias"],
  required: 3,
  attributes: { groups: 1, epsilon: Math.fround(1e-5), by_group: 0 },
  inferShape([x, ...others], attributes) {
    const groups = numberOf(attributes, "groups");
    if (x.length < 2 || groups < 1 || x[1] % groups !== 0) return { problem: `${showShape(x)} has not channels for ${groups} groups` };
    const factors = numberOf(attributes, "by_group") === 0 ? x[1] : groups;
    const wrong = others.find((shape) => !sameShape(shape, [factors]));
    return wrong === undefined ? x : { problem: `${showShape(wrong)} is not ${factors} factors` };
  },
  computation: {
    kind: "expand",
    into: (context) => normalizeGroups(context, numberOf(context.attributes, "groups"), numberOf(context.attributes, "epsilon")),
  },
  onnx: [
    { ...SPELLING, since: 21, fixedAttributes: { stash_type: 1 } },
    { ...SPELLING, since: 18, until: 20, implied: { by_group: 1 } },
  ],
  examples: [
    { shapes: [[2, 4, 3], [4], [4]], attributes: { groups: 2 } },
    { shapes: [[1, 4, 2, 2], [2], [2]], attributes: { groups: 2, by_group: 1, epsilon: Math.fround(0.1) } },
  ],
};

/** Of x, scale and bias, the last two as many as there are channels or groups. */
export function normalizeGroups(context: ExpandContext, groups: number, epsilon: number): ValueId {
  const { builder, arguments: [x, scale, bias], name, origin } = context;
  const shape = builder.shapeOf(x);
  const each = [shape[0], groups, shape[1] / groups, elementCount(shape.slice(2))];
  const apart = builder.operation(reshape, [x], { shape: each }, "groups", origin);
  const { deviation, variance } = deviationsOf(builder, apart, [2, 3], origin);
  const inverse = inverseRootOf(builder, variance, epsilon, "inverse_deviation", origin);
  const normalised = builder.operation(multiply, [deviation, inverse], {}, "normalised", origin);
  const aligned = (value: ValueId, one: string): ValueId =>
    builder.operation(reshape, [value], { shape: [1, groups, elementCount(builder.shapeOf(value)) / groups, 1] }, one, origin);
  const scaled = builder.operation(multiply, [normalised, aligned(scale, "scale")], {}, "scaled", origin);
  const shifted = builder.operation(add, [scaled, aligned(bias, "bias")], {}, "shifted", origin);
  return builder.operation(reshape, [shifted], { shape }, name, origin);
}
