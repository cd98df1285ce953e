// UNIDIRECTIONAL_SEQUENCE_LSTM of int8: the cell remembers int16, the sums of its gates are of int16 as well, each of 12 bits behind the point.

import { add } from "../../../../network/ops/add.ts";
import { castCode } from "../../../../network/ops/cast.ts";
import { fromZero } from "../../../../network/ops/integers/from-zero.ts";
import { narrowed } from "../../../../network/ops/integers/narrowed.ts";
import { integerProducts } from "../../../../network/ops/integers/integer-products.ts";
import { multiply } from "../../../../network/ops/multiply.ts";
import { transpose } from "../../../../network/ops/transpose.ts";
import type { Application } from "../../application.ts";
import { oneScaleOf } from "../../quantisation.ts";
import { Unsupported, type Operand } from "../../values.ts";
import { FUSED } from "../activated.ts";
import { cellOptions, GATES, LSTM_MEMORY, lstmSequence, type Gate } from "../lstm.ts";
import type { Operation } from "../operation.ts";
import { biasLessZero, knownWeights } from "./known-weights.ts";
import { rangeOf, requantised, stored, type Range } from "./requantised.ts";
import { logisticOfWords, tanhOfWords, type Steps } from "./sigmoid-lines.ts";

/** Of sums, and of what the gates make of them. */
const [SUM_SCALE, GATE_SCALE] = [2 ** -12, 2 ** -15];
/** Behind the point of what the functions of gates are given; they count 12,288ths. */
const SUM_STEPS: Steps = { factor: 3, places: 0 };
const WORDS = { scalar: "i16", zero: 0, least: -(2 ** 15), greatest: 2 ** 15 - 1 } as const;

export const quantisedLstm: Operation = (application) => {
  const { activation, bound } = cellOptions(application);
  if (activation !== FUSED.TANH) throw new Unsupported(`its activation, number ${activation}, is not tanh`);
  const x = oneScaleOf(application.tensor(0));
  const hidden = rangeOf(application.tensor(LSTM_MEMORY.hidden), FUSED.NONE, ["i8"]);
  const cell = rangeOf(application.tensor(LSTM_MEMORY.cell), FUSED.NONE, ["i16"]);
  // What is remembered has one type while it is computed.
  const kept: Range = { ...hidden, scalar: "i16" };
  return lstmSequence(application, "i16", (step, given, [h, c]) => {
    const sum = ({ weights, recurrence, bias }: Gate): Operand => {
      const ofX = sumsOf(step, given, { position: weights, bias: step.input(bias), ...x });
      const ofHidden = sumsOf(step, h, { position: recurrence, bias: undefined, scale: hidden.scale, zeroPoint: hidden.zero });
      return plus(step, ofX, ofHidden);
    };
    const gate = (positions: Gate): Operand => logisticOfWords(step, sum(positions), SUM_STEPS);
    const keptCell = product(step, gate(GATES.forget), c, cell, cell.scale);
    const added = product(step, gate(GATES.input), tanhOfWords(step, sum(GATES.cell), SUM_STEPS), cell, GATE_SCALE);
    const next = clipped(step, plus(step, keptCell, added), bound, cell.scale);
    return [product(step, gate(GATES.output), tanhOfWords(step, next, stepsOfCell(cell.scale)), kept, GATE_SCALE), next];
  });
};

interface Factor {
  /** Of the weights. */
  readonly position: number;
  readonly bias: Operand | undefined;
  /** Of what they are multiplied with. */
  readonly scale: number;
  readonly zeroPoint: number;
}

/** As int16. The scales are multiplied in float32. */
function sumsOf(application: Application, x: Operand, { position, bias, scale, zeroPoint }: Factor): Operand {
  const weights = knownWeights(application, position, 0);
  const turned = application.apply(transpose, [weights], { perm: [1, 0] });
  const sums = application.apply(integerProducts, [x, turned, biasLessZero(application, { weights, zeroPoint, bias })]);
  const factor = Math.fround(scale * oneScaleOf(application.tensor(position)).scale) / SUM_SCALE;
  return requantised(application, sums, [factor], { ...WORDS, scale: SUM_SCALE });
}

/** Of two arrays of int16, within int16. */
function plus(application: Application, one: Operand, other: Operand): Operand {
  const [a, b] = [one, other].map((operand) => application.apply(fromZero, [operand]));
  return application.apply(narrowed, [application.apply(add, [a, b])], { zero: 0, least: WORDS.least, greatest: WORDS.greatest, to: castCode("i16") });
}

/** @param scale of the other one; one is what a gate gives. */
function product(application: Application, one: Operand, other: Operand, range: Range, scale: number): Operand {
  const [a, b] = [one, other].map((operand) => application.apply(fromZero, [operand]));
  return requantised(application, application.apply(multiply, [a, b]), [(GATE_SCALE * scale) / range.scale], range);
}

function clipped(application: Application, cell: Operand, bound: number, scale: number): Operand {
  if (bound === 0) return cell;
  const most = Math.trunc(Math.min(bound / scale, WORDS.greatest));
  return stored(application, application.apply(fromZero, [cell]), { ...WORDS, scale, least: -most, greatest: most });
}

/** Scales of what the cell remembers are powers of 2. */
function stepsOfCell(scale: number): Steps {
  const power = Math.round(Math.log2(scale));
  if (Math.abs(scale / 2 ** power - 1) > 1e-3) throw new Unsupported(`what its cell remembers has the scale ${scale}, which is no power of 2`);
  const left = 12 + power;
  return left >= 0 ? { factor: 3 * 2 ** left, places: 0 } : { factor: 3, places: -left };
}
