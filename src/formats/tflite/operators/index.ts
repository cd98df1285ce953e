// The operators of TensorFlow Lite that nnc reads, by their names, and in which of two ways one is computed where what it is applied to
// is quantised. Adding one is a line here, or in one of the tables that are put together here.

import { ARITHMETIC } from "./arithmetic.ts";
import { CONVERSIONS } from "./conversions.ts";
import { conv2d, depthwiseConv2d, transposeConv } from "./convolutions.ts";
import { batchMatmul, fullyConnected } from "./dense.ts";
import { ELEMENTWISE } from "./elementwise.ts";
import { FRAMES } from "./frames.ts";
import { lstm } from "./lstm.ts";
import { MOVES } from "./moves.ts";
import type { Operation } from "./operation.ts";
import { averagePool2d, maxPool2d } from "./pools.ts";
import { QUANTISED_OPERATIONS } from "./quantised/index.ts";
import { quantise } from "./quantised/quantise.ts";
import { REDUCTIONS } from "./reductions.ts";
import { isQuantised } from "./refuse-quantised.ts";
import { RESIZING } from "./resizing.ts";
import { rnn, sequenceRnn } from "./rnn.ts";
import { svdf } from "./svdf.ts";

/** Of floats, of integers that stand for themselves, and those that compute nothing, of whatever elements. */
const USUAL_OPERATIONS: ReadonlyMap<string, Operation> = new Map(Object.entries({
  ...ARITHMETIC,
  ...CONVERSIONS,
  ...ELEMENTWISE,
  ...FRAMES,
  ...MOVES,
  ...REDUCTIONS,
  ...RESIZING,
  AVERAGE_POOL_2D: averagePool2d,
  BATCH_MATMUL: batchMatmul,
  CONV_2D: conv2d,
  DEPTHWISE_CONV_2D: depthwiseConv2d,
  FULLY_CONNECTED: fullyConnected,
  MAX_POOL_2D: maxPool2d,
  QUANTIZE: quantise,
  RNN: rnn,
  SVDF: svdf,
  TRANSPOSE_CONV: transposeConv,
  UNIDIRECTIONAL_SEQUENCE_LSTM: lstm,
  UNIDIRECTIONAL_SEQUENCE_RNN: sequenceRnn,
}));

/** The names of all that are read. */
export const OPERATION_NAMES: readonly string[] = [...USUAL_OPERATIONS.keys()].sort();

/** Of operators that are applied to another input than the first: which one that is. */
const APPLIED_TO: Readonly<Record<string, number | undefined>> = { TRANSPOSE_CONV: 2 };

/** Undefined where it is not read. */
export function operationNamed(name: string): Operation | undefined {
  const usual = USUAL_OPERATIONS.get(name);
  const quantised = QUANTISED_OPERATIONS.get(name);
  if (usual === undefined || quantised === undefined) return usual;
  return (application) => (isQuantised(application, APPLIED_TO[name] ?? 0) ? quantised(application) : usual(application));
}
