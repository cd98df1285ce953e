// CAST, DEQUANTIZE, and operators whose results follow from shapes and constants: SHAPE, RANK, FILL, ZEROS_LIKE, RANGE.

import { cast, castCode } from "../../../network/ops/cast.ts";
import { expand } from "../../../network/ops/expand.ts";
import { elementCount } from "../../../network/shape.ts";
import type { Application } from "../application.ts";
import { elementTypeOf, nameOfElementType } from "../element-types.ts";
import { Unsupported } from "../values.ts";
import { dequantised } from "./floats.ts";
import type { Operation } from "./operation.ts";

/** Of a RANGE. */
const MOST_ELEMENTS = 2 ** 20;

function castTo(application: Application): ReturnType<Operation> {
  const { type } = application.outputs[0];
  const scalar = elementTypeOf(type)?.scalar;
  if (scalar === undefined) throw new Unsupported(`its result is of ${nameOfElementType(type)}`);
  return [application.apply(cast, [application.input(0)], { to: castCode(scalar) })];
}

function range(application: Application): ReturnType<Operation> {
  const [start, limit, delta] = [0, 1, 2].map((position) => application.numbers(position)[0]);
  const count = Math.max(0, Math.ceil((limit - start) / delta));
  if (!(count <= MOST_ELEMENTS)) throw new Unsupported(`it has ${count} elements`);
  return [application.constant("range", application.scalarOf(application.input(0)), [count], Array.from({ length: count }, (_, place) => start + place * delta))];
}

export const CONVERSIONS: Readonly<Record<string, Operation>> = {
  CAST: castTo,
  /** Of float16 the constants are float32 already. */
  DEQUANTIZE: (application) => [application.scalarOf(application.input(0)) === "f32" ? application.input(0) : dequantised(application, application.input(0), 0)],
  FILL: (application) => [application.apply(expand, [application.input(1)], { shape: application.numbers(0) })],
  RANGE: range,
  RANK: (application) => [application.constant("rank", "i32", [], [application.shapeOf(application.input(0)).length])],
  SHAPE(application) {
    const shape = application.shapeOf(application.input(0));
    return [application.constant("shape", "i32", [shape.length], shape)];
  },
  ZEROS_LIKE(application) {
    const x = application.input(0);
    const shape = application.shapeOf(x);
    if (elementCount(shape) === 0) return [x];
    return [application.apply(expand, [application.constant("zero", application.scalarOf(x), [], [0])], { shape })];
  },
};
