// Ops of tests alone: they carry float32 to arguments of other types and back, so that what is fed with points of float32 can try
// every op.

import { apply, constantOf, convert, less, select } from "../../src/program/expression.ts";
import type { Expression } from "../../src/program/program.ts";
import type { Scalar } from "../../src/program/scalar.ts";
import type { Op, ValueBuilder, ValueId } from "../../src/network/op.ts";
import { ORIGIN } from "../fixtures.ts";

const POINTWISE = { parameters: ["x"], required: 1, attributes: {}, inferShape: ([x]: readonly (readonly number[])[]) => x, examples: [] } as const;

/** The whole part; 0 of NaN, and of what is out of range the nearest that is not. */
const TO_INTEGERS: ReadonlyMap<Scalar, Op> = new Map(
  (["i8", "u8", "i16", "u16", "i32", "u32"] as const).map((scalar) => [
    scalar,
    { ...POINTWISE, name: `to_${scalar}`, inferScalar: () => scalar, computation: { kind: "pointwise", value: ([x]: readonly Expression[]) => convert(x, scalar, "truncate") } } as const,
  ]),
);

/** Whether it is above 0. */
const toTruth: Op = {
  ...POINTWISE,
  name: "to_bool",
  inferScalar: () => "bool",
  computation: { kind: "pointwise", value: ([x]) => less(constantOf("f32", 0), x) },
};

const fromInteger: Op = {
  ...POINTWISE,
  name: "from_integer",
  inferScalar: () => "f32",
  computation: { kind: "pointwise", value: ([x]) => convert(x, "f32", "round") },
};

const fromTruth: Op = {
  ...POINTWISE,
  name: "from_bool",
  inferScalar: () => "f32",
  computation: { kind: "pointwise", value: ([x]) => select(apply("and", [x, x]), constantOf("f32", 1), constantOf("f32", 0)) },
};

/** A float32 as a value of a type that networks compute with. */
export function converted(builder: ValueBuilder, id: ValueId, scalar: Scalar, name: string): ValueId {
  if (scalar === "f32") return id;
  const op = scalar === "bool" ? toTruth : TO_INTEGERS.get(scalar);
  if (op === undefined) throw new Error(`no op takes ${scalar}`);
  return builder.operation(op, [id], {}, name, ORIGIN);
}

/** Any value as one of float32. */
export function asFloat(builder: ValueBuilder, id: ValueId, name: string): ValueId {
  const scalar = builder.scalarOf(id);
  if (scalar === "f32") return id;
  return builder.operation(scalar === "bool" ? fromTruth : fromInteger, [id], {}, name, ORIGIN);
}
