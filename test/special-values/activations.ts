// Special values of the activations.

import { float } from "../formats/onnx/models.ts";
import { floats, ODD, type RowsOf } from "./rows.ts";

const [alpha, lambda, bias] = ["alpha", "lambd", "bias"].map((name) => (value: number) => float(name, value));

export const ACTIVATIONS: RowsOf = {
  Relu: [
    { given: floats(ODD), rule: "NaN and −0 stay", nnc: [NaN, Infinity, 0, 0, -0] },
    { given: floats([-1, 2]), operatorSet: 6, rule: "operator sets below 7 are read as well", nnc: [0, 2] },
  ],
  LeakyRelu: [
    { given: floats(ODD), rule: "NaN and −0 stay", nnc: [NaN, Infinity, -Infinity, 0, -0] },
    { given: floats([-2, 3]), attributes: [alpha(-1)], rule: "whatever alpha is: alpha·x below 0, else x", nnc: [2, 3] },
    { given: floats([-2, 3]), attributes: [alpha(3)], rule: "whatever alpha is: alpha·x below 0, else x", nnc: [-6, 3] },
    {
      given: floats([-2, 3]),
      attributes: [alpha(Infinity)], rule: "attributes must be finite",
      nnc: { refusal: "node number 1 (LeakyRelu): the attribute \"alpha\" is Infinity" },
      onnxruntime: { answer: [-Infinity, 3], because: "it takes any alpha" },
    },
    {
      given: floats([-2, 3]),
      attributes: [alpha(NaN)], rule: "attributes must be finite",
      nnc: { refusal: "node number 1 (LeakyRelu): the attribute \"alpha\" is NaN" },
      onnxruntime: { answer: [NaN, 3], because: "it takes any alpha" },
    },
  ],
  PRelu: [{ given: floats(ODD, [2, 2, 2, 2, 2]), rule: "NaN and −0 stay", nnc: [NaN, Infinity, -Infinity, 0, -0] }],
  ThresholdedRelu: [{ given: floats([...ODD, 2]), rule: "what is not above alpha becomes 0, NaN too", nnc: [0, Infinity, 0, 0, 0, 2] }],
  Shrink: [
    { given: floats(ODD), rule: "what is not beyond lambd becomes 0, NaN too", nnc: [0, Infinity, -Infinity, 0, 0] },
    {
      given: floats([NaN, 2, -2]), attributes: [lambda(1.5), bias(1)],
      rule: "what is not beyond lambd becomes 0, NaN too", nnc: [0, 1, -1],
    },
  ],
  Elu: [
    { given: floats(ODD), rule: "both zeros stay", nnc: [NaN, Infinity, -1, 0, -0] },
    {
      given: floats([-1e-8]), rule: "eˣ − 1 is right near 0", nnc: [Math.fround(-1e-8)],
      onnxruntime: { answer: [0], because: "it takes 1 from eˣ" },
    },
  ],
  Selu: [{ given: floats([0, -0]), rule: "both zeros stay", nnc: [0, -0], onnxruntime: { answer: [0, 0], because: "it takes 1 from eˣ" } }],
  Celu: [{ given: floats([0, -0]), rule: "both zeros stay", nnc: [0, -0], onnxruntime: { answer: [0, 0], because: "it takes 1 from eˣ" } }],
  HardSigmoid: [{ given: floats(ODD), rule: "NaN stays", nnc: [NaN, 1, 0, 0.5, 0.5] }],
  HardSwish: [{ given: floats(ODD), rule: "x times a factor that is 0 at −∞: NaN there", nnc: [NaN, Infinity, NaN, 0, -0] }],
  Sigmoid: [
    { given: floats(ODD), rule: "0 and 1 at the ends", nnc: [NaN, 1, 0, 0.5, 0.5] },
    { given: floats([17.48207]), rule: "never above 1", nnc: [1] },
    {
      given: floats([-20]), rule: "within a unit in the last place, however small", nnc: [Math.fround(1 / (1 + Math.exp(20)))],
      onnxruntime: { answer: [0], because: "its rational function ends at −18" },
    },
  ],
  Tanh: [
    { given: floats(ODD), rule: "both zeros stay", nnc: [NaN, 1, -1, 0, -0] },
    { given: floats([8.47554]), rule: "never above 1", nnc: [Math.fround(Math.tanh(8.47554))] },
  ],
  Softplus: [
    {
      given: floats([NaN, Infinity, -Infinity, 100, -100]),
      rule: "x where it is large, the tail where it is small", nnc: [NaN, Infinity, 0, 100, Math.fround(Math.exp(-100))],
    },
  ],
  Softsign: [{ given: floats(ODD), rule: "∞ by ∞ is NaN", nnc: [NaN, NaN, NaN, 0, -0] }],
  Swish: [{ given: floats(ODD), operatorSet: 24, rule: "x times a factor that is 0 at −∞: NaN there", nnc: [NaN, Infinity, NaN, 0, -0] }],
  Mish: [{ given: floats(ODD), rule: "x times a factor that is 0 at −∞: NaN there", nnc: [NaN, Infinity, NaN, 0, -0] }],
  Gelu: [
    {
      given: floats([...ODD, -20]), operatorSet: 20,
      rule: "x times a factor that is 0 at −∞: NaN there", nnc: [NaN, Infinity, NaN, 0, -0, -0],
    },
    {
      given: floats([-5.6]), operatorSet: 20, rule: "the tail is right", nnc: [Math.fround(-6.0018527e-8)],
      onnxruntime: { answer: [-0], because: "1 + erf cancels" },
    },
  ],
};
