// Special values of arithmetic, elementary functions and conversions.

import { int } from "../formats/onnx/models.ts";
import { floats, ODD, of, scalar, type RowsOf } from "./rows.ts";

const [LEAST, GREATEST] = [-(2 ** 31), 2 ** 31 - 1];
const WASM = "compiled for WebAssembly it takes the nearest in range, and 0 for NaN; for x86-64 it agrees";
const to = (type: number) => [int("to", type)];

export const ARITHMETIC: RowsOf = {
  Neg: [{ given: floats(ODD), rule: "the other sign, of zeros too", nnc: [NaN, -Infinity, Infinity, -0, 0] }],
  Reciprocal: [{ given: floats(ODD), rule: "of zeros the infinity of their sign", nnc: [NaN, 0, -0, Infinity, -Infinity] }],
  Div: [{ given: of("int32", [7, -7, 7], [2, 2, -2]), rule: "integers towards 0", nnc: [3, -3, -3] }],
  Mod: [
    { given: of("int32", [7, -7, 7, -7], [3, 3, -3, -3]), rule: "the sign of the divisor", nnc: [1, 2, -2, -1] },
    {
      given: of("int32", [7, -7, 7, -7], [3, 3, -3, -3]), attributes: [int("fmod", 1)],
      rule: "with fmod the sign of x", nnc: [1, -1, 1, -1],
    },
  ],
  Round: [
    {
      given: floats([...ODD, -0.5, 0.5, 1.5, 2.5, -2.5]),
      rule: "half to even; −0 of −0.5", nnc: [NaN, Infinity, -Infinity, 0, -0, -0, 0, 2, 2, -2],
    },
  ],
  Floor: [{ given: floats([...ODD, -0.5]), rule: "−0 stays", nnc: [NaN, Infinity, -Infinity, 0, -0, -1] }],
  Ceil: [{ given: floats([...ODD, -0.5]), rule: "−0 stays, and of −0.5 it is −0", nnc: [NaN, Infinity, -Infinity, 0, -0, -0] }],
  Sqrt: [{ given: floats([...ODD, -1]), rule: "−0 stays; NaN below", nnc: [NaN, Infinity, NaN, 0, -0, NaN] }],
  Pow: [
    { given: floats([-0, -0, -0], [0.5, 3, -1]), rule: "IEEE 754: +0 of −0 but for odd exponents", nnc: [0, -0, -Infinity] },
    { given: floats([1, 0, NaN, -1, -2], [NaN, 0, 0, Infinity, 0.5]), rule: "IEEE 754: 1 of 1, and of exponent 0", nnc: [1, 1, 1, 1, NaN] },
    {
      given: [...of("int32", [4, 27]), ...floats([-1e-9, 0.5])], rule: "of integers to a fraction the power in float32, without its fraction", nnc: [1, 5],
      onnxruntime: { answer: [0, 5], because: "it takes the power in float64" },
    },
  ],
  Exp: [{ given: floats([...ODD, 89, -104]), rule: "to ∞ and to 0", nnc: [NaN, Infinity, 0, 1, 1, Infinity, 0] }],
  Log: [{ given: floats([...ODD, -1]), rule: "−∞ of both zeros; NaN below", nnc: [NaN, Infinity, NaN, -Infinity, -Infinity, NaN] }],
  Erf: [{ given: floats(ODD), rule: "−0 stays", nnc: [NaN, 1, -1, 0, -0] }],
  Sin: [{ given: floats(ODD), rule: "−0 stays; NaN of ±∞", nnc: [NaN, NaN, NaN, 0, -0] }],
  Cast: [
    {
      given: floats([NaN, 3e9, -3e9, Infinity, -1.9]), attributes: to(6),
      rule: "to int32: −2³¹ out of range and of NaN, else towards 0", nnc: [LEAST, LEAST, LEAST, LEAST, -1],
      onnxruntime: { answer: [0, GREATEST, LEAST, GREATEST, -1], because: WASM },
    },
    {
      given: floats([300, -1, 3e9, 255.9, NaN]), attributes: to(2),
      rule: "to uint8: the last 8 bits of the int32", nnc: [44, 255, 0, 255, 0],
      onnxruntime: { answer: [44, 0, 0, 255, 0], because: WASM },
    },
    { given: floats([200, -129, NaN]), attributes: to(3), rule: "to int8: the last 8 bits of the int32", nnc: [-56, 127, 0] },
    { given: floats([NaN, 0.5, 0, -0]), attributes: to(9), rule: "to bool: whatever is not 0, NaN too", nnc: [1, 1, 0, 0] },
    { given: of("int32", [GREATEST, 16777217]), attributes: to(1), rule: "to float: the nearest, ties to even", nnc: [2 ** 31, 16777216] },
  ],
  DequantizeLinear: [
    {
      given: [...of("int32", [16777217, 16777219]), scalar(1)],
      rule: "int32 becomes float32 before the product", nnc: [16777216, 16777220],
    },
  ],
};
