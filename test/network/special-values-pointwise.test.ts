// What ops that compute element by element make of NaN, infinities, zeros of either sign and numbers out of range, where onnxruntime has
// no answer (divisions by 0) or not of these types; the other operators stand in docs/special-values.md and are compared with it there.

import { describe, expect, test } from "vitest";
import type { Attributes } from "../../src/network/attributes.ts";
import { evaluateOp } from "../../src/network/evaluate/evaluate-network.ts";
import { OPS } from "../../src/network/ops/index.ts";
import { LARGEST_FLOAT32 } from "../../src/numeric/float32.ts";
import { SCALARS, type Scalar } from "../../src/program/scalar.ts";
import { ORIGIN } from "../fixtures.ts";

interface Row {
  readonly op: string;
  readonly attributes?: Attributes;
  /** Each argument's elements side by side. */
  readonly given: readonly (readonly number[])[];
  /** Of the arguments; float32 where they are left out. */
  readonly scalars?: readonly Scalar[];
  readonly expected: readonly number[];
}

const [LEAST, GREATEST] = [-(2 ** 31), 2 ** 31 - 1];
const ODD = [NaN, Infinity, -Infinity, 0, -0];

const ROWS: readonly Row[] = [
  { op: "absolute_value", given: [ODD], expected: [NaN, Infinity, Infinity, 0, 0] },
  { op: "absolute_value", given: [[LEAST, -1]], scalars: ["i32"], expected: [LEAST, 1] },
  { op: "negate", given: [[LEAST, 5]], scalars: ["i32"], expected: [LEAST, -5] },
  { op: "divide", given: [[7, -7, 7, LEAST, 3], [2, 2, -2, -1, 0]], scalars: ["i32", "i32"], expected: [3, -3, -3, LEAST, 0] },
  { op: "modulo", given: [[7, -7, 7, -7, 3], [3, 3, -3, -3, 0]], scalars: ["i32", "i32"], expected: [1, 2, -2, -1, 3] },
  { op: "modulo", attributes: { fmod: 1 }, given: [[7, -7, 7, -7], [3, 3, -3, -3]], scalars: ["i32", "i32"], expected: [1, -1, 1, -1] },
  { op: "is_infinite", given: [[...ODD, LARGEST_FLOAT32]], expected: [0, 1, 1, 0, 0, 0] },
  { op: "is_infinite", attributes: { negative: 0 }, given: [ODD], expected: [0, 1, 0, 0, 0] },
  { op: "clip_to", attributes: { low: 0, high: 1 }, given: [ODD], expected: [NaN, 1, 0, 0, -0] },
  { op: "cast", given: [[GREATEST, 16777217]], scalars: ["i32"], expected: [2 ** 31, 16777216] },
  { op: "bit_shift", given: [[1, 1, 3, 1], [31, 32, 1, -1]], scalars: ["i32", "i32"], expected: [LEAST, 0, 6, 0] },
  { op: "power", given: [[2, -1, 0, 3, 2], [31, -3, -1, -1, 40]], scalars: ["i32", "i32"], expected: [LEAST, -1, 0, 0, 0] },
  { op: "gelu_tanh", given: [[...ODD, -20]], expected: [NaN, Infinity, NaN, 0, -0, -0] },
];

const titled = ROWS.map((row) => [`${row.op} of ${row.given.map((values) => `[${values.map((value) => (Object.is(value, -0) ? "-0" : String(value))).join(", ")}]`).join(" and ")}`, row] as const);

describe("special values", () => {
  test.each(titled)("%s", (_, { op: name, attributes = {}, given, scalars, expected }) => {
    const op = OPS.find((one) => one.name === name);
    if (op === undefined) throw new Error(`there is no ${name}`);
    const args = given.map((values, position) => {
      const scalar = scalars?.[position] ?? "f32";
      const data = SCALARS[scalar].newValues(values.length);
      data.set(values);
      return { scalar, shape: [values.length], data };
    });
    expect([...evaluateOp(op, args, attributes, ORIGIN).data]).toEqual(expected);
  });
});
