// SVDF of floats: a layer that remembers what its filters made of the last calls, and weighs each by its age. Units are sums of so many filters, its rank.

import { concat } from "../../../network/ops/concat.ts";
import { gemm } from "../../../network/ops/gemm.ts";
import { add } from "../../../network/ops/add.ts";
import { multiply } from "../../../network/ops/multiply.ts";
import { reduceSum } from "../../../network/ops/reduce-sum.ts";
import { reshape } from "../../../network/ops/reshape.ts";
import { slice } from "../../../network/ops/slice.ts";
import { elementCount, showShape } from "../../../network/shape.ts";
import type { Application } from "../application.ts";
import { Unsupported, type Operand } from "../values.ts";
import { activated } from "./activated.ts";
import { floatAt } from "./floats.ts";
import type { Operation } from "./operation.ts";

/** Inputs: x, the weights of filters, those of ages, biases, and what is remembered. */
export const SVDF_INPUTS = { x: 0, features: 1, ages: 2, bias: 3, memory: 4 } as const;

export const svdf: Operation = (application) => {
  const sizes = svdfSizes(application);
  const features = application.apply(gemm, [floatAt(application, SVDF_INPUTS.x), floatAt(application, SVDF_INPUTS.features)], { transposeB: 1 });
  const remembered = remember(application, sizes, features);
  const weighed = application.apply(multiply, [remembered, floatAt(application, SVDF_INPUTS.ages)]);
  const sums = sumsOfUnits(application, sizes, application.apply(reduceSum, [weighed], { axes: [2], keepdims: 0 }));
  const biased = application.optional(SVDF_INPUTS.bias) === undefined ? sums : application.apply(add, [sums, floatAt(application, SVDF_INPUTS.bias)]);
  return [activated(application, biased, application.options.byte(1))];
};

export interface SvdfSizes {
  readonly batch: number;
  readonly filters: number;
  /** How many calls are remembered, this one among them. */
  readonly calls: number;
  readonly rank: number;
}

/** @throws Unsupported where the arguments do not fit each other. */
export function svdfSizes(application: Application): SvdfSizes {
  const shapeAt = (position: number) => application.shapeOf(application.input(position));
  const [x, features, ages, memory] = [SVDF_INPUTS.x, SVDF_INPUTS.features, SVDF_INPUTS.ages, SVDF_INPUTS.memory].map(shapeAt);
  const [batch, filters, calls, rank] = [x[0], features[0], ages[1], application.options.integer(0)];
  const fits = x.length === 2 && features.length === 2 && ages.length === 2 && x[1] === features[1] && ages[0] === filters && rank >= 1 && filters % rank === 0;
  if (fits && elementCount(memory) === batch * filters * calls) return { batch, filters, calls, rank };
  throw new Unsupported(`its arrays of the shapes ${[x, features, ages, memory].map(showShape).join(", ")} do not fit each other and the rank ${rank}`);
}

/** What is remembered, with the features of this call last and without those of the oldest: [batch, filters, calls]. */
export function remember(application: Application, { batch, filters, calls }: SvdfSizes, features: Operand): Operand {
  const before = application.apply(reshape, [application.input(SVDF_INPUTS.memory)], { shape: [batch, filters, calls] });
  const newest = application.apply(reshape, [features], { shape: [batch, filters, 1] });
  const younger = calls === 1 ? [] : [application.apply(slice, [before], { starts: [1], ends: [calls], axes: [2] })];
  const all = application.apply(concat, [...younger, newest], { axis: 2 });
  application.hold(SVDF_INPUTS.memory, all);
  return all;
}

/** Of each filter, over the filters of each unit: [batch, units]. */
export function sumsOfUnits(application: Application, { batch, filters, rank }: SvdfSizes, ofFilters: Operand): Operand {
  const apart = application.apply(reshape, [ofFilters], { shape: [batch, filters / rank, rank] });
  return application.apply(reduceSum, [apart], { axes: [2], keepdims: 0 });
}
