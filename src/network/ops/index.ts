// The ops a model may be made of. Adding one is a file beside this one and a line here.

import type { Op } from "../op.ts";
import { add } from "./add.ts";
import { concat } from "./concat.ts";
import { divide } from "./divide.ts";
import { dropout } from "./dropout.ts";
import { expand } from "./expand.ts";
import { flatten } from "./flatten.ts";
import { gemm } from "./gemm.ts";
import { identity } from "./identity.ts";
import { layerNormalization } from "./layer-normalization.ts";
import { leakyRelu } from "./leaky-relu.ts";
import { matmul } from "./matmul.ts";
import { meanVarianceNormalization } from "./mean-variance-normalization.ts";
import { multiply } from "./multiply.ts";
import { pad } from "./pad.ts";
import { reduceMax } from "./reduce-max.ts";
import { reduceMean } from "./reduce-mean.ts";
import { reduceMin } from "./reduce-min.ts";
import { reduceSum } from "./reduce-sum.ts";
import { relu } from "./relu.ts";
import { reshape } from "./reshape.ts";
import { slice } from "./slice.ts";
import { squareRoot } from "./square-root.ts";
import { squeeze } from "./squeeze.ts";
import { subtract } from "./subtract.ts";
import { transpose } from "./transpose.ts";
import { unsqueeze } from "./unsqueeze.ts";

export const OPS: readonly Op[] = [
  add,
  concat,
  divide,
  dropout,
  expand,
  flatten,
  gemm,
  identity,
  layerNormalization,
  leakyRelu,
  matmul,
  meanVarianceNormalization,
  multiply,
  pad,
  reduceMax,
  reduceMean,
  reduceMin,
  reduceSum,
  relu,
  reshape,
  slice,
  squareRoot,
  squeeze,
  subtract,
  transpose,
  unsqueeze,
];
