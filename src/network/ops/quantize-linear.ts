// quantize_linear: x / scale, rounded to nearest, ties to even, plus the zero point, within the range of its type, which is uint8 where
// there is none; one scale and zero point for all of x, for each index of an axis or for blocks of it. NaN gives the least of the type, as in
// onnxruntime. ONNX QuantizeLinear-28, to integers of 8 and 16 bits.

import { add, apply, constantOf, convert, divide, select } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { isFloat, SCALARS, type Scalar, type Values } from "../../program/scalar.ts";
import { numberOf, type Attributes } from "../attributes.ts";
import { broadcastShapes } from "../broadcast.ts";
import type { OnnxSpelling, Op } from "../op.ts";
import { cast, castCode } from "./cast.ts";
import { roundedWithin } from "./integers/rounded-within.ts";
import { ONNX_SCALE_ATTRIBUTES, SCALE_ATTRIBUTES, scaledShape, spreadScale } from "./quantisation-scale.ts";

/** What `to` counts, by the numbers of ONNX (TensorProto.DataType): uint8 is also what is meant where none is named. */
const TYPES: readonly Scalar[] = ["u8", "i8", "u16", "i16"];
const ONNX_TYPES = { 0: 0, 2: 0, 3: 1, 4: 2, 5: 3 } as const;

/** Of all these types. */
const [LEAST, GREATEST] = [-32768, 65535];

/** More than any range, whatever the zero point. */
const BEYOND = 2 ** 20;

/** What `to` is of a type. */
export function quantizedCode(scalar: Scalar): number {
  return TYPES.indexOf(scalar);
}

/** Every element by itself, of a zero point that is an attribute, or of i32; results lie within two numbers as well. */
export const quantized: Op = {
  name: "quantized",
  parameters: ["x", "scale", "zero"],
  required: 2,
  attributes: { to: 0, zero: 0, least: LEAST, greatest: GREATEST },
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar: (_scalars, attributes) => TYPES[numberOf(attributes, "to")],
  computation: {
    kind: "pointwise",
    value([x, scale, ...zeros], attributes) {
      const to = TYPES[numberOf(attributes, "to")];
      const steps = divide(x, scale, "steps");
      if (zeros.length === 0) return convert(roundedWithin(steps, rangeIn(to, attributes)), to, "bits");
      const near = within(convert(steps, "i32", "round"));
      const shifted = zeros.reduce((from, zero) => add(from, zero, "shifted"), near);
      const whole = select(apply("equal", [steps, steps]), shifted, constantOf("i32", SCALARS[to].least));
      return convert(clamped(whole, attributes), to, "saturate");
    },
  },
  examples: [],
};

const SPELLING: OnnxSpelling = {
  type: "QuantizeLinear",
  attributes: { ...ONNX_SCALE_ATTRIBUTES, to: { name: "output_dtype", type: "int", values: ONNX_TYPES, isElementType: true, since: 21 } },
  // The division is of float32 anyway.
  fixedAttributes: { precision: 1 },
  hasInt32: true,
  // Of types that are none of nnc's.
  ignoredAttributes: ["saturate"],
};

export const quantizeLinear: Op = {
  name: "quantize_linear",
  parameters: ["x", "scale", "zero_point"],
  required: 2,
  attributes: { ...SCALE_ATTRIBUTES, to: 0 },
  inferShape: scaledShape,
  inferScalar([x, scale, zero], attributes) {
    if (scale !== "f32" || (!isFloat(x) && x !== "i32")) return { problem: "it takes numbers of float32 or int32 and a scale of float32" };
    if (zero === undefined) return TYPES[numberOf(attributes, "to")];
    return TYPES.includes(zero) ? zero : { problem: `its zero_point is of ${zero} instead of an integer of 8 or 16 bits` };
  },
  computation: {
    kind: "expand",
    into(context) {
      const { builder, arguments: [x, scale, zero], attributes, name, origin } = context;
      const numbers = builder.scalarOf(x) === "f32" ? x : builder.operation(cast, [x], { to: castCode("f32") }, "numbers", origin);
      const to = zero === undefined ? numberOf(attributes, "to") : quantizedCode(builder.scalarOf(zero));
      const known = zero === undefined ? 0 : onlyNumber(builder.known(zero)?.data);
      const zeros = zero === undefined || known !== undefined ? [] : [spreadScale(context, builder.operation(cast, [zero], { to: castCode("i32") }, "zero", origin))];
      return builder.operation(quantized, [numbers, spreadScale(context, scale), ...zeros], { to, zero: known ?? 0 }, name, origin);
    },
  },
  onnx: SPELLING,
  examples: [
    { shapes: [[2, 3], []] },
    { shapes: [[2, 3], [3]], attributes: { to: 1 } },
    { shapes: [[2, 3, 2], [2]], attributes: { axis: 0, to: 2 } },
    { shapes: [[2, 5], [2, 3]], attributes: { block_size: 2, to: 3 } },
    { shapes: [[4], []], scalars: ["i32", "f32"], attributes: { axis: 0 } },
  ],
};

function within(steps: Expression): Expression {
  return apply("maximum", [apply("minimum", [steps, constantOf("i32", BEYOND)], "near"), constantOf("i32", -BEYOND)], "near");
}

/** Undefined where not all are the same, or none is known. */
function onlyNumber(data: Values | undefined): number | undefined {
  return data?.every((value) => value === data[0]) === true ? data[0] : undefined;
}

function rangeIn(scalar: Scalar, attributes: Attributes): Parameters<typeof roundedWithin>[1] {
  const [zero, least, greatest] = ["zero", "least", "greatest"].map((name) => numberOf(attributes, name));
  return { zero, least: Math.max(SCALARS[scalar].least, least), greatest: Math.min(SCALARS[scalar].greatest, greatest) };
}

/** The ends that are those of all types are left to the type. */
function clamped(whole: Expression, attributes: Attributes): Expression {
  const [least, greatest] = ["least", "greatest"].map((name) => numberOf(attributes, name));
  const raised = least > LEAST ? apply("maximum", [whole, constantOf("i32", least)], "raised") : whole;
  return greatest < GREATEST ? apply("minimum", [raised, constantOf("i32", greatest)], "clamped") : raised;
}
