// Planes near targets: a target is nowhere in a box further from its plane than is said, and near where the box is small.

import fc from "fast-check";
import { expect, test } from "vitest";
import { targetPlane } from "../../../src/certify/boxes/target-plane.ts";
import { encloseOverBoxes } from "../../../src/train/target/enclosure/enclose-target.ts";
import { compileTarget } from "../../../src/train/target/target.ts";

const SIDE = fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 24 }));
const T = fc.double({ min: -1, max: 1, noNaN: true });

test.each(["x*y", "sin(3*x)*cos(y)", "x^2*y-y^3", "exp(x-y)", "max(x,y)", "abs(x)+y"])("of %s", async (expression) => {
  const target = await compileTarget(expression, ["x", "y"]);
  const enclosure = await encloseOverBoxes(target);
  fc.assert(
    fc.property(SIDE, SIDE, T, T, (first, second, s, t) => {
      const box = [first, second].map(([low, width, halvings]) => ({ low, high: low + width * 2 ** -halvings }));
      const plane = targetPlane(enclosure, box);
      if (plane === undefined) throw new Error("no plane");
      const [x, y] = box.map(({ low, high }, side) => low / 2 + high / 2 + (high / 2 - low / 2) * [s, t][side]);
      const along = plane.along[0] * s + plane.along[1] * t;
      const [low, high] = [plane.middle.low + plane.beside[0].low + plane.beside[1].low, plane.middle.high + plane.beside[0].high + plane.beside[1].high];
      // Its own computation in float64 loses some of it, too.
      const [value, lost] = [target.evaluate([x, y]), 1e-13 * (1 + Math.abs(x) + Math.abs(y)) ** 3];
      expect(value).toBeGreaterThanOrEqual(low + along - lost);
      expect(value).toBeLessThanOrEqual(high + along + lost);
      const half = Math.max(...box.map((side) => side.high - side.low)) / 2;
      if (!/max|abs/.test(expression)) expect(high - low).toBeLessThan(150 * half * half + lost);
    }),
    { numRuns: 200 },
  );
});

test("at a pole and at a jump there is none", async () => {
  const box = [{ low: -1, high: 1 }, { low: 0.5, high: 1 }];
  for (const expression of ["y/x", "x > 0 ? y : 0"]) expect(targetPlane(await encloseOverBoxes(await compileTarget(expression, ["x", "y"])), box)).toBeUndefined();
});
