// RNN and UNIDIRECTIONAL_SEQUENCE_RNN of floats: a layer whose results are arguments of its next step.

import { gemm } from "../../../network/ops/gemm.ts";
import type { Application } from "../application.ts";
import type { Operand } from "../values.ts";
import { activated } from "./activated.ts";
import { floatAt } from "./floats.ts";
import type { Operation } from "./operation.ts";
import { overSequence } from "./over-sequence.ts";

const INPUTS = { x: 0, weights: 1, recurrence: 2, bias: 3, memory: 4 } as const;

/** One step of x [batch, elements]. */
export const rnn: Operation = (application) => {
  const next = stepped(application, floatAt(application, INPUTS.x), application.input(INPUTS.memory), application.options.byte(0));
  application.hold(INPUTS.memory, next);
  return [next];
};

export const sequenceRnn: Operation = (application) =>
  overSequence(application, {
    memory: [INPUTS.memory],
    computed: "f32",
    isTimeFirst: application.options.truth(0),
    step: (step, x, [before]) => [stepped(step, x, before, step.options.byte(1))],
  });

function stepped(application: Application, x: Operand, before: Operand, activation: number): Operand {
  const ofX = application.apply(gemm, [x, floatAt(application, INPUTS.weights), floatAt(application, INPUTS.bias)], { transposeB: 1 });
  return activated(application, application.apply(gemm, [before, floatAt(application, INPUTS.recurrence), ofX], { transposeB: 1 }), activation);
}
