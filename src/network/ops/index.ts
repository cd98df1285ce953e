// The ops a model may be made of. Adding one is a file beside this one and a line here.

import type { Op } from "../op.ts";
import { add } from "./add.ts";
import { argMax, argMin } from "./arg-extreme.ts";
import { compress, compressAll } from "./compress.ts";
import { concat } from "./concat.ts";
import { cumulativeProduct, cumulativeSum } from "./cumulative.ts";
import { depthToSpace } from "./depth-to-space.ts";
import { divide } from "./divide.ts";
import { dropout, keptElements, keptFactors } from "./dropout.ts";
import { expand } from "./expand.ts";
import { flatten } from "./flatten.ts";
import { gather } from "./gather.ts";
import { gatherElements } from "./gather-elements.ts";
import { gatherNd } from "./gather-nd.ts";
import { gemm } from "./gemm.ts";
import { identity } from "./identity.ts";
import { layerNormalization } from "./layer-normalization.ts";
import { leakyRelu } from "./leaky-relu.ts";
import { matmul } from "./matmul.ts";
import { meanVarianceNormalization } from "./mean-variance-normalization.ts";
import { multiply } from "./multiply.ts";
import { oneHot } from "./one-hot.ts";
import { pad } from "./pad.ts";
import { reduceL1 } from "./reduce-l1.ts";
import { reduceL2 } from "./reduce-l2.ts";
import { reduceMax } from "./reduce-max.ts";
import { reduceMean } from "./reduce-mean.ts";
import { reduceMin } from "./reduce-min.ts";
import { reduceProd } from "./reduce-prod.ts";
import { reduceSum } from "./reduce-sum.ts";
import { reduceSumSquare } from "./reduce-sum-square.ts";
import { relu } from "./relu.ts";
import { reshape } from "./reshape.ts";
import { reverseSequence } from "./reverse-sequence.ts";
import { slice } from "./slice.ts";
import { spaceToDepth } from "./space-to-depth.ts";
import { split } from "./split.ts";
import { squareRoot } from "./square-root.ts";
import { squeeze } from "./squeeze.ts";
import { subtract } from "./subtract.ts";
import { tile } from "./tile.ts";
import { topK, topKPositions } from "./top-k.ts";
import { transpose } from "./transpose.ts";
import { trilu } from "./trilu.ts";
import { unsqueeze } from "./unsqueeze.ts";

export const OPS: readonly Op[] = [
  add,
  argMax,
  argMin,
  compress,
  compressAll,
  concat,
  cumulativeProduct,
  cumulativeSum,
  depthToSpace,
  divide,
  dropout,
  keptElements,
  keptFactors,
  expand,
  flatten,
  gather,
  gatherElements,
  gatherNd,
  gemm,
  identity,
  layerNormalization,
  leakyRelu,
  matmul,
  meanVarianceNormalization,
  multiply,
  oneHot,
  pad,
  reduceL1,
  reduceL2,
  reduceMax,
  reduceMean,
  reduceMin,
  reduceProd,
  reduceSum,
  reduceSumSquare,
  relu,
  reshape,
  reverseSequence,
  slice,
  spaceToDepth,
  split,
  squareRoot,
  squeeze,
  subtract,
  tile,
  topK,
  topKPositions,
  transpose,
  trilu,
  unsqueeze,
];
