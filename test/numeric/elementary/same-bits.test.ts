// The bits of every elementary function and of the generator's numbers, as fingerprints that must be the same on every
// engine and processor. Whether the values are right is judged elsewhere; a deliberate change of a function changes
// its fingerprint here.
import { expect, test } from "vitest";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { pointsFor } from "./points.ts";
import { functionNames, ownFunction } from "./reference.ts";

/** FNV-1a (G. Fowler, L. Noll, K. Vo), 32 bits, over the big-endian bytes of float64 values. */
function fingerprint(values: readonly number[]): string {
  const view = new DataView(new ArrayBuffer(8));
  // NaN has many bit patterns, and which one comes out is the engine's choice.
  expect(values.some(Number.isNaN)).toBe(false);
  let hash = 0x811c9dc5;
  for (const value of values) {
    view.setFloat64(0, value);
    for (let i = 0; i < 8; i += 1) hash = Math.imul(hash ^ view.getUint8(i), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}

test("the elementary functions", () => {
  const found = functionNames().map((name) => {
    const evaluate = ownFunction(name);
    return `${name} ${fingerprint(pointsFor(name, 3000).map(([x, y]) => evaluate(x, y)))}`;
  });
  expect(found).toEqual([
    "acos 3f98d064",
    "acosh c74639a2",
    "asin 71eea215",
    "asinh c620c734",
    "atan a9681716",
    "atan2 637cc934",
    "atanh bb044f62",
    "cbrt 42c85726",
    "cos da9e37bf",
    "cosh f511a4ba",
    "exp 84809d44",
    "expm1 5115fff9",
    "hypot 58c70ef8",
    "log 2d33ea42",
    "log10 f52611d9",
    "log1p 06c97586",
    "log2 09d90bda",
    "pow be428fcd",
    "sin 162182c0",
    "sinh 5222687d",
    "sqrt 16a2d6d3",
    "tan ae30c7de",
    "tanh 9ee99b1f",
  ]);
});

test("the generator", () => {
  const random = new RandomGenerator(1);
  const values = Array.from({ length: 3000 }, (_, i) => (i % 2 === 0 ? random.normal() : random.uniformIn(-3, 5)));
  expect(fingerprint(values)).toBe("5fda5691");
});
