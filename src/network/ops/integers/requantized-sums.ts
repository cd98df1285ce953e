// From the i32 sums of a quantised layer to its quantised result, with the roundings of onnxruntime: the scale is x_scale·w_scale / y_scale, each rounded.

import { SCALARS, type Scalar } from "../../../program/scalar.ts";
import { numberOf, type Attributes } from "../../attributes.ts";
import type { ExpandContext, ShapeProblem, ValueId } from "../../op.ts";
import { elementCount } from "../../shape.ts";
import { cast, castCode } from "../cast.ts";
import { divide } from "../divide.ts";
import { multiply } from "../multiply.ts";
import { quantized, quantizedCode } from "../quantize-linear.ts";
import { reshape } from "../reshape.ts";
import { requantized } from "./requantized.ts";

/** Results are kept within these as well: what Relu and Clip between a layer and its quantisation come to. */
export const CLAMP_ATTRIBUTES: Attributes = { least: -32768, greatest: 65535 };

export interface Requantisation {
  readonly xScale: ValueId;
  /** One number, or one for each index of the last axis of the sums. */
  readonly wScale: ValueId;
  readonly yScale: ValueId;
  readonly yZero: ValueId;
}

/** What is wrong with the types of scales, a zero point of the result and a bias; undefined where nothing is. */
export function problemOfResult(scales: readonly Scalar[], zero: Scalar, bias: Scalar | undefined): ShapeProblem | undefined {
  if (scales.some((scalar) => scalar !== "f32")) return { problem: "its scales are not of float32" };
  if (zero !== "i8" && zero !== "u8") return { problem: `its result is of ${zero} instead of an integer of 8 bits` };
  return bias === undefined || bias === "i32" ? undefined : { problem: `its bias is of ${bias} instead of i32` };
}

export function requantizedSums(context: ExpandContext, sums: ValueId, { xScale, wScale, yScale, yZero }: Requantisation, name: string): ValueId {
  const { builder, origin } = context;
  const product = builder.operation(multiply, [one(context, xScale), one(context, wScale)], {}, "product", origin);
  return requantizedBy(context, sums, builder.operation(divide, [product, one(context, yScale)], {}, "scale", origin), yZero, name);
}

/** The sums times a scale, which is one number or one for each index of the last axis. */
export function requantizedBy(context: ExpandContext, sums: ValueId, scale: ValueId, yZero: ValueId, name: string): ValueId {
  const { builder, attributes, origin } = context;
  const scalar = builder.scalarOf(yZero);
  const zero = builder.known(yZero)?.data[0];
  if (zero !== undefined) return builder.operation(requantized, [sums, scale], { zero, ...rangeOf(scalar, attributes), to: castCode(scalar) }, name, origin);
  const steps = builder.operation(multiply, [builder.operation(cast, [sums], { to: castCode("f32") }, "numbers", origin), scale], {}, "steps", origin);
  const shift = builder.operation(cast, [one(context, yZero)], { to: castCode("i32") }, "zero", origin);
  const unit = builder.parameter("unit", [], Float32Array.of(1), origin);
  return builder.operation(quantized, [steps, unit, shift], { ...rangeOf(scalar, attributes), to: quantizedCode(scalar) }, name, origin);
}

/** A number alone has no axes. */
export function one({ builder, origin }: ExpandContext, id: ValueId): ValueId {
  return elementCount(builder.shapeOf(id)) === 1 ? builder.operation(reshape, [id], { shape: [] }, "one", origin) : id;
}

function rangeOf(scalar: Scalar, attributes: Attributes): Attributes {
  const { least, greatest } = SCALARS[scalar];
  return { least: Math.max(least, numberOf(attributes, "least")), greatest: Math.min(greatest, numberOf(attributes, "greatest")) };
}
