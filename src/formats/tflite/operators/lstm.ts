// UNIDIRECTIONAL_SEQUENCE_LSTM of floats, and what it shares with that of integers: which arrays are given and what the options say.

import { add } from "../../../network/ops/add.ts";
import { clipTo } from "../../../network/ops/clip-to.ts";
import { gemm } from "../../../network/ops/gemm.ts";
import { multiply } from "../../../network/ops/multiply.ts";
import { sigmoid } from "../../../network/ops/sigmoid.ts";
import { subtract } from "../../../network/ops/subtract.ts";
import type { Scalar } from "../../../program/scalar.ts";
import type { Application } from "../application.ts";
import { Unsupported, type Operand } from "../values.ts";
import { activated } from "./activated.ts";
import { floatAt } from "./floats.ts";
import type { Operation } from "./operation.ts";
import { overSequence, type Step } from "./over-sequence.ts";

/** What is remembered, among the inputs. */
export const LSTM_MEMORY = { hidden: 18, cell: 19 } as const;

/** The positions of a gate's arrays among the inputs. */
export interface Gate {
  readonly weights: number;
  readonly recurrence: number;
  readonly bias: number;
}

export const GATES = {
  input: { weights: 1, recurrence: 5, bias: 12 },
  forget: { weights: 2, recurrence: 6, bias: 13 },
  cell: { weights: 3, recurrence: 7, bias: 14 },
  output: { weights: 4, recurrence: 8, bias: 15 },
} as const satisfies Readonly<Record<string, Gate>>;

/** What other kinds of LSTM have. */
const FURTHER: readonly { readonly positions: readonly number[]; readonly what: string }[] = [
  { positions: [9, 10, 11], what: "peepholes" },
  { positions: [16, 17], what: "a projection" },
  { positions: [20, 21, 22, 23], what: "a normalisation of its sums" },
];

export const lstm: Operation = (application) => lstmSequence(application, "f32", step);

const step: Step = (application, x, [hidden, cell]) => {
  const { activation, bound } = cellOptions(application);
  const sumOf = ({ weights, recurrence, bias }: Gate): Operand => {
    const ofX = application.apply(gemm, [x, floatAt(application, weights), floatAt(application, bias)], { transposeB: 1 });
    return application.apply(gemm, [hidden, floatAt(application, recurrence), ofX], { transposeB: 1 });
  };
  const gate = (positions: Gate): Operand => application.apply(sigmoid, [sumOf(positions)]);
  const forget = gate(GATES.forget);
  const isCoupled = application.optional(GATES.input.weights) === undefined;
  const input = isCoupled ? application.apply(subtract, [application.constant("one", "f32", [], [1]), forget]) : gate(GATES.input);
  const candidate = activated(application, sumOf(GATES.cell), activation);
  const added = application.apply(add, [application.apply(multiply, [forget, cell]), application.apply(multiply, [input, candidate])]);
  const next = bound > 0 ? application.apply(clipTo, [added], { low: -bound, high: bound }) : added;
  return [application.apply(multiply, [gate(GATES.output), activated(application, next, activation)]), next];
};

/** The activation, and the bound of what the cell remembers: 0 where there is none. */
export function cellOptions({ options }: Application): { readonly activation: number; readonly bound: number } {
  return { activation: options.byte(0), bound: options.float(1) };
}

/** @param computed the type of what is remembered while steps are computed. */
export function lstmSequence(application: Application, computed: Scalar, of: Step): readonly Operand[] {
  const further = FURTHER.find(({ positions }) => positions.some((position) => application.optional(position) !== undefined));
  if (further !== undefined) throw new Unsupported(`it has ${further.what}, which is not supported`);
  return overSequence(application, { memory: [LSTM_MEMORY.hidden, LSTM_MEMORY.cell], computed, isTimeFirst: application.options.truth(3), step: of });
}
