// Networks that are made for the targets: layers of random parameters, the same every time, and every kernel side by side.

import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { absoluteValue } from "../../src/network/ops/absolute-value.ts";
import { acos } from "../../src/network/ops/acos.ts";
import { acosh } from "../../src/network/ops/acosh.ts";
import { asin } from "../../src/network/ops/asin.ts";
import { asinh } from "../../src/network/ops/asinh.ts";
import { atan } from "../../src/network/ops/atan.ts";
import { atanh } from "../../src/network/ops/atanh.ts";
import { ceil } from "../../src/network/ops/ceil.ts";
import { concat } from "../../src/network/ops/concat.ts";
import { cos } from "../../src/network/ops/cos.ts";
import { cosh } from "../../src/network/ops/cosh.ts";
import { elu } from "../../src/network/ops/elu.ts";
import { erf } from "../../src/network/ops/erf.ts";
import { exp } from "../../src/network/ops/exp.ts";
import { floor } from "../../src/network/ops/floor.ts";
import { gelu } from "../../src/network/ops/gelu.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { log } from "../../src/network/ops/log.ts";
import { power } from "../../src/network/ops/power.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { round } from "../../src/network/ops/round.ts";
import { sigmoid } from "../../src/network/ops/sigmoid.ts";
import { sign } from "../../src/network/ops/sign.ts";
import { sin } from "../../src/network/ops/sin.ts";
import { sinh } from "../../src/network/ops/sinh.ts";
import { softmax } from "../../src/network/ops/softmax.ts";
import { softplus } from "../../src/network/ops/softplus.ts";
import { squareRoot } from "../../src/network/ops/square-root.ts";
import { tan } from "../../src/network/ops/tan.ts";
import { tanh } from "../../src/network/ops/tanh.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";

const ORIGIN = { file: "targets", place: "a network of the targets" };

/** Softplus has log1p of it, elu expm1, gelu the normal distribution. */
const OF_ONE: readonly Op[] = [
  absoluteValue, acos, acosh, asin, asinh, atan, atanh, ceil, cos, cosh, elu, erf, exp, floor, gelu, log, round, sigmoid, sign, sin, sinh, softplus,
  squareRoot, tan, tanh,
];

export function tanhAndSigmoid(): Network {
  return layered([2, 8, 8, 2], [tanh, sigmoid, undefined]);
}

export function classifier(): Network {
  return layered([4, 8, 3], [relu, softmax]);
}

/** Of one number x: each function of it, then x^2.5. */
export function everyKernel(): Network {
  const builder = new NetworkBuilder();
  const x = builder.input("x", [1, 1], ORIGIN);
  const exponent = builder.parameter("exponent", [1, 1], Float32Array.of(2.5), ORIGIN);
  const ones = OF_ONE.map((op) => builder.operation(op, [x], op.attributes, `of.${op.name}`, ORIGIN));
  const powers = builder.operation(power, [x, exponent], {}, "of.power", ORIGIN);
  return builder.finish([builder.operation(concat, [...ones, powers], { axis: 1 }, "y", ORIGIN)]);
}

/** Weights from N(0, 1/inputs), biases from N(0, 1/100); after each layer the op of its place, where there is one. */
function layered(widths: readonly number[], after: readonly (Op | undefined)[]): Network {
  const random = new RandomGenerator(1);
  const builder = new NetworkBuilder();
  let value: ValueId = builder.input("x", [1, widths[0]], ORIGIN);
  widths.slice(1).forEach((outputs, place) => {
    const inputs = widths[place];
    const name = `l${place + 1}`;
    const weights = Float32Array.from({ length: outputs * inputs }, () => random.normal() / Math.sqrt(inputs));
    const w = builder.parameter(`${name}.W`, [outputs, inputs], weights, ORIGIN);
    const b = builder.parameter(`${name}.b`, [outputs], Float32Array.from({ length: outputs }, () => random.normal() / 10), ORIGIN);
    value = builder.operation(gemm, [value, w, b], { transposeB: 1 }, name, ORIGIN);
    const op = after[place];
    if (op !== undefined) value = builder.operation(op, [value], { ...op.attributes, ...(op === softmax ? { axis: 1 } : {}) }, `${name}.h`, ORIGIN);
  });
  return builder.finish([value]);
}
