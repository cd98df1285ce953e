// SVDF of int8, which remembers int8 or int16.

import { add } from "../../../../network/ops/add.ts";
import { integerProducts } from "../../../../network/ops/integers/integer-products.ts";
import { reshape } from "../../../../network/ops/reshape.ts";
import { transpose } from "../../../../network/ops/transpose.ts";
import { oneScaleOf } from "../../quantisation.ts";
import { FUSED } from "../activated.ts";
import type { Operation } from "../operation.ts";
import { remember, sumsOfUnits, SVDF_INPUTS, svdfSizes } from "../svdf.ts";
import { biasLessZero, knownWeights } from "./known-weights.ts";
import { rangeOf, requantised } from "./requantised.ts";

/** A fused activation changes nothing: the result ends where it does. */
export const quantisedSvdf: Operation = (application) => {
  const sizes = svdfSizes(application);
  const { batch, filters, calls } = sizes;
  const { x: ofX, features: ofFeatures, ages: ofAges, memory: ofMemory } = SVDF_INPUTS;
  const [x, features, ages, memory] = [ofX, ofFeatures, ofAges, ofMemory].map((position) => oneScaleOf(application.tensor(position)));
  const range = rangeOf(application.outputs[0], FUSED.NONE, ["i8"]);
  const remembered = rangeOf(application.tensor(SVDF_INPUTS.memory), FUSED.NONE, ["i8", "i16"]);

  const weights = knownWeights(application, SVDF_INPUTS.features, 0);
  const turned = application.apply(transpose, [weights], { perm: [1, 0] });
  const noBias = biasLessZero(application, { weights, zeroPoint: x.zeroPoint, bias: undefined });
  const sums = application.apply(integerProducts, [application.input(SVDF_INPUTS.x), turned, noBias]);
  const all = remember(application, sizes, requantised(application, sums, [Math.fround(Math.fround(x.scale * features.scale) / memory.scale)], remembered));

  const ageWeights = knownWeights(application, SVDF_INPUTS.ages, 0);
  const inColumns = application.apply(reshape, [ageWeights], { shape: [filters, calls, 1] });
  const ofZero = biasLessZero(application, { weights: ageWeights, zeroPoint: memory.zeroPoint, bias: undefined });
  const lessZero = application.apply(reshape, [ofZero], { shape: [filters, 1, 1] });
  const inRows = application.apply(reshape, [all], { shape: [batch, filters, 1, calls] });
  const units = sumsOfUnits(application, sizes, application.apply(integerProducts, [inRows, inColumns, lessZero]));
  const bias = application.optional(SVDF_INPUTS.bias);
  const biased = bias === undefined ? units : application.apply(add, [units, bias]);
  return [requantised(application, biased, [Math.fround(Math.fround(memory.scale * ages.scale) / range.scale)], range)];
};
