// What ops that compute element by element make of NaN, infinities, zeros of either sign and numbers out of range. Where onnxruntime 1.30
// gives something else, its answer stands beside.

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
  /** Where it is another. */
  readonly onnxruntime?: readonly number[];
}

const [LEAST, GREATEST] = [-(2 ** 31), 2 ** 31 - 1];
const ODD = [NaN, Infinity, -Infinity, 0, -0];

const ROWS: readonly Row[] = [
  { op: "absolute_value", given: [ODD], expected: [NaN, Infinity, Infinity, 0, 0] },
  { op: "absolute_value", given: [[LEAST, -1]], scalars: ["i32"], expected: [LEAST, 1] },
  { op: "negate", given: [ODD], expected: [NaN, -Infinity, Infinity, -0, 0] },
  { op: "negate", given: [[LEAST, 5]], scalars: ["i32"], expected: [LEAST, -5] },
  { op: "sign", given: [ODD], expected: [NaN, 1, -1, 0, 0] },
  { op: "floor", given: [[...ODD, -0.5, 2 ** 30 + 0.5]], expected: [NaN, Infinity, -Infinity, 0, -0, -1, 2 ** 30] },
  { op: "ceil", given: [[...ODD, -0.5]], expected: [NaN, Infinity, -Infinity, 0, -0, -0] },
  { op: "round", given: [[...ODD, -0.5, 0.5, 1.5, 2.5, -2.5]], expected: [NaN, Infinity, -Infinity, 0, -0, -0, 0, 2, 2, -2] },
  { op: "reciprocal", given: [ODD], expected: [NaN, 0, -0, Infinity, -Infinity] },
  { op: "divide", given: [[7, -7, 7, LEAST, 3], [2, 2, -2, -1, 0]], scalars: ["i32", "i32"], expected: [3, -3, -3, LEAST, 0] },
  { op: "modulo", given: [[7, -7, 7, -7, 3], [3, 3, -3, -3, 0]], scalars: ["i32", "i32"], expected: [1, 2, -2, -1, 3] },
  { op: "modulo", attributes: { fmod: 1 }, given: [[7, -7, 7, -7], [3, 3, -3, -3]], scalars: ["i32", "i32"], expected: [1, -1, 1, -1] },
  { op: "max_of", given: [[NaN, 1, 0, -0, NaN], [1, NaN, -0, 0, NaN]], expected: [NaN, NaN, -0, 0, NaN] },
  { op: "min_of", given: [[NaN, 1, 0, -0, Infinity], [1, NaN, -0, 0, -Infinity]], expected: [NaN, NaN, -0, 0, -Infinity] },
  { op: "less", given: [[NaN, -0, 1], [1, 0, NaN]], expected: [0, 0, 0] },
  { op: "equal", given: [[NaN, -0, Infinity], [NaN, 0, Infinity]], expected: [0, 1, 1] },
  { op: "is_nan", given: [ODD], expected: [1, 0, 0, 0, 0] },
  { op: "is_infinite", given: [[...ODD, LARGEST_FLOAT32]], expected: [0, 1, 1, 0, 0, 0] },
  { op: "is_infinite", attributes: { negative: 0 }, given: [ODD], expected: [0, 1, 0, 0, 0] },
  { op: "clip", given: [[...ODD, 2], [1], [-1]], expected: [NaN, -1, -1, -1, -1, -1] },
  { op: "clip", given: [[-0, 3, NaN], [0], [1]], expected: [-0, 1, NaN] },
  { op: "clip", given: [[-5, 5], [NaN], [NaN]], expected: [-5, 5] },
  { op: "clip_to", attributes: { low: 0, high: 1 }, given: [ODD], expected: [NaN, 1, 0, 0, -0] },
  { op: "cast", attributes: { to: 1 }, given: [[NaN, 3e9, -3e9, -1.9, 1e30]], expected: [LEAST, LEAST, LEAST, -1, LEAST] },
  { op: "cast", attributes: { to: 4 }, given: [[300, -1, 3e9, 255.9]], expected: [44, 255, 0, 255] },
  { op: "cast", attributes: { to: 2 }, given: [[NaN, 0.5, 0, -0]], expected: [1, 1, 0, 0] },
  { op: "cast", given: [[GREATEST, 16777217]], scalars: ["i32"], expected: [2 ** 31, 16777216] },
  { op: "bit_shift", given: [[1, 1, 3, 1], [31, 32, 1, -1]], scalars: ["i32", "i32"], expected: [LEAST, 0, 6, 0] },
  { op: "power", given: [[-0, 0, 1, -1, -2, -2, NaN], [0.5, 0, NaN, Infinity, 3, 0.5, 0]], expected: [0, 1, 1, 1, -8, NaN, 1] },
  { op: "power", given: [[2, -1, 0, 3, 2], [31, -3, -1, -1, 40]], scalars: ["i32", "i32"], expected: [LEAST, -1, 0, 0, 0] },
  { op: "prelu", given: [ODD, [2, 2, 2, 2, 2]], expected: [NaN, Infinity, -Infinity, 0, -0] },
  { op: "elu", given: [[...ODD, -1e-8]], expected: [NaN, Infinity, -1, 0, -0, Math.fround(-1e-8)], onnxruntime: [NaN, Infinity, -1, 0, -0, 0] },
  { op: "selu", given: [[-0]], expected: [-0], onnxruntime: [0] },
  { op: "celu", given: [[-0]], expected: [-0], onnxruntime: [0] },
  { op: "thresholded_relu", given: [ODD], expected: [0, Infinity, 0, 0, 0] },
  { op: "shrink", given: [ODD], expected: [0, Infinity, -Infinity, 0, 0] },
  { op: "hard_sigmoid", given: [ODD], expected: [NaN, 1, 0, 0.5, 0.5] },
  { op: "hard_swish", given: [ODD], expected: [NaN, Infinity, NaN, 0, -0] },
  { op: "softsign", given: [ODD], expected: [NaN, NaN, NaN, 0, -0] },
  { op: "softplus", given: [[NaN, Infinity, -Infinity, 100]], expected: [NaN, Infinity, 0, 100] },
  { op: "sigmoid", given: [[NaN, Infinity, -Infinity, 0, 17.48207]], expected: [NaN, 1, 0, 0.5, 1], onnxruntime: [NaN, 1, 0, 0.5, Math.fround(1.0000001)] },
  { op: "tanh", given: [[...ODD, 8.47554]], expected: [NaN, 1, -1, 0, -0, Math.fround(Math.tanh(8.47554))], onnxruntime: [NaN, 1, -1, 0, -0, Math.fround(1.00000024)] },
  { op: "swish", given: [ODD], expected: [NaN, Infinity, NaN, 0, -0] },
  { op: "mish", given: [ODD], expected: [NaN, Infinity, NaN, 0, -0] },
  { op: "gelu", given: [[...ODD, -20]], expected: [NaN, Infinity, NaN, 0, -0, -0] },
  { op: "gelu_tanh", given: [[...ODD, -20]], expected: [NaN, Infinity, NaN, 0, -0, -0] },
  { op: "exp", given: [[...ODD, 89, -104]], expected: [NaN, Infinity, 0, 1, 1, Infinity, 0] },
  { op: "log", given: [[...ODD, -1]], expected: [NaN, Infinity, NaN, -Infinity, -Infinity, NaN] },
  { op: "erf", given: [ODD], expected: [NaN, 1, -1, 0, -0] },
  { op: "sin", given: [ODD], expected: [NaN, NaN, NaN, 0, -0] },
];

const titled = ROWS.map((row) => [`${row.op} of ${row.given.map((values) => `[${values.map((value) => (Object.is(value, -0) ? "-0" : String(value))).join(", ")}]`).join(" and ")}`, row] as const);

describe("special values", () => {
  test.each(titled)("%s", (_, { op: name, attributes = {}, given, scalars, expected, onnxruntime }) => {
    const op = OPS.find((one) => one.name === name);
    if (op === undefined) throw new Error(`there is no ${name}`);
    const args = given.map((values, position) => {
      const scalar = scalars?.[position] ?? "f32";
      const data = SCALARS[scalar].newValues(values.length);
      data.set(values);
      return { scalar, shape: [values.length], data };
    });
    expect([...evaluateOp(op, args, attributes, ORIGIN).data]).toEqual(expected);
    if (onnxruntime !== undefined) expect(onnxruntime).not.toEqual(expected);
  });
});
