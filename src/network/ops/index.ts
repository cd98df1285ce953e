// The ops a model may be made of. Adding one is a file beside this one and a line here.

import type { Op } from "../op.ts";
import { absoluteValue } from "./absolute-value.ts";
import { acos } from "./acos.ts";
import { acosh } from "./acosh.ts";
import { add } from "./add.ts";
import { argMax, argMin } from "./arg-extreme.ts";
import { asin } from "./asin.ts";
import { asinh } from "./asinh.ts";
import { atan } from "./atan.ts";
import { attention, attentionKeys, attentionScores, attentionValues } from "./attention.ts";
import { atanh } from "./atanh.ts";
import { batchNormalizationInTraining, runningMean, runningVariance } from "./batch-normalization-in-training.ts";
import { batchNormalization, batchNormalizationOfElements } from "./batch-normalization.ts";
import { betweenBlockBorders } from "./between-block-borders.ts";
import { betweenBorders } from "./between-borders.ts";
import { betweenHalves } from "./between-halves.ts";
import { bitCast } from "./bit-cast.ts";
import { bitShift } from "./bit-shift.ts";
import { bitwiseAnd, bitwiseNot, bitwiseOr, bitwiseXor } from "./bitwise.ts";
import { atLeast, atMost, clip } from "./bounds.ts";
import { castLike } from "./cast-like.ts";
import { cast } from "./cast.ts";
import { causalConv, causalConvState } from "./causal-conv.ts";
import { ceil } from "./ceil.ts";
import { cellBlock } from "./cell-block.ts";
import { cellBorder } from "./cell-border.ts";
import { cellEntry } from "./cell-entry.ts";
import { cellOf } from "./cell-of.ts";
import { cellPlace } from "./cell-place.ts";
import { celu } from "./celu.ts";
import { centerCropPad } from "./center-crop-pad.ts";
import { clipTo } from "./clip-to.ts";
import { convInteger } from "./integers/conv-integer.ts";
import { equal, greater, greaterOrEqual, less, lessOrEqual } from "./comparisons.ts";
import { compress, compressAll } from "./compress.ts";
import { concat } from "./concat.ts";
import { contract } from "./contract.ts";
import { averagePool } from "./average-pool.ts";
import { convTranspose } from "./conv-transpose.ts";
import { conv } from "./conv.ts";
import { cos } from "./cos.ts";
import { cosh } from "./cosh.ts";
import { cumulativeProduct, cumulativeSum } from "./cumulative.ts";
import { depthToSpace } from "./depth-to-space.ts";
import { dequantizeLinear } from "./dequantize-linear.ts";
import { dft } from "./dft.ts";
import { divide } from "./divide.ts";
import { dropout, keptElements, keptFactors } from "./dropout.ts";
import { dynamicQuantizeLinear, dynamicScale, dynamicZeroPoint } from "./dynamic-quantize-linear.ts";
import { einsum } from "./einsum.ts";
import { elementAfter } from "./element-after.ts";
import { elu } from "./elu.ts";
import { erf } from "./erf.ts";
import { exp } from "./exp.ts";
import { expand } from "./expand.ts";
import { flatten } from "./flatten.ts";
import { integerProducts } from "./integers/integer-products.ts";
import { integerSum } from "./integers/integer-sum.ts";
import { isInfinite, isNan } from "./float-kinds.ts";
import { floor } from "./floor.ts";
import { gatherElements } from "./gather-elements.ts";
import { gatherNd } from "./gather-nd.ts";
import { gather } from "./gather.ts";
import { geluTanh } from "./gelu-tanh.ts";
import { gelu } from "./gelu.ts";
import { gemm } from "./gemm.ts";
import { globalAveragePool, globalLpPool, globalMaxPool } from "./global-pools.ts";
import { greatest } from "./greatest.ts";
import { lpPool } from "./lp-pool.ts";
import { matmulInteger } from "./integers/matmul-integer.ts";
import { maxPoolPositions } from "./max-pool-positions.ts";
import { maxPool } from "./max-pool.ts";
import { groupNormalization } from "./group-normalization.ts";
import { gru, gruHidden } from "./gru.ts";
import { hardSigmoid } from "./hard-sigmoid.ts";
import { hardSwish } from "./hard-swish.ts";
import { hardmax, hardmaxOfFurtherAxes } from "./hardmax.ts";
import { identity } from "./identity.ts";
import { instanceNormalization } from "./instance-normalization.ts";
import { layerInverseDeviation, layerMean, layerNormalization } from "./layer-normalization.ts";
import { leakyRelu } from "./leaky-relu.ts";
import { linearAttention, linearAttentionState } from "./linear-attention.ts";
import { localResponseNormalization } from "./local-response-normalization.ts";
import { logSoftmax, logSoftmaxOfFurtherAxes } from "./log-softmax.ts";
import { log } from "./log.ts";
import { and, not, or, xor } from "./logic.ts";
import { lpNormalization } from "./lp-normalization.ts";
import { lstm, lstmCell, lstmHidden } from "./lstm.ts";
import { matmul } from "./matmul.ts";
import { maxOf } from "./max-of.ts";
import { meanOf } from "./mean-of.ts";
import { meanVarianceNormalization } from "./mean-variance-normalization.ts";
import { minOf } from "./min-of.ts";
import { mish } from "./mish.ts";
import { modulo } from "./modulo.ts";
import { multiply } from "./multiply.ts";
import { nanOutside } from "./nan-outside.ts";
import { negate } from "./negate.ts";
import { negativeLogLikelihoodLoss } from "./negative-log-likelihood-loss.ts";
import { oneHot } from "./one-hot.ts";
import { pad } from "./pad.ts";
import { padWith } from "./pad-with.ts";
import { piecewiseLinear } from "./piecewise-linear.ts";
import { power } from "./power.ts";
import { prelu } from "./prelu.ts";
import { qLinearConv } from "./integers/q-linear-conv.ts";
import { qLinearGlobalAveragePool } from "./integers/q-linear-global-average-pool.ts";
import { qLinearMatmul } from "./integers/q-linear-matmul.ts";
import { quantizeLinear } from "./quantize-linear.ts";
import { reciprocal } from "./reciprocal.ts";
import { reduceL1 } from "./reduce-l1.ts";
import { reduceL2 } from "./reduce-l2.ts";
import { reduceLogSumExp } from "./reduce-log-sum-exp.ts";
import { reduceLogSum } from "./reduce-log-sum.ts";
import { reduceMax } from "./reduce-max.ts";
import { reduceMean } from "./reduce-mean.ts";
import { reduceMin } from "./reduce-min.ts";
import { reduceProd } from "./reduce-prod.ts";
import { reduceSumSquare } from "./reduce-sum-square.ts";
import { reduceSum } from "./reduce-sum.ts";
import { relu } from "./relu.ts";
import { dividedToNearest } from "./integers/divided-to-nearest.ts";
import { placesOfSum, reciprocalOfSum, shareOfSum } from "./integers/fixed-point-softmax.ts";
import { fromZero } from "./integers/from-zero.ts";
import { narrowed } from "./integers/narrowed.ts";
import { quantizedAway } from "./integers/quantized-away.ts";
import { requantized } from "./integers/requantized.ts";
import { reshape } from "./reshape.ts";
import { resize } from "./resize.ts";
import { reverseSequence } from "./reverse-sequence.ts";
import { rmsNormalization } from "./rms-normalization.ts";
import { rnn, rnnHidden } from "./rnn.ts";
import { rotaryEmbedding } from "./rotary-embedding.ts";
import { round } from "./round.ts";
import { scaledByFixedPoint } from "./integers/scaled-by-fixed-point.ts";
import { scatterElements, scatterNd } from "./scatter.ts";
import { segmentByGrid } from "./segment-by-grid.ts";
import { segmentBySearch } from "./segment-by-search.ts";
import { segmentLine } from "./segment-line.ts";
import { selu } from "./selu.ts";
import { shrink } from "./shrink.ts";
import { sigmoid } from "./sigmoid.ts";
import { sign } from "./sign.ts";
import { sin } from "./sin.ts";
import { sinh } from "./sinh.ts";
import { castToSixteenBits } from "./sixteen-bits.ts";
import { slice } from "./slice.ts";
import { crossEntropyLogProbabilities, softmaxCrossEntropyLoss } from "./softmax-cross-entropy-loss.ts";
import { softmax, softmaxOfFurtherAxes } from "./softmax.ts";
import { softplus } from "./softplus.ts";
import { softsign } from "./softsign.ts";
import { spaceToDepth } from "./space-to-depth.ts";
import { split } from "./split.ts";
import { squareRoot } from "./square-root.ts";
import { squeeze } from "./squeeze.ts";
import { stepPast } from "./step-past.ts";
import { stft } from "./stft.ts";
import { subtract } from "./subtract.ts";
import { sumOf } from "./sum-of.ts";
import { swiglu } from "./swiglu.ts";
import { swish } from "./swish.ts";
import { tan } from "./tan.ts";
import { tanh } from "./tanh.ts";
import { tensorScatter } from "./tensor-scatter.ts";
import { thresholdedRelu } from "./thresholded-relu.ts";
import { tile } from "./tile.ts";
import { topK, topKPositions } from "./top-k.ts";
import { transpose } from "./transpose.ts";
import { trilu } from "./trilu.ts";
import { unsqueeze } from "./unsqueeze.ts";
import { where } from "./where.ts";
import { withSign } from "./with-sign.ts";
import { within } from "./within.ts";
import { convolve, convolveEach, convolveGroups } from "./windows/convolve.ts";
import { interleave } from "./windows/interleave.ts";
import { windowPosition } from "./windows/window-position.ts";
import { windowMaximum, windowMaximumOfIntegers, windowSum, windowSumOfIntegers } from "./windows/window-reductions.ts";

