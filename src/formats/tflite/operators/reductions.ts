// Operators that take elements along axes together: sums, means, extremes, products, positions of extremes, softmax; of floats.

import type { Op } from "../../../network/op.ts";
import { argMax, argMin } from "../../../network/ops/arg-extreme.ts";
import { logSoftmax } from "../../../network/ops/log-softmax.ts";
import { lpNormalization } from "../../../network/ops/lp-normalization.ts";
import { multiply } from "../../../network/ops/multiply.ts";
import { reduceMax } from "../../../network/ops/reduce-max.ts";
import { reduceMean } from "../../../network/ops/reduce-mean.ts";
import { reduceMin } from "../../../network/ops/reduce-min.ts";
import { reduceProd } from "../../../network/ops/reduce-prod.ts";
import { reduceSum } from "../../../network/ops/reduce-sum.ts";
import { softmax } from "../../../network/ops/softmax.ts";
import type { Application } from "../application.ts";
import { floatAt } from "./floats.ts";
import type { Operation } from "./operation.ts";
import { refuseQuantised } from "./refuse-quantised.ts";

function reduction(op: Op): Operation {
  return (application) => {
    refuseQuantised(application, [0]);
    const axes = application.numbers(1);
    if (axes.length === 0) return [application.input(0)];
    return [application.apply(op, [application.input(0)], { axes, keepdims: application.options.byte(0) })];
  };
}

/** The first of several. */
function position(op: Op): Operation {
  return (application) => {
    refuseQuantised(application, [0]);
    const [axis] = application.numbers(1);
    return [application.apply(op, [application.input(0)], { axis, keepdims: 0 })];
  };
}

/** Of x times beta, along the last axis. */
function softmaxOf(application: Application): ReturnType<Operation> {
  refuseQuantised(application, [0]);
  const beta = application.options.float(0);
  const x = floatAt(application, 0);
  return [application.apply(softmax, [beta === 1 ? x : application.apply(multiply, [x, application.constant("beta", "f32", [], [beta])])])];
}

export const REDUCTIONS: Readonly<Record<string, Operation>> = {
  ARG_MAX: position(argMax),
  ARG_MIN: position(argMin),
  L2_NORMALIZATION: (application) => {
    refuseQuantised(application, [0]);
    return [application.apply(lpNormalization, [application.input(0)], { axis: -1, p: 2 })];
  },
  LOG_SOFTMAX: (application) => {
    refuseQuantised(application, [0]);
    return [application.apply(logSoftmax, [application.input(0)])];
  },
  MEAN: reduction(reduceMean),
  REDUCE_MAX: reduction(reduceMax),
  REDUCE_MIN: reduction(reduceMin),
  REDUCE_PROD: reduction(reduceProd),
  SOFTMAX: softmaxOf,
  SUM: reduction(reduceSum),
};
