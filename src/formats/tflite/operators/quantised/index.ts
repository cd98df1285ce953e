// The operators of TensorFlow Lite that compute with quantised arrays, by their names.

import type { Operation } from "../operation.ts";
import { QUANTISED_ARITHMETIC } from "./arithmetic.ts";
import { requantise } from "./quantise.ts";
import { quantisedLstm } from "./lstm.ts";
import { quantisedSoftmax } from "./softmax.ts";
import { quantisedConv2d, quantisedDepthwiseConv2d, quantisedFullyConnected, quantisedTransposeConv } from "./sums.ts";
import { quantisedSvdf } from "./svdf.ts";
import { QUANTISED_TABLES } from "./tables.ts";
import { QUANTISED_WINDOWS_AND_AXES } from "./windows-and-axes.ts";

export const QUANTISED_OPERATIONS: ReadonlyMap<string, Operation> = new Map(Object.entries({
  ...QUANTISED_ARITHMETIC,
  ...QUANTISED_TABLES,
  ...QUANTISED_WINDOWS_AND_AXES,
  CONV_2D: quantisedConv2d,
  DEPTHWISE_CONV_2D: quantisedDepthwiseConv2d,
  FULLY_CONNECTED: quantisedFullyConnected,
  QUANTIZE: requantise,
  SOFTMAX: quantisedSoftmax,
  SVDF: quantisedSvdf,
  TRANSPOSE_CONV: quantisedTransposeConv,
  UNIDIRECTIONAL_SEQUENCE_LSTM: quantisedLstm,
}));
