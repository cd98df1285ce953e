// The sweep over the domain: what it refuses, where, and which points it takes.

import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";
import { checkTargetOnDomain } from "../../../src/train/target/check-domain.ts";
import { compileTarget } from "../../../src/train/target/target.ts";
import type { Target } from "../../../src/train/target/target.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";

const HINT = "choose a --domain on which the target is finite";
const interval = (name: string, low: number, high: number) => ({ name, low, high });

function pointsOf(axes: number): number[][] {
  const points: number[][] = [];
  const variables = Array.from({ length: axes }, (_, axis) => `x${axis}`);
  const target: Target = { expression: "0", variables, evaluate: (point) => (points.push(Array.from(point)), 0) };
  checkTargetOnDomain(target, variables.map((name, axis) => interval(name, -1, axis + 1)));
  return points;
}

describe("targets on a domain", () => {
  test.each([
    ["log(x)", 0, 1, "0", "its value there is -Infinity"],
    ["1/(x-0.5)", 0, 1, "0.5", "its value there is Infinity"],
    ["sqrt(x)", -1, 1, "-1", "its value there is NaN"],
    ["1/(1-x)", 0, 1, "1", "its value there is Infinity"],
    ["exp(100*x)", 0, 1, "0.8873", "its value there, 3.427278363669579e+38, is beyond the largest float32, 3.4028234663852886e+38"],
  ])("%s on [%d, %d] is refused at x = %s", async (expression, low, high, x, note) => {
    const target = await compileTarget(expression, ["x"]);
    const check = () => checkTargetOnDomain(target, [interval("x", low, high)]);
    const message = `the target ${expression} is not finite at x = ${x}`;
    expect(check).toThrow(DiagnosticError);
    expect(thrownDiagnostic(check)).toEqual({ category: "usage", message, place: "--target", note, hint: HINT });
  });

  test("a pole inside a square is found and named by all coordinates", async () => {
    const target = await compileTarget("1/(x^2 + y^2)", ["x", "y"]);
    expect(() => checkTargetOnDomain(target, [interval("x", -2, 2), interval("y", -2, 2)])).toThrow(
      "the target 1/(x^2 + y^2) is not finite at x = 0, y = 0",
    );
  });

  test.each([
    ["exp(x)", 0, 1],
    ["log(x)", 1e-3, 1],
    ["x < 0.5 ? x : 1 - x", 0, 1],
    ["sqrt(x)", 0, 1],
  ])("%s on [%d, %d] is accepted", async (expression, low, high) => {
    const target = await compileTarget(expression, ["x"]);
    expect(() => checkTargetOnDomain(target, [interval("x", low, high)])).not.toThrow();
  });

  test("one variable is swept at 10,001 points, both ends and the middle among them", () => {
    const points = pointsOf(1).map(([x]) => x);
    expect(points).toHaveLength(10_001);
    expect([points[0], points[5000], points[10_000]]).toEqual([-1, 0, 1]);
    expect(points.every((x, i) => i === 0 || x > points[i - 1])).toBe(true);
  });

  test.each([
    [2, 101],
    [3, 21],
    [8, 3],
    [16, 1],
  ])("%d variables are swept by a grid and random points within the domain", (axes, perAxis) => {
    const points = pointsOf(axes);
    expect(points).toHaveLength(perAxis ** axes + 10_000);
    expect(points.every((point) => point.every((x, axis) => x >= -1 && x <= axis + 1))).toBe(true);
    if (perAxis > 1) {
      expect(points).toContainEqual(points[0].map(() => -1));
      expect(points).toContainEqual(points[0].map((_, axis) => axis + 1));
    }
    expect(points).toContainEqual(points[0].map((_, axis) => axis / 2));
    expect(pointsOf(axes)).toEqual(points);
  });
});
