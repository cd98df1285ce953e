// Which reals the integers of a tensor stand for: scale·(q − zero point). Computes with none.

import type { LiteTensor, Quantisation } from "./lite-model.ts";
import { Unsupported } from "./values.ts";

/** One zero point for each scale. @throws Unsupported where a scale is no positive number, or there are not as many as the axis asks for. */
export function quantisationOf({ name, shape, quantisation }: Pick<LiteTensor, "name" | "shape" | "quantisation">): Quantisation {
  if (quantisation === undefined) throw new Unsupported(`the tensor ${JSON.stringify(name)} is of integers without a scale`);
  const { scales, zeroPoints, axis } = quantisation;
  const [wrong] = scales.filter((scale) => !(scale > 0 && Number.isFinite(scale)));
  if (wrong !== undefined) throw new Unsupported(`the tensor ${JSON.stringify(name)} has the scale ${wrong}`);
  if (zeroPoints.length !== scales.length && zeroPoints.length > 0) throw new Unsupported(`the tensor ${JSON.stringify(name)} has ${scales.length} scales and ${zeroPoints.length} zero points`);
  if (scales.length > 1 && shape[axis] !== scales.length) throw new Unsupported(`the tensor ${JSON.stringify(name)} has ${scales.length} scales along axis ${axis} of [${shape.join(", ")}]`);
  return { scales, zeroPoints: zeroPoints.length === 0 ? scales.map(() => 0) : zeroPoints, axis };
}

/** Of a tensor that has one scale for all its elements. @throws Unsupported where it has others. */
export function oneScaleOf(tensor: LiteTensor): { readonly scale: number; readonly zeroPoint: number } {
  const { scales, zeroPoints } = quantisationOf(tensor);
  if (scales.length === 1) return { scale: scales[0], zeroPoint: zeroPoints[0] };
  throw new Unsupported(`the tensor ${JSON.stringify(tensor.name)} has a scale for each index of an axis`);
}
