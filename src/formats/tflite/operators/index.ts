// The operators of TensorFlow Lite that nnc reads, by their names. Adding one is a line here, or in one of the tables that are put together here.

import { ARITHMETIC } from "./arithmetic.ts";
import { CONVERSIONS } from "./conversions.ts";
import { conv2d, depthwiseConv2d, transposeConv } from "./convolutions.ts";
import { batchMatmul, fullyConnected } from "./dense.ts";
import { ELEMENTWISE } from "./elementwise.ts";
import { FRAMES } from "./frames.ts";
import { MOVES } from "./moves.ts";
import type { Operation } from "./operation.ts";
import { averagePool2d, maxPool2d } from "./pools.ts";
import { REDUCTIONS } from "./reductions.ts";
import { RESIZING } from "./resizing.ts";

export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(Object.entries({
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
  TRANSPOSE_CONV: transposeConv,
}));
