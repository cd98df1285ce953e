// gru, gru_hidden: a layer of gated recurrent units over a sequence; its results at every step, and the last one. ONNX GRU-22; Cho and others 2014.
//
// z = f(W·x + R·h + b), r likewise; n = g(W·x + R·(r∘h) + b), or with linear_before_reset n = g(W·x + r∘(b' + R·h) + b); h' = (1 − z)∘n + z∘h. The
// sums have onnxruntime's order: W·x takes R·h, then the biases, which are added up before.

import { numberOf } from "../attributes.ts";
import type { ValueId } from "../op.ts";
import { add } from "./add.ts";
import { concat } from "./concat.ts";
import { gemm } from "./gemm.ts";
import { multiply } from "./multiply.ts";
import { gateOf, rowsOf, type Cell, type Direction, type Step } from "./recurrent-cell.ts";
import { recurrentOps } from "./recurrent-ops.ts";
import { slice } from "./slice.ts";
import { subtract } from "./subtract.ts";

const CELL: Cell = {
  name: "gru",
  gates: 3,
  activations: ["Sigmoid", "Tanh"],
  ofSums: 2,
  further: ["bias", "lengths", "h"],
  remembered: ["h"],
  constants,
  next,
};

/** The order of the gates in weights. */
const [UPDATE, RESET, CANDIDATE] = [0, 1, 2];

/** R of the gates apart from that of the candidate; b of all three, and what r is multiplied with as well. */
function constants({ context, hidden, weights: W, recurrence, bias }: Direction): Readonly<Record<string, ValueId>> {
  const { builder, attributes, origin } = context;
  const matrices = { W, R: rowsOf(context, recurrence, 0, 2 * hidden, "R"), Rn: rowsOf(context, recurrence, 2 * hidden, 3 * hidden, "Rn") };
  if (bias === undefined) return matrices;
  const part = (from: number, to: number): ValueId => rowsOf(context, bias, from * hidden, to * hidden, "b");
  if (numberOf(attributes, "linearBeforeReset") === 0) {
    return { ...matrices, b: builder.operation(add, [part(0, 3), part(3, 6)], {}, "b", origin) };
  }
  const ofGates = builder.operation(add, [part(0, 2), part(3, 5)], {}, "b", origin);
  return { ...matrices, b: builder.operation(concat, [ofGates, part(2, 3)], { axis: 0 }, "b", origin), bn: part(5, 6) };
}

function next(step: Step): readonly ValueId[] {
  const { builder, origin, attributes, hidden, x, remembered: [h], constants: { W, R, Rn, b, bn }, activations: [f, g] } = step;
  const operation = (op: typeof add, args: readonly ValueId[], name: string): ValueId => builder.operation(op, args, {}, name, origin);
  const product = (...args: readonly ValueId[]): ValueId => builder.operation(gemm, args, { transposeB: 1 }, "gates", origin);
  const biased = (sum: ValueId, gate: number): ValueId => (b === undefined ? sum : operation(add, [sum, gateOf(step, b, gate, "b")], "sum"));
  const fromInput = product(x, W);
  const ofGates = builder.operation(slice, [fromInput], { starts: [0], ends: [2 * hidden], axes: [1] }, "gates", origin);
  const ofCandidate = gateOf(step, fromInput, CANDIDATE, "candidate");
  const gates = product(h, R, ofGates);
  const update = f(builder, biased(gateOf(step, gates, UPDATE, "update"), UPDATE), "update", origin);
  const reset = f(builder, biased(gateOf(step, gates, RESET, "reset"), RESET), "reset", origin);
  const sum = numberOf(attributes, "linearBeforeReset") === 0
    ? product(operation(multiply, [reset, h], "reset_h"), Rn, ofCandidate)
    : operation(add, [ofCandidate, operation(multiply, [reset, product(h, Rn, ...(bn === undefined ? [] : [bn]))], "reset_sum")], "sum");
  const candidate = g(builder, biased(sum, CANDIDATE), "candidate", origin);
  const rest = operation(subtract, [builder.parameter("one", [], Float32Array.of(1), origin), update], "rest");
  return [operation(add, [operation(multiply, [rest, candidate], "added"), operation(multiply, [update, h], "kept")], "h")];
}

export const [gru, gruHidden] = recurrentOps({
  cell: CELL,
  type: "GRU",
  attribute: { own: "linearBeforeReset", name: "linear_before_reset" },
  examples: [
    { shapes: [[3, 1, 2], [1, 9, 2], [1, 9, 3]], attributes: { hiddenSize: 3 } },
    { shapes: [[3, 2, 2], [2, 6, 2], [2, 6, 2], [2, 12], [2, 2, 2]], attributes: { given: [0, 2], direction: 2, hiddenSize: 2, linearBeforeReset: 1 } },
    {
      shapes: [[2, 3, 2], [1, 6, 2], [1, 6, 2], [1, 12], [2]],
      scalars: ["f32", "f32", "f32", "f32", "i32"],
      attributes: { given: [0, 1], direction: 1, hiddenSize: 2, layout: 1, clip: 0.5, activations: [10, 6], alphas: [0.75], betas: [0.5] },
    },
    { shapes: [[1, 1, 3], [1, 6, 3], [1, 6, 2]], attributes: { linearBeforeReset: 1 } },
  ],
});
