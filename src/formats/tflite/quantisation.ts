// Which reals the integers of a tensor stand for: scale·(q − zero point). Computes with none.

import { showShape } from "../../network/shape.ts";
import { SCALARS } from "../../program/scalar.ts";
import { quoted } from "../refuse.ts";
import { elementTypeOf, nameOfElementType } from "./element-types.ts";
import type { LiteTensor, Quantisation } from "./lite-model.ts";
import { Unsupported } from "./values.ts";

/**
 * One zero point for each scale.
 *
 * @throws Unsupported where a scale is no positive number, a zero point none of the tensor's type, or there are not as many as the axis asks for.
 */
export function quantisationOf({ name, shape, type, quantisation }: Pick<LiteTensor, "name" | "shape" | "type" | "quantisation">): Quantisation {
  const wrong = (what: string): Unsupported => new Unsupported(`the tensor ${quoted(name)} ${what}`);
  if (quantisation === undefined) throw wrong("is of integers without a scale");
  const { scales, zeroPoints, axis } = quantisation;
  const scale = scales.find((one) => !(one > 0 && Number.isFinite(one)));
  if (scale !== undefined) throw wrong(`has the scale ${scale}`);
  const { least, greatest } = SCALARS[elementTypeOf(type)?.scalar ?? "i32"];
  const zero = zeroPoints.find((one) => one < least || one > greatest);
  if (zero !== undefined) throw wrong(`has the zero point ${zero}, which is no ${nameOfElementType(type)}`);
  if (zeroPoints.length > 0 && zeroPoints.length !== scales.length) throw wrong(`has ${scales.length} scales and ${zeroPoints.length} zero points`);
  if (scales.length > 1 && shape[axis] !== scales.length) throw wrong(`has ${scales.length} scales along axis ${axis} of ${showShape(shape)}`);
  return { scales, zeroPoints: zeroPoints.length === 0 ? scales.map(() => 0) : zeroPoints, axis };
}

/** Of a tensor that has one scale for all its elements. @throws Unsupported where it has others. */
export function oneScaleOf(tensor: LiteTensor): { readonly scale: number; readonly zeroPoint: number } {
  const { scales, zeroPoints } = quantisationOf(tensor);
  if (scales.length === 1) return { scale: scales[0], zeroPoint: zeroPoints[0] };
  throw new Unsupported(`the tensor ${quoted(tensor.name)} has a scale for each index of an axis`);
}
