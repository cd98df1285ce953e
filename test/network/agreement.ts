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
import { SCALARS, type Scalar, type Values } from "../../src/program/scalar.ts";
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

interface Applied {
  readonly shape: Shape;
  /** By the program. */
  readonly computed: readonly number[];
  /** Of constants. */
  readonly constants: readonly number[];
  /** By the naive evaluation in float32, and in float64. */
  readonly rounded: { readonly shape: Shape; readonly data: readonly number[] };
  readonly exact: () => { readonly data: readonly number[] };
}

/** Applies an op to inputs. */
export function apply(op: Op, call: Call, inputs: readonly Values[]): Applied {
  return applyToAll(op, call, [inputs])[0];
}

/** Applies an op to the inputs of several calls, for which the program is made and made ready once. */
function applyToAll(op: Op, { shapes, scalars, attributes }: Call, calls: readonly (readonly Values[])[]): readonly Applied[] {
  const builder = new NetworkBuilder();
  const args = shapes.map((shape, position) => builder.input(`x${position}`, shape, ORIGIN, scalars[position]));
  const network = builder.finish([builder.operation(op, args, attributes, "y", ORIGIN)]);
  const { shape } = network.values[network.outputs[0].value];
  const together = scalars.map((scalar, position) => SCALARS[scalar].newValues(elementCount(shapes[position]) * calls.length).map((_, place) => {
    const size = elementCount(shapes[position]);
    return calls[Math.floor(place / size)][position][place % size];
  }));
  const [results] = interpretValues(lower(expandComposites(network)), together, calls.length);
  return calls.map((inputs, number) => {
    const known = inputs.map((data, position) => ({ scalar: scalars[position], shape: shapes[position], data }));
    const size = results.length / calls.length;
    return {
      shape,
      computed: [...results.subarray(number * size, (number + 1) * size)],
      constants: [...evaluateOp(op, known, attributes, ORIGIN).data],
      rounded: evaluateNaively(network, inputs, Math.fround)[0],
      exact: () => evaluateNaively(network, inputs, (value) => value)[0],
    };
  });
}

/** Of the program and of what is computed of constants, and with the naive result; for the arguments of every seed. */
export function expectAgreement(op: Op, call: Call, seeds: readonly number[]): void {
  const { shapes, scalars } = call;
  const drawn = seeds.map((seed) => {
    const random = new RandomGenerator(seed);
    const ordinary = shapes.map((shape, position) => argumentValues(scalars[position], elementCount(shape), random));
    return { ordinary, special: shapes.map((shape, position) => specialValues(scalars[position], elementCount(shape), random)) };
  });
  const units = UNITS[op.name] ?? 0;
  const applied = applyToAll(op, call, [...drawn.map(({ ordinary }) => ordinary), ...drawn.map(({ special }) => special)]);
  for (const { shape, computed, constants, rounded } of applied) {
    expect(shape).toEqual(rounded.shape);
    if (units === 0) expect(computed).toEqual(rounded.data);
    else expect(unitsApart(Float32Array.from(computed), rounded.data)).toBeLessThanOrEqual(units);
    expect(constants).toEqual(computed);
  }
  for (const { computed, exact } of applied.slice(0, seeds.length)) {
    const { data } = exact();
    // No sum here has more than 20 terms of magnitude 2: each of 50 roundings adds at most 2^-24 of 64.
    const isFar = (value: number, i: number): boolean =>
      Number.isFinite(data[i]) ? !(Math.abs(value - data[i]) < 50 * 64 * 2 ** -24 * Math.max(1, Math.abs(data[i]))) : !Object.is(value, data[i]);
    const far = computed.findIndex(isFar);
    expect(far, `element ${far}: ${computed[far]} instead of ${data[far]}`).toBe(-1);
  }
}
