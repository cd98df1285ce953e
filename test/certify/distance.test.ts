// Searches for distances end, whatever the bounds of a target do, and hold what is furthest.

import { expect, test } from "vitest";
import { distanceFrom, halvingsOfEach } from "../../src/certify/distance.ts";
import type { Line } from "../../src/certify/lines.ts";
import { encloseTarget, type Enclosure } from "../../src/train/target/enclosure/enclose-target.ts";
import { compileTarget } from "../../src/train/target/target.ts";
import { EVERYTHING } from "../../src/train/target/enclosure/outward.ts";

const IDENTITY: Line = { low: 0, high: 1, atLow: 0, atHigh: 1, radius: 0 };

/** The enclosure, and how often it was asked; it throws when that is more often than any search may. */
function counted(enclosure: Enclosure, most: number): Enclosure {
  let asked = 0;
  return (x) => {
    if (++asked > most) throw new Error("the search goes on");
    return enclosure(x);
  };
}

test("bounds that are lost after many halvings are given up", () => {
  const lost: Enclosure = ({ low, high }) => (high - low > 0 && high - low < 2 ** -9 ? { value: EVERYTHING, slope: EVERYTHING } : { value: { low: -9, high: 9 }, slope: EVERYTHING });
  expect(distanceFrom(counted(lost, 20_000), IDENTITY, 0, 4096).atMost).toBe(Infinity);
});

test("a target that is the line but for what is lost takes the halvings that there are, and no more", async () => {
  const target = await encloseTarget(await compileTarget("x+(x-x)", ["x"]));
  const { atMost } = distanceFrom(counted(target, 4 * (2 * 100 + 1)), IDENTITY, 0, 100);
  expect(atMost).toBeGreaterThan(0);
  expect(atMost).toBeLessThan(0.1);
});

test("many lines share the halvings", () => {
  expect([1, 64, 1e6].map(halvingsOfEach)).toEqual([4096, 512, 16]);
});
