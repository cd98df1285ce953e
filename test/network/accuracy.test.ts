// How far activations are from their exact values, over float32 numbers of every magnitude: in units in the last place.

import { expect, test } from "vitest";
import { evaluateOp } from "../../src/network/evaluate/evaluate-network.ts";
import { OPS } from "../../src/network/ops/index.ts";
import { float32FromBits } from "../../src/numeric/float32.ts";
import { ORIGIN } from "../fixtures.ts";
import { unitsApart } from "../standard/units-apart.ts";
import { NAIVE_POINTWISE } from "./naive-pointwise.ts";

/** A prime, so that all last bits occur. */
const STRIDE = 99_991;
const INFINITY_BITS = 0x7f800000;

/** Of the worst ones: of gelu and of gelu_tanh. */
const WORST = [-6.93502378, -2.20379901, -3.88331676, -3.56495833];

/** All finite, of both signs, and many between −40 and 40, where activations bend. */
const POINTS = Float32Array.from([
  ...Array.from({ length: Math.ceil(INFINITY_BITS / STRIDE) }, (_, i) => float32FromBits(i * STRIDE)).flatMap((x) => [x, -x]),
  ...Array.from({ length: 40_001 }, (_, i) => (i - 20_000) / 500),
  ...WORST,
]);

test.each([
  ["celu", 3],
  ["elu", 2],
  ["exp", 1],
  ["gelu", 7],
  ["gelu_tanh", 7],
  ["hard_swish", 0],
  ["mish", 5],
  ["selu", 3],
  ["sigmoid", 1],
  ["softplus", 1],
  ["softsign", 0],
  ["swish", 5],
  ["tanh", 1],
])("%s is within %d units in the last place", (name, units) => {
  const op = OPS.find((one) => one.name === name);
  if (op === undefined) throw new Error(`there is no ${name}`);
  const shape = [POINTS.length];
  const { data } = evaluateOp(op, [{ scalar: "f32", shape, data: POINTS }], {}, ORIGIN);
  const given = { args: [{ shape, data: [...POINTS] }], scalars: ["f32"] } as const;
  const exact = NAIVE_POINTWISE[name]({ ...given, attributes: op.attributes, shape, scalar: "f32", round: Math.fround });
  const worst = unitsApart(data, exact.data);
  expect(worst).toBeLessThanOrEqual(units);
});
