// Points drawn by WebAssembly against those of the generator itself, and the state it is left in.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextFloat32Down, nextFloat32Up } from "../../src/numeric/float32.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { pointDrawer, type Axis } from "../../src/train/point-drawer.ts";
import { hasWasmSimd } from "../../src/wasm/instantiate.ts";

function within(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

describe.runIf(hasWasmSimd())("points drawn in WebAssembly", () => {
  const start = fc.float({ min: -1e4, max: 1e4, noNaN: true });
  const axis = fc.tuple(start, fc.double({ min: 0, max: 1e3, noNaN: true })).map(([low, width]): Axis => {
    const high = low + width;
    const rounded = Math.fround(high);
    return { name: "x", low, high, lowest: Math.fround(low), highest: rounded > high ? nextFloat32Down(rounded) : rounded };
  });
  const counts = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 4 });

  test("are those of the generator, coordinate by coordinate, in any number of calls", () => {
    fc.assert(
      fc.property(fc.array(axis, { minLength: 1, maxLength: 5 }), counts, fc.nat(), (axes, calls, seed) => {
        const [fast, plain] = [new RandomGenerator(seed), new RandomGenerator(seed)];
        const draw = pointDrawer(axes, fast);
        for (const count of calls) {
          const points = new Float32Array(count * axes.length);
          draw(points);
          const expected = points.map((_, index) => {
            const { low, high, lowest, highest } = axes[index % axes.length];
            return within(Math.fround(low + (high - low) * plain.uniform()), lowest, highest);
          });
          expect(points).toEqual(expected);
          expect(fast.state).toEqual(plain.state);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("may be more than the module takes at once", () => {
    const next = nextFloat32Up(-3);
    const axes = [{ name: "x", low: 0, high: 1, lowest: 0, highest: 1 }, { name: "y", low: -3, high: next, lowest: -3, highest: next }];
    const [fast, plain] = [new RandomGenerator(4), new RandomGenerator(4)];
    const points = new Float32Array(80_002);
    pointDrawer(axes, fast)(points);
    for (let i = 0; i < points.length; i += 2) {
      expect(points[i]).toBe(plain.uniform());
      expect(points[i + 1]).toBe(Math.fround(-3 + (next + 3) * plain.uniform()));
    }
    expect(fast.state).toEqual(plain.state);
  });
});
