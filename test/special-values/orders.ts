// Special values of what compares: bounds, extremes, their places, orders.

import { LARGEST_FLOAT32 } from "../../src/numeric/float32.ts";
import { float, int } from "../formats/onnx/models.ts";
import { constant, floats, ODD, of, scalar, shaped, type RowsOf } from "./rows.ts";

const axis = (value: number) => int("axis", value);
const column = (data: readonly number[]) => shaped([data.length, 1], data);
const SHAPE = "which one depends on the shape and the place";
const ONE_AXIS = "in an array of one axis it is NaN wherever it stands";
const FIRST = "NaN where it stands first, else it is passed over";

export const ORDERS: RowsOf = {
  Clip: [
    { given: [...floats([NaN, -5, 5, -0]), scalar(0), scalar(1)], rule: "NaN stays, and −0 beside a bound of 0", nnc: [NaN, 0, 1, -0] },
    { given: [...floats([NaN, -5, 0, 5]), scalar(1), scalar(-1)], rule: "max for all where min is above it", nnc: [NaN, -1, -1, -1] },
    { given: [...floats([-5, 5]), scalar(NaN), scalar(NaN)], rule: "a bound that is NaN is none", nnc: [-5, 5] },
    { given: [...floats([-5, 5]), shaped([1], [-1]), shaped([1], [1])], rule: "a bound may have one axis of one element", nnc: [-1, 1] },
    {
      given: [...floats([Infinity, -Infinity]), scalar(0)], rule: "a bound that is not given is none", nnc: [Infinity, 0],
      onnxruntime: { answer: [LARGEST_FLOAT32, 0], because: "its other bound is the largest finite number" },
    },
    {
      given: floats([NaN, -5, 5]), operatorSet: 10, attributes: [float("min", 1), float("max", -1)],
      rule: "max for all where min is above it", nnc: [NaN, -1, -1],
      onnxruntime: { answer: { refusal: "min_ <= max_ was false" }, because: "it does not load the model" },
    },
  ],
  Max: [
    { given: floats([NaN, 1, NaN], [1, NaN, NaN]), rule: "NaN wins", nnc: [NaN, NaN, NaN] },
    { given: floats([0, -0], [-0, 0]), rule: "of ±0 the later argument", nnc: [-0, 0], onnxruntime: { answer: [0, -0], because: SHAPE } },
  ],
  Min: [
    { given: floats([NaN, 1, NaN], [1, NaN, NaN]), rule: "NaN wins", nnc: [NaN, NaN, NaN] },
    { given: floats([0, -0], [-0, 0]), rule: "of ±0 the later argument", nnc: [-0, 0], onnxruntime: { answer: [0, -0], because: SHAPE } },
  ],
  ReduceMax: [
    { given: floats([NaN, 1, 2]), rule: FIRST, nnc: [NaN] },
    { given: floats([1, NaN, 2]), rule: FIRST, nnc: [2] },
    { given: [shaped([3, 2], [1, NaN, NaN, 5, 2, 6]), constant(0)], rule: FIRST, nnc: [2, NaN] },
    { given: floats([0, -0]), rule: "of ±0 the first", nnc: [0] },
  ],
  ReduceMin: [
    { given: floats([NaN, 1, 2]), rule: FIRST, nnc: [NaN] },
    { given: floats([2, NaN, 1]), rule: FIRST, nnc: [1] },
    { given: floats([-0, 0]), rule: "of ±0 the first", nnc: [-0] },
  ],
  ArgMax: [
    { given: floats([NaN, 1, 2]), rule: FIRST, nnc: [0] },
    { given: floats([1, NaN, 2, 2]), rule: FIRST, nnc: [2], onnxruntime: { answer: [1], because: ONE_AXIS } },
    { given: [shaped([1, 4], [1, NaN, 2, 2])], attributes: [axis(1)], rule: FIRST, nnc: [2] },
    { given: floats([1, 2, 2]), rule: "the first of several", nnc: [1] },
    {
      given: floats([1, 2, NaN, 2]), attributes: [int("select_last_index", 1)],
      rule: "the last of several where that is asked for", nnc: [3],
    },
    { given: [column([1, NaN, 2])], attributes: [axis(0)], rule: FIRST, nnc: [2] },
    { given: floats([-0, 0]), rule: "±0 are equal", nnc: [0] },
  ],
  ArgMin: [
    { given: floats([NaN, 1, 2]), rule: FIRST, nnc: [0] },
    { given: floats([2, NaN, 1, 1]), rule: FIRST, nnc: [2], onnxruntime: { answer: [1], because: ONE_AXIS } },
    { given: [column([2, NaN, 1])], attributes: [axis(0)], rule: FIRST, nnc: [2] },
    { given: floats([2, 1, 1]), rule: "the first of several", nnc: [1] },
  ],
  Hardmax: [
    { given: [shaped([1, 3], [NaN, 1, 2])], rule: "no 1 where the first is NaN", nnc: [0, 0, 0] },
    { given: [shaped([1, 4], [1, NaN, 2, 2])], rule: "another NaN is passed over; the first of several", nnc: [0, 0, 1, 0] },
  ],
  TopK: [
    {
      given: [...floats([1, NaN, 3, 2]), constant(2)], outputs: 2, rule: "NaN is the greatest, as numpy sorts it", nnc: [NaN, 3],
      onnxruntime: { answer: [1, NaN], because: "NaN has no order there, and upsets that of the others" },
    },
  ],
  Sign: [{ given: floats(ODD), rule: "+0 of both zeros, NaN of NaN", nnc: [NaN, 1, -1, 0, 0] }],
  Less: [{ given: floats([NaN, -0, 1], [1, 0, NaN]), rule: "nothing is less than NaN, nor is it", nnc: [0, 0, 0] }],
  LessOrEqual: [{ given: floats([NaN, -0], [NaN, 0]), rule: "NaN is in no order", nnc: [0, 1] }],
  Equal: [{ given: floats([NaN, -0, Infinity], [NaN, 0, Infinity]), rule: "±0 are equal, NaN is not", nnc: [0, 1, 1] }],
  IsNaN: [{ given: floats(ODD), rule: "as it says", nnc: [1, 0, 0, 0, 0] }],
  IsInf: [{ given: floats(ODD), operatorSet: 20, attributes: [int("detect_negative", 0)], rule: "as it says", nnc: [0, 1, 0, 0, 0] }],
  Where: [{ given: [{ data: [1, 0], type: "bool" }, ...floats([NaN, 1], [2, -0])], rule: "nothing is computed", nnc: [NaN, -0] }],
  Abs: [{ given: of("int32", [-(2 ** 31), -1]), rule: "integers wrap", nnc: [-(2 ** 31), 1] }],
};
