// Special values of products, sums and normalisations.

import { float, int } from "../formats/onnx/models.ts";
import { constant, shaped, type RowsOf } from "./rows.ts";

const [row, matrix] = [(data: readonly number[]) => shaped([1, data.length], data), (data: readonly number[]) => shaped([2, 2], data)];
const one = (data: readonly number[]) => shaped([1], data);
const FACTOR = "it multiplies x and adds what is left of the mean, which cancels";
const ALONE = "compiled for WebAssembly a row alone gives −0, several rows +0; for x86-64 all give +0";

export const SUMS: RowsOf = {
  MatMul: [
    {
      given: [row([-0, -0]), matrix([1, 1, 1, 1])],
      rule: "sums begin at +0: of −0 alone it is +0", nnc: [0, 0],
      onnxruntime: { answer: [-0, -0], because: ALONE },
    },
    { given: [matrix([-0, -0, -0, -0]), matrix([1, 1, 1, 1])], rule: "sums begin at +0: of −0 alone it is +0", nnc: [0, 0, 0, 0] },
    { given: [row([Infinity, 1]), matrix([0, 1, 1, 1])], rule: "no product is left out, not of 0 either", nnc: [NaN, Infinity] },
  ],
  Gemm: [
    {
      given: [row([-0, -0]), matrix([1, 1, 1, 1])],
      rule: "sums begin at +0: of −0 alone it is +0", nnc: [0, 0],
      onnxruntime: { answer: [-0, -0], because: ALONE },
    },
    { given: [matrix([-0, -0, -0, -0]), matrix([1, 1, 1, 1])], rule: "sums begin at +0: of −0 alone it is +0", nnc: [0, 0, 0, 0] },
    {
      given: [row([Infinity, 1]), matrix([1, 1, 1, 1])], attributes: [float("alpha", 0)],
      rule: "alpha 0 is a factor: NaN of ∞", nnc: [NaN, NaN],
    },
    {
      given: [row([1, 2]), matrix([1, 1, 1, 1]), shaped([2], [NaN, 1])], attributes: [float("beta", 0)],
      rule: "beta 0 leaves C out, NaN in it too", nnc: [3, 3],
    },
  ],
  ReduceSum: [
    {
      given: [shaped([2], [-0, -0])], rule: "sums begin at +0: of −0 alone it is +0", nnc: [0],
      onnxruntime: { answer: [-0], because: "it begins with the first number" },
    },
  ],
  ReduceMean: [{ given: [shaped([2], [Infinity, -Infinity])], rule: "∞ − ∞ is NaN", nnc: [NaN] }],
  ReduceProd: [{ given: [shaped([3], [Infinity, 0, 1])], rule: "no factor is left out", nnc: [NaN] }],
  ReduceL2: [{ given: [shaped([2], [1e30, 1e30])], rule: "the squares are added up as they are: ∞ beyond the range", nnc: [Infinity] }],
  ReduceLogSumExp: [
    { given: [shaped([2], [-Infinity, -Infinity])], rule: "−∞ of nothing but −∞", nnc: [-Infinity] },
    { given: [shaped([2], [1000, 1000])], rule: "the greatest comes off first", nnc: [Math.fround(1000 + Math.LN2)] },
  ],
  CumSum: [
    {
      given: [shaped([4], [1, Infinity, -Infinity, 1]), { ...constant(0), shape: [] }],
      rule: "NaN from where it begins", nnc: [1, Infinity, NaN, NaN],
    },
  ],
  Softmax: [
    { given: [row([1, Infinity])], rule: "all NaN where one is +∞", nnc: [NaN, NaN] },
    { given: [row([1, NaN, 2])], rule: "all NaN where one is NaN", nnc: [NaN, NaN, NaN] },
    { given: [row([-Infinity, -Infinity])], rule: "all NaN where all are −∞", nnc: [NaN, NaN] },
    { given: [row([-Infinity, 0])], rule: "0 of −∞ beside others", nnc: [0, 1] },
    { given: [row([Infinity])], rule: "NaN of +∞ alone", nnc: [NaN] },
    { given: [row([1000])], rule: "1 of one number", nnc: [1] },
    {
      given: [shaped([1, 2, 2], [0, 0, 0, 0])], operatorSet: 12,
      rule: "until operator set 12 over all axes from one on", nnc: [0.25, 0.25, 0.25, 0.25],
    },
    { given: [shaped([1, 2, 2], [0, 0, 0, 0])], rule: "from operator set 13 on over one axis", nnc: [0.5, 0.5, 0.5, 0.5] },
  ],
  LogSoftmax: [
    { given: [row([-Infinity, 0])], rule: "−∞ of −∞ beside others", nnc: [-Infinity, 0] },
    { given: [row([-Infinity, -Infinity])], rule: "all NaN where all are −∞", nnc: [NaN, NaN] },
    { given: [row([1, Infinity])], rule: "all NaN where one is +∞", nnc: [NaN, NaN] },
  ],
  BatchNormalization: [
    {
      given: [row([2]), ...[1, 0, 1, 0].map((value) => one([value]))], attributes: [float("epsilon", 0)],
      rule: "the deviation is divided: ∞ where nothing varies", nnc: [Infinity],
      onnxruntime: { answer: [NaN], because: FACTOR },
    },
    {
      given: [row([Math.fround(1000.001)]), one([1]), one([0]), one([1000]), one([Math.fround(1e-6)])],
      attributes: [float("epsilon", Math.fround(1e-9))],
      rule: "the mean comes off first: nothing cancels",
      nnc: [Math.fround((Math.fround(1000.001) - 1000) / Math.sqrt(Math.fround(1e-6) + Math.fround(1e-9)))],
      onnxruntime: { answer: [0.9375], because: FACTOR },
    },
  ],
  LayerNormalization: [
    {
      given: [row([1e6, 1e6 + 1, 1e6 + 2, 1e6 + 3]), shaped([4], [1, 1, 1, 1])],
      rule: "the mean first, then the variance of what is left", nnc: [-1.3416355, -0.44721183, 0.44721183, 1.3416355].map(Math.fround),
    },
    { given: [row([1, Infinity]), shaped([2], [1, 1])], rule: "all NaN where one is infinite", nnc: [NaN, NaN] },
  ],
  MeanVarianceNormalization: [
    {
      given: [shaped([1, 1, 1, 2], [3, 3])], rule: "1e-9 is added to what divides: 0 where nothing varies", nnc: [0, 0],
      onnxruntime: { answer: [NaN, NaN], because: "it adds nothing" },
    },
  ],
  LpNormalization: [{ given: [row([0, 0])], rule: "0 of zeros alone", nnc: [0, 0] }],
  Gather: [{ given: [shaped([3], [1, 2, 3]), constant(-1, 0)], rule: "positions below 0 count from the end", nnc: [3, 1] }],
  Trilu: [
    {
      given: [matrix([NaN, NaN, NaN, NaN])], attributes: [int("upper", 1)],
      rule: "what is cut off is 0, NaN too", nnc: [NaN, NaN, 0, NaN],
    },
  ],
};
