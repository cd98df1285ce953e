// AVERAGE_POOL_2D, MAX_POOL_2D, MEAN, SUM, REDUCE_MAX, REDUCE_MIN, ARG_MAX and ARG_MIN on quantised arrays.

import type { Op } from "../../../../network/op.ts";
import { argMax, argMin } from "../../../../network/ops/arg-extreme.ts";
import { dividedToNearest } from "../../../../network/ops/integers/divided-to-nearest.ts";
import { fromZero } from "../../../../network/ops/integers/from-zero.ts";
import { reduceMax } from "../../../../network/ops/reduce-max.ts";
import { reduceMin } from "../../../../network/ops/reduce-min.ts";
import { reduceSum } from "../../../../network/ops/reduce-sum.ts";
import { elementsOfWindows } from "../../../../network/ops/windows/average-of-windows.ts";
import { framed, stepsOf } from "../../../../network/ops/windows/channels-last.ts";
import { windowMaximumOfIntegers, windowSumOfIntegers } from "../../../../network/ops/windows/window-reductions.ts";
import { elementCount } from "../../../../network/shape.ts";
import { SCALARS } from "../../../../program/scalar.ts";
import type { Application } from "../../application.ts";
import { oneScaleOf } from "../../quantisation.ts";
import { Unsupported, type Operand } from "../../values.ts";
import { FUSED } from "../activated.ts";
import { axisWithin } from "../moves.ts";
import type { Operation } from "../operation.ts";
import { poolWindows } from "../pools.ts";
import { BYTES_AND_WORDS, checkedMultiplier, rangeOf, scaledBy, stored } from "./requantised.ts";
import { sameScale } from "./same-scale.ts";

const averagePool: Operation = (application) => {
  const axes = poolWindows(application);
  sameScale(application, [0]);
  const range = rangeOf(application.outputs[0], application.options.byte(5), BYTES_AND_WORDS);
  const sums = pooled(application, windowSumOfIntegers, 0);
  const products = elementsOfWindows(axes, false).reduce<readonly number[]>((all, along) => all.flatMap((one) => along.map((other) => one * other)), [1]);
  const isOne = new Set(products).size === 1;
  const counts = application.constant("counts", "i32", isOne ? [] : [...axes.map(({ count }) => count), 1], isOne ? products.slice(0, 1) : products);
  return [stored(application, application.apply(dividedToNearest, [sums, counts]), { ...range, zero: 0 })];
};

const maxPool: Operation = (application) => {
  sameScale(application, [0]);
  const range = rangeOf(application.outputs[0], application.options.byte(5), BYTES_AND_WORDS);
  const { least } = SCALARS[application.scalarOf(application.input(0))];
  const found = pooled(application, windowMaximumOfIntegers, least);
  return [stored(application, application.apply(fromZero, [found]), { ...range, zero: 0 })];
};

function pooled(application: Application, op: Op, filling: number): Operand {
  const axes = poolWindows(application);
  return application.written([application.input(0)], (builder, [x], { name, origin }) => {
    const within = framed(builder, x, axes, filling, origin);
    return builder.operation(op, [within], { kernel: axes.map(({ kernel }) => kernel), ...stepsOf(axes) }, name, origin);
  });
}

/** As i32. */
function numbersOf(application: Application): Operand {
  return application.apply(fromZero, [application.input(0)]);
}

/** The sums are multiplied by the ratio of the scales; of a mean the multiplier is divided by how many elements there are, and cut off. */
function sumOver(isMean: boolean): Operation {
  return (application) => {
    const [{ scale, zeroPoint }, range] = [oneScaleOf(application.tensor(0)), rangeOf(application.outputs[0], FUSED.NONE, BYTES_AND_WORDS)];
    const shape = application.shapeOf(application.input(0));
    const axes = application.numbers(1).map((axis) => axisWithin(axis, shape.length));
    const count = elementCount(axes.map((axis) => shape[axis]));
    if (axes.length === 0 || count === 0) throw new Unsupported("it has no axes, or no elements along them");
    const whole = application.apply(fromZero, [application.input(0)], { zero: zeroPoint });
    const sums = application.apply(reduceSum, [whole], { axes, keepdims: application.options.byte(0) });
    const { mantissa, shift } = checkedMultiplier(scale / range.scale);
    const places = Math.min(Math.floor(Math.log2(count)), 32, 31 + shift);
    const multiplier = isMean ? { mantissa: Number((BigInt(mantissa) << BigInt(places)) / BigInt(count)), shift: shift - places } : { mantissa, shift };
    return [stored(application, scaledBy(application, sums, [multiplier]), range)];
  };
}

function extreme(op: Op): Operation {
  return (application) => {
    sameScale(application, [0]);
    const found = application.apply(op, [numbersOf(application)], { axes: application.numbers(1), keepdims: application.options.byte(0) });
    return [stored(application, found, { ...rangeOf(application.outputs[0], FUSED.NONE, BYTES_AND_WORDS), zero: 0 })];
  };
}

function position(op: Op): Operation {
  return (application) => [application.apply(op, [numbersOf(application)], { axis: application.numbers(1)[0], keepdims: 0 })];
}

export const QUANTISED_WINDOWS_AND_AXES: Readonly<Record<string, Operation>> = {
  ARG_MAX: position(argMax),
  ARG_MIN: position(argMin),
  AVERAGE_POOL_2D: averagePool,
  MAX_POOL_2D: maxPool,
  MEAN: sumOver(true),
  REDUCE_MAX: extreme(reduceMax),
  REDUCE_MIN: extreme(reduceMin),
  SUM: sumOver(false),
};
