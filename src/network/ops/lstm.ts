// lstm, lstm_hidden, lstm_cell: a layer of long short-term memory over a sequence; its results at every step, and what it remembers at last.
// ONNX LSTM-22; Hochreiter and Schmidhuber 1997, Gers and others 2000 and 2002.
//
// i = f(W·x + R·h + P∘c + b), likewise the forget gate; c' = forget∘c + i∘g(…), o = f(… + P∘c' …), h' = o∘h(c'). The sums have onnxruntime's order:
// W·x takes R·h, then the peephole, then both biases, which are added up before. With input_forget the forget gate is 1 − i.

import { numberOf } from "../attributes.ts";
import type { ValueId } from "../op.ts";
import { add } from "./add.ts";
import { gemm } from "./gemm.ts";
import { multiply } from "./multiply.ts";
import { gateOf, rowsOf, type Cell, type Direction, type Step } from "./recurrent-cell.ts";
import { recurrentOps } from "./recurrent-ops.ts";
import { subtract } from "./subtract.ts";

const CELL: Cell = {
  name: "lstm",
  gates: 4,
  activations: ["Sigmoid", "Tanh", "Tanh"],
  ofSums: 2,
  further: ["bias", "lengths", "h", "c", "peepholes"],
  remembered: ["h", "c"],
  constants,
  next,
};

/** The order of the gates in weights, and that of the peepholes: input, output, forget; then the cell. */
const [INPUT, OUTPUT, FORGET, CELL_GATE] = [0, 1, 2, 3];

function constants({ context, hidden, weights: W, recurrence: R, bias, peepholes: P }: Direction): Readonly<Record<string, ValueId>> {
  const { builder, origin } = context;
  const b = bias === undefined ? undefined : builder.operation(add, [rowsOf(context, bias, 0, 4 * hidden, "Wb"), rowsOf(context, bias, 4 * hidden, 8 * hidden, "Rb")], {}, "b", origin);
  return { W, R, ...(b === undefined ? {} : { b }), ...(P === undefined ? {} : { P }) };
}

function next(step: Step): readonly ValueId[] {
  const { builder, origin, attributes, x, remembered: [h, c], constants: { W, R, b, P }, activations: [f, g, ofCell] } = step;
  const fromInput = builder.operation(gemm, [x, W], { transposeB: 1 }, "gates", origin);
  const gates = builder.operation(gemm, [h, R, fromInput], { transposeB: 1 }, "gates", origin);
  const sumOf = (gate: number, cell: ValueId | undefined, name: string): ValueId => {
    let sum = gateOf(step, gates, gate, name);
    if (P !== undefined && cell !== undefined) {
      const seen = builder.operation(multiply, [gateOf(step, P, gate, "P"), cell], {}, "peephole", origin);
      sum = builder.operation(add, [sum, seen], {}, name, origin);
    }
    return b === undefined ? sum : builder.operation(add, [sum, gateOf(step, b, gate, "b")], {}, name, origin);
  };
  const product = (one: ValueId, other: ValueId, name: string): ValueId => builder.operation(multiply, [one, other], {}, name, origin);
  const input = f(builder, sumOf(INPUT, c, "sum"), "input", origin);
  const one = (): ValueId => builder.parameter("one", [], Float32Array.of(1), origin);
  const forget = numberOf(attributes, "inputForget") === 0
    ? f(builder, sumOf(FORGET, c, "sum"), "forget", origin)
    : builder.operation(subtract, [one(), input], {}, "forget", origin);
  const candidate = g(builder, sumOf(CELL_GATE, undefined, "sum"), "candidate", origin);
  const nextCell = builder.operation(add, [product(forget, c, "kept"), product(input, candidate, "added")], {}, "c", origin);
  const output = f(builder, sumOf(OUTPUT, nextCell, "sum"), "output", origin);
  return [product(output, ofCell(builder, nextCell, "squashed", origin), "h"), nextCell];
}

export const [lstm, lstmHidden, lstmCell] = recurrentOps({
  cell: CELL,
  type: "LSTM",
  attribute: { own: "inputForget", name: "input_forget" },
  examples: [
    { shapes: [[3, 1, 2], [1, 12, 2], [1, 12, 3]], attributes: { hiddenSize: 3 } },
    { shapes: [[3, 2, 2], [2, 8, 2], [2, 8, 2], [2, 16], [2, 2, 2]], attributes: { given: [0, 2], direction: 2, hiddenSize: 2, clip: 0.5 } },
    {
      shapes: [[2, 3, 2], [1, 8, 2], [1, 8, 2], [1, 16], [2], [2, 1, 2], [2, 1, 2], [1, 6]],
      scalars: ["f32", "f32", "f32", "f32", "i32", "f32", "f32", "f32"],
      attributes: {
        ...{ given: [0, 1, 2, 3, 4], direction: 1, hiddenSize: 2, layout: 1, inputForget: 1 },
        ...{ activations: [7, 3, 9], alphas: [0.25, 2], betas: [0.5, 0.125] },
      },
    },
  ],
});
