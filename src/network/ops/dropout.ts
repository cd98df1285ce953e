// dropout: x; dropping is for training, and a trained network drops nothing. Its second output, what is kept, is true everywhere; 1 until
// operator set 9. ONNX Dropout-13 in inference mode.

import { sameScalar } from "../infer-scalar.ts";
import type { Scalar } from "../../program/scalar.ts";
import type { OnnxSpelling, Op, ValueBuilder, ValueId } from "../op.ts";
import type { Origin } from "../origin.ts";
import { expand } from "./expand.ts";

export const keptElements = everywhere("kept_elements", "bool", (builder, origin) => builder.constant("kept", [], "bool", Uint8Array.of(1), origin));
export const keptFactors = everywhere("kept_factors", "f32", (builder, origin) => builder.parameter("kept", [], Float32Array.of(1), origin));

/** Of the shape of its argument, a constant. */
function everywhere(name: string, scalar: Scalar, constant: (builder: ValueBuilder, origin: Origin) => ValueId): Op {
  return {
    name,
    parameters: ["x"],
    required: 1,
    attributes: {},
    inferShape: ([x]) => x,
    inferScalar: () => scalar,
    computation: {
      kind: "expand",
      into: ({ builder, arguments: [x], name: own, origin }) =>
        builder.operation(expand, [constant(builder, origin)], { shape: builder.shapeOf(x) }, own, origin),
    },
    examples: [{ shapes: [[2, 3]] }],
  };
}

const SPELLING: OnnxSpelling = {
  type: "Dropout",
  attributes: {},
  ignoredAttributes: ["seed", "ratio"],
  ignoredInputs: [{ name: "ratio", mustBe: 0 }, { name: "training_mode", mustBe: 0, isDefault: true }],
};

export const dropout: Op = {
  name: "dropout",
  parameters: ["x"],
  required: 1,
  attributes: {},
  inferShape: ([x]) => x,
  inferScalar: sameScalar,
  computation: { kind: "reshape" },
  onnx: [
    { ...SPELLING, since: 10, furtherOutputs: [keptElements] },
    { ...SPELLING, until: 9, furtherOutputs: [keptFactors] },
  ],
  examples: [{ shapes: [[2, 3]] }],
};
