// The rest of a division of floats, against JavaScript's remainder, which is exact as C's fmod is.

import { expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import { modulo } from "../../src/network/ops/modulo.ts";
import { SPECIAL_FLOAT32 } from "../../src/numeric/float32.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { expandComposites } from "../../src/passes/expand-composites.ts";
import { interpretValues } from "../../src/program/interpret.ts";
import { ORIGIN } from "../fixtures.ts";

function modulos(x: Float32Array, y: Float32Array, fmod: number): Float32Array {
  const builder = new NetworkBuilder();
  const args = ["x", "y"].map((name) => builder.input(name, [1], ORIGIN));
  const network = builder.finish([builder.operation(modulo, args, { fmod }, "rest", ORIGIN)]);
  return Float32Array.from(interpretValues(lower(expandComposites(network)), [x, y], x.length)[0]);
}

/** Every pair of special numbers, and pairs of any bits: all exponents, subnormal numbers, infinities and NaN. */
function pairs(): readonly [Float32Array, Float32Array] {
  const random = new RandomGenerator(3);
  const bits = (): Float32Array => new Float32Array(Uint32Array.from({ length: 2 ** 16 }, () => random.nextUint32()).buffer);
  const special = SPECIAL_FLOAT32.flatMap((x) => SPECIAL_FLOAT32.map((y) => [x, y]));
  const column = (which: number): Float32Array => Float32Array.from([...special.map((pair) => pair[which]), ...bits()]);
  return [column(0), column(1)];
}

test("fmod is exact, of every exponent", () => {
  const [x, y] = pairs();
  const computed = modulos(x, y, 1);
  const wrong = Array.from(computed.keys()).filter((i) => !Object.is(computed[i], x[i] % y[i]));
  expect(wrong.map((i) => [x[i], y[i], computed[i]])).toEqual([]);
});

test("without it the rest has the sign of the divisor, of zeros too", () => {
  const [x, y] = [[5, -5, 5, -5, -0, 0, 3, -3, 3, 0, Infinity, 1, NaN], [3, 3, -3, -3, 2, -2, Infinity, Infinity, -Infinity, -Infinity, 2, 0, 1]];
  const expected = [2, 1, -1, -2, 0, -0, 3, Infinity, -Infinity, -0, NaN, NaN, NaN];
  expect([...modulos(Float32Array.from(x), Float32Array.from(y), 0)]).toEqual(expected);
});
