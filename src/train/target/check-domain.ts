// Checks that a target has a finite value all over its domain, by a sweep: a pole between the points is not found.

import { LARGEST_FLOAT32 } from "../../numeric/float32.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { prose, setting } from "../../diagnostics/prose.ts";
import type { DomainVariable } from "../../network/model.ts";
import { RandomGenerator } from "../../numeric/random.ts";
import type { Target } from "./target.ts";

/** Points of the sweep of one variable. */
const SWEEP_POINTS = 10_001;
/** Points of a grid over several: 101 × 101. */
const MAXIMUM_GRID_POINTS = 10_201;
/** Points beside the grid where there are several variables. */
const RANDOM_POINTS = 10_000;
const SEED = 1;

/**
 * Evaluates the target on a grid over the domain, both ends of every interval and its middle included: 10,001 points for
 * one variable; for several about as many and 10,000 random ones (always the same) beside them.
 *
 * @param domain one interval per variable of the target, in the same order.
 * @throws DiagnosticError (usage, at the setting `target`) naming the first point whose value is NaN, infinite or beyond float32.
 */
export function checkTargetOnDomain(target: Target, domain: readonly DomainVariable[]): void {
  const perAxis = pointsPerAxis(domain.length);
  const point = new Float64Array(domain.length);
  const count = perAxis ** domain.length;
  for (let index = 0; index < count; index++) {
    let rest = index;
    domain.forEach((axis, position) => {
      point[position] = gridPoint(axis, rest % perAxis, perAxis - 1);
      rest = Math.floor(rest / perAxis);
    });
    requireFinite(target, point);
  }
  if (domain.length === 1) return;
  const generator = new RandomGenerator(SEED);
  for (let index = 0; index < RANDOM_POINTS; index++) {
    domain.forEach(({ low, high }, position) => (point[position] = generator.uniformIn(low, high)));
    requireFinite(target, point);
  }
}

/**
 * Throws where the target's value at `point` is not a finite number that float32 can hold.
 *
 * @throws DiagnosticError (usage, at the setting `target`).
 */
export function requireFinite(target: Target, point: ArrayLike<number>): number {
  const value = target.evaluate(point);
  if (Number.isFinite(Math.fround(value))) return value;
  const where = target.variables.map((name, position) => `${name} = ${String(point[position])}`).join(", ");
  throw new DiagnosticError({
    id: "target-not-finite",
    message: `the target ${target.expression} is not finite at ${where}`,
    place: setting("target"),
    note: Number.isFinite(value)
      ? `its value there, ${value}, is beyond the largest float32, ${LARGEST_FLOAT32}`
      : `its value there is ${value}`,
    hint: prose`choose a ${setting("domain")} on which the target is finite`,
  });
}

/** Exact at both ends; the middle, which is also the only point of no steps, is the mean of the ends. */
function gridPoint({ low, high }: DomainVariable, step: number, steps: number): number {
  const fraction = steps === 0 ? 0.5 : step / steps;
  return low * (1 - fraction) + high * fraction;
}

/** An odd number, to take in the middles; 1, the middles only, where there are too many axes for a grid. */
function pointsPerAxis(axes: number): number {
  if (axes === 1) return SWEEP_POINTS;
  let points = 1;
  while ((points + 2) ** axes <= MAXIMUM_GRID_POINTS) points += 2;
  return points;
}
