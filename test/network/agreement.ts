// Whether what an op computes, lowered and interpreted, is what the naive evaluation computes, and what is computed of constants.

import { expect } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import type { Attributes } from "../../src/network/attributes.ts";
import { evaluateOp } from "../../src/network/evaluate/evaluate-network.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Op } from "../../src/network/op.ts";
import type { Shape } from "../../src/network/shape.ts";
import { elementCount } from "../../src/network/shape.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { expandComposites } from "../../src/passes/expand-composites.ts";
import { interpretValues } from "../../src/program/interpret.ts";
import type { Scalar, Values } from "../../src/program/scalar.ts";
import { ORIGIN } from "../fixtures.ts";
import { unitsApart } from "../standard/units-apart.ts";
import { argumentValues, specialValues } from "./argument-values.ts";
import { evaluateNaively } from "./naive.ts";

/**
 * Between results of ops that are made of elementary functions and the nearest float32, at most; others have the same bits.
 *
 * An operation that rounds adds a relative error of u = 2^-24, a kernel that is off by k units in the last place one of 2·k·u, and a number that is
 * off by r·u of itself is off by fewer than r units, and from the nearest float32 by r + ½ at the most. Of expm1 k is 0.82, of exp 0.91
 * (docs/verification.md). Added up:
 *
 * - elu, celu: expm1 and a product, 1.64 + 1; x/alpha is rounded in the naive evaluation as well. selu: one product more.
 * - swish: x·g·(g / (g·g + 1)) with g = e^(t/2), twice g's 1.82 and the four operations that matter where g is small. gelu_tanh is the same with a
 *   g of 4.1, for its exponent is a sum of two numbers. swiglu: swish, the product, and the gate's rounding in the naive evaluation, where the
 *   gate is not subnormal.
 * - mish: x·r·(w + 2)/(w·(w + 2) + 2)·r with r = e^(x/2), twice r's 1.82 and six operations.
 * - gelu: twice 1.82, 1.7 of the polynomial's coefficients, 2.3 of its sum, 1.8 of its argument, and seven operations.
 *
 * How far activations are off at the most is in accuracy.test.ts.
 */
export const UNITS: Readonly<Partial<Record<string, number>>> = {
  acos: 1,
  acosh: 1,
  asin: 1,
  asinh: 1,
  atan: 1,
  atanh: 1,
  celu: 3,
  cos: 1,
  cosh: 1,
  elu: 3,
  erf: 1,
  exp: 1,
  gelu: 17,
  gelu_tanh: 12,
  log: 1,
  lp_pool: 3,
  mish: 10,
  power: 1,
  selu: 4,
  sigmoid: 1,
  sin: 1,
  sinh: 1,
  softplus: 1,
  swiglu: 10,
  swish: 8,
  tan: 1,
  tanh: 1,
};

export interface Call {
  readonly shapes: readonly Shape[];
  /** Of the arguments. */
  readonly scalars: readonly Scalar[];
  readonly attributes: Attributes;
}

/** Applies an op to inputs; the results by the program, by naive float32 and by naive float64. */
export function apply(op: Op, { shapes, scalars, attributes }: Call, inputs: readonly Values[]) {
  const builder = new NetworkBuilder();
  const args = shapes.map((shape, position) => builder.input(`x${position}`, shape, ORIGIN, scalars[position]));
  const network = builder.finish([builder.operation(op, args, attributes, "y", ORIGIN)]);
  const [computed] = interpretValues(lower(expandComposites(network)), inputs, 1);
  const [rounded] = evaluateNaively(network, inputs, Math.fround);
  const [exact] = evaluateNaively(network, inputs, (value) => value);
  const known = inputs.map((data, position) => ({ scalar: scalars[position], shape: shapes[position], data }));
  const constants = evaluateOp(op, known, attributes, ORIGIN);
  return { shape: network.values[network.outputs[0].value].shape, computed, constants, rounded, exact };
}

/** Of the program and of what is computed of constants, and with the naive result. */
export function expectAgreement(op: Op, call: Call, seed: number): void {
  const random = new RandomGenerator(seed);
  const { shapes, scalars } = call;
  const ordinary = shapes.map((shape, position) => argumentValues(scalars[position], elementCount(shape), random));
  const special = shapes.map((shape, position) => specialValues(scalars[position], elementCount(shape), random));
  for (const inputs of [ordinary, special]) {
    const { shape, computed, constants, rounded } = apply(op, call, inputs);
    const units = UNITS[op.name] ?? 0;
    expect(shape).toEqual(rounded.shape);
    if (units === 0) expect([...computed]).toEqual(rounded.data);
    else expect(unitsApart(computed, rounded.data)).toBeLessThanOrEqual(units);
    expect([...constants.data]).toEqual([...computed]);
  }
  const { computed, exact } = apply(op, call, ordinary);
  // No sum here has more than 20 terms of magnitude 2: each of 50 roundings adds at most 2^-24 of 64.
  computed.forEach((value: number, i: number) => {
    if (!Number.isFinite(exact.data[i])) expect(value).toBe(exact.data[i]);
    else expect(Math.abs(value - exact.data[i])).toBeLessThan(50 * 64 * 2 ** -24 * Math.max(1, Math.abs(exact.data[i])));
  });
}