export const OPS: readonly Op[] = [
  absoluteValue,
  acos,
  acosh,
  add,
  and,
  argMax,
  argMin,
  asin,
  asinh,
  atan,
  atanh,
  attention,
  attentionKeys,
  attentionScores,
  attentionValues,
  atLeast,
  atMost,
  batchNormalization,
  batchNormalizationInTraining,
  batchNormalizationOfElements,
  betweenBlockBorders,
  betweenBorders,
  betweenHalves,
  bitCast,
  bitShift,
  bitwiseAnd,
  bitwiseNot,
  bitwiseOr,
  bitwiseXor,
  cast,
  castLike,
  castToSixteenBits,
  causalConv,
  causalConvState,
  ceil,
  cellBlock,
  cellBorder,
  cellEntry,
  cellOf,
  cellPlace,
  celu,
  centerCropPad,
  clip,
  clipTo,
  compress, compressAll,
  concat,
  contract,
  averagePool,
  conv,
  convInteger,
  convTranspose,
  convolve,
  convolveEach,
  convolveGroups,
  cos,
  cosh,
  crossEntropyLogProbabilities,
  cumulativeProduct,
  cumulativeSum,
  depthToSpace,
  dequantizeLinear,
  dft,
  divide,
  dropout,
  dynamicQuantizeLinear,
  dynamicScale,
  dynamicZeroPoint,
  einsum,
  elementAfter,
  elu,
  equal,
  erf,
  exp,
  expand,
  flatten,
  floor,
  gather,
  gatherElements,
  gatherNd,
  gelu,
  geluTanh,
  gemm,
  greater,
  greaterOrEqual,
  globalAveragePool,
  globalLpPool,
  globalMaxPool,
  greatest,
  integerProducts,
  integerSum,
  interleave,
  lpPool,
  lstm, lstmCell, lstmHidden,
  matmulInteger,
  maxPool, maxPoolPositions,
  qLinearConv,
  qLinearGlobalAveragePool,
  qLinearMatmul,
  requantized,
  dividedToNearest,
  fromZero,
  narrowed,
  placesOfSum,
  quantizedAway,
  reciprocalOfSum,
  shareOfSum,
  windowSumOfIntegers,
  scaledByFixedPoint,
  windowMaximum, windowMaximumOfIntegers,
  windowPosition,
  windowSum,
  groupNormalization,
  gru, gruHidden,
  hardmax, hardmaxOfFurtherAxes,
  hardSigmoid,
  hardSwish,
  identity,
  instanceNormalization,
  isInfinite,
  isNan,
  keptElements,
  keptFactors,
  layerInverseDeviation,
  layerMean,
  layerNormalization,
  leakyRelu,
  less,
  lessOrEqual,
  linearAttention,
  linearAttentionState,
  localResponseNormalization,
  log,
  logSoftmax,
  logSoftmaxOfFurtherAxes,
  lpNormalization,
  matmul,
  maxOf,
  meanOf,
  meanVarianceNormalization,
  minOf,
  mish,
  modulo,
  multiply,
  nanOutside,
  negate,
  negativeLogLikelihoodLoss,
  not,
  oneHot,
  or,
  pad,
  padWith,
  piecewiseLinear,
  power,
  prelu,
  quantizeLinear,
  reciprocal,
  reduceL1,
  reduceL2,
  reduceLogSum,
  reduceLogSumExp,
  reduceMax,
  reduceMean,
  reduceMin,
  reduceProd,
  reduceSum,
  reduceSumSquare,
  relu,
  reshape,
  resize,
  reverseSequence,
  rmsNormalization,
  rnn, rnnHidden,
  rotaryEmbedding,
  round,
  runningMean,
  runningVariance,
  scatterElements,
  scatterNd,
  segmentByGrid,
  segmentBySearch,
  segmentLine,
  selu,
  shrink,
  sigmoid,
  sign,
  sin,
  sinh,
  slice,
  softmax,
  softmaxCrossEntropyLoss,
  softmaxOfFurtherAxes,
  softplus,
  softsign,
  spaceToDepth,
  split,
  squareRoot,
  squeeze,
  stepPast,
  stft,
  subtract,
  sumOf,
  swiglu,
  swish,
  tan,
  tanh,
  tensorScatter,
  thresholdedRelu,
  tile,
  topK,
  topKPositions,
  transpose,
  trilu,
  unsqueeze,
  where,
  within,
  withSign,
  xor,
];
