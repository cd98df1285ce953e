// rnn, rnn_hidden: a simple recurrent layer over a sequence; its results at every step, and the last one. ONNX RNN-22; Elman 1990.
//
// h' = f(b + W·x + R·h), the sums in that order, as onnxruntime has it; both biases are added up before.

import type { ValueId } from "../op.ts";
import { add } from "./add.ts";
import { gemm } from "./gemm.ts";
import { rowsOf, type Cell, type Direction, type Step } from "./recurrent-cell.ts";
import { recurrentOps } from "./recurrent-ops.ts";

const CELL: Cell = {
  name: "rnn",
  gates: 1,
  activations: ["Tanh"],
  ofSums: 1,
  further: ["bias", "lengths", "h"],
  remembered: ["h"],
  constants,
  next,
};

function constants({ context, hidden, weights: W, recurrence: R, bias }: Direction): Readonly<Record<string, ValueId>> {
  const { builder, origin } = context;
  if (bias === undefined) return { W, R };
  const parts = [rowsOf(context, bias, 0, hidden, "Wb"), rowsOf(context, bias, hidden, 2 * hidden, "Rb")];
  return { W, R, b: builder.operation(add, parts, {}, "b", origin) };
}

function next({ builder, origin, x, remembered: [h], constants: { W, R, b }, activations: [f] }: Step): readonly ValueId[] {
  const fromInput = builder.operation(gemm, b === undefined ? [x, W] : [x, W, b], { transposeB: 1 }, "sums", origin);
  return [f(builder, builder.operation(gemm, [h, R, fromInput], { transposeB: 1 }, "sums", origin), "h", origin)];
}

export const [rnn, rnnHidden] = recurrentOps({
  cell: CELL,
  type: "RNN",
  examples: [
    { shapes: [[3, 1, 2], [1, 3, 2], [1, 3, 3]], attributes: { hiddenSize: 3 } },
    {
      shapes: [[3, 2, 2], [2, 2, 2], [2, 2, 2], [2, 4], [2, 2, 2]],
      attributes: { given: [0, 2], direction: 2, hiddenSize: 2, activations: [2, 4], alphas: [0.125] },
    },
    {
      shapes: [[2, 3, 2], [1, 2, 2], [1, 2, 2], [1, 4], [2]],
      scalars: ["f32", "f32", "f32", "f32", "i32"],
      attributes: { given: [0, 1], direction: 1, hiddenSize: 2, layout: 1, clip: 0.5, activations: [8], alphas: [0.5] },
    },
    { shapes: [[4, 1, 1], [1, 1, 1], [1, 1, 1]], attributes: { hiddenSize: 1, activations: [5], alphas: [0.25] } },
  ],
});
