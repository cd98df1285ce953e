// A first fold for a target: kinks where its curvature asks for them, as far as folds can have them there. Not yet
// fitted.

import type { KnotChoice } from "./choose-knots.ts";
import { closestPairs } from "./closest-pairs.ts";
import type { Fold } from "./fold.ts";
import type { Curvature } from "./curvature.ts";
import { interpolate } from "./curvature.ts";
import type { Pausing } from "../pausing.ts";

/** What an interval asks of one fold: the amplitudes at its ends. */
interface Demand {
  readonly left: number;
  readonly right: number;
}

/**
 * Each interval is given kinks at equal steps of the density, each as strong as the bend of the target over its step,
 * which asks for amplitudes A_m = c h ξ and A_{m+1} = c h (1 − ξ). At a knot, the folds that bend on both sides are
 * paired by rank: the kink next to the knot on one side belongs to the fold of the kink next to it on the other. The
 * two amplitudes asked of a fold then nearly agree if kinks have density |f''|^(2/3): with kinks c(t) at density ρ(t),
 * cρ = f'', paired at distances d and e from the knot, c(−d)·d = c(e)·e and ρ(−d) dd = ρ(e) de give ρ'/ρ = 2c'/c as d →
 * 0, so c ∝ ρ^½ and ρ ∝ f''^(2/3). Their geometric mean is taken.
 */
export function* startFold(target: (x: number) => number, curvature: Curvature, choice: KnotChoice, folds: number): Pausing<Fold> {
  const { knots, movable, upward, level } = choice;
  const intervals = knots.length - 1;
  const signs = new Int8Array(folds).map((_, index) => (index < upward ? 1 : -1));
  const amplitudes = new Float64Array(knots.length * folds);
  const active = new Uint8Array(intervals * folds);
  for (const sign of [1, -1]) {
    const members = Array.from(signs.keys()).filter((index) => signs[index] === sign);
    // The demands each fold had on the interval before, undefined where it was idle.
    let previous: (Demand | undefined)[] = members.map(() => undefined);
    for (let interval = 0; interval < intervals; interval++) {
      const demands = demandsOf(curvature, sign, knots[interval], knots[interval + 1], members.length, level);
      const assigned = assign(previous, demands);
      assigned.forEach((demand, member) => {
        const at = interval * folds + members[member];
        const before = previous[member]?.right;
        if (demand !== undefined) active[at] = 1;
        const asked = demand?.left;
        amplitudes[at] = before !== undefined && asked !== undefined ? Math.sqrt(before * asked) : (before ?? asked ?? 0);
        if (interval === intervals - 1) amplitudes[at + folds] = demand?.right ?? 0;
      });
      previous = assigned;
      yield;
    }
  }
  fillIdle(amplitudes, folds);
  return { knots: knots.slice(), movable, values: knots.map(target), signs, amplitudes, active };
}

/** Kinks of one sign on one interval, by ascending position. */
function demandsOf(
  curvature: Curvature, sign: number, start: number, end: number, most: number, level: number,
): Demand[] {
  const { positions } = curvature;
  const density = sign > 0 ? curvature.upwardDensity : curvature.downwardDensity;
  const slope = sign > 0 ? curvature.upwardSlope : curvature.downwardSlope;
  const from = interpolate(positions, density, start);
  const amount = interpolate(positions, density, end) - from;
  if (!(amount > 0) || most === 0) return [];
  const count = Math.min(most, Math.max(1, Math.round(amount / level)));
  const demands: Demand[] = [];
  for (let index = 1; index <= count; index++) {
    const at = (part: number): number =>
      clamp(quantile(positions, density, from + (amount * part) / (count + 1)), start, end);
    const bend = interpolate(positions, slope, at(index + 0.5)) - interpolate(positions, slope, at(index - 0.5));
    const position = (at(index) - start) / (end - start);
    if (!(bend > 0) || !(position > 0) || !(position < 1)) continue;
    demands.push({ left: bend * (end - start) * position, right: bend * (end - start) * (1 - position) });
  }
  return demands;
}

/**
 * Gives each demand to a fold. A fold that bends on both sides of a knot has one amplitude there for both; one that is
 * idle on a side is free on the other. So no more demands are paired across the knot than there are folds missing, and
 * those whose amplitudes differ least.
 */
function assign(previous: readonly (Demand | undefined)[], demands: readonly Demand[]): (Demand | undefined)[] {
  const assigned: (Demand | undefined)[] = previous.map(() => undefined);
  const before = Array.from(previous.entries()).flatMap(([member, demand]) => (demand === undefined ? [] : [{ member, amplitude: demand.right }]));
  before.sort((one, other) => one.amplitude - other.amplitude || one.member - other.member);
  const after = [...demands].sort((one, other) => one.left - other.left);
  const pairs = closestPairs(
    before.map(({ amplitude }) => amplitude), after.map(({ left }) => left), Math.max(0, before.length + after.length - previous.length),
  );
  const paired = new Set<number>();
  for (const [from, to] of pairs) {
    assigned[before[from].member] = after[to];
    paired.add(to);
  }
  const idle = Array.from(previous.keys()).filter((member) => previous[member] === undefined);
  const rest = after.filter((_, place) => !paired.has(place));
  rest.forEach((demand, index) => (assigned[idle[index]] = demand));
  return assigned;
}

/** Idle folds get the amplitude of the nearest knot where they have one, so that they stay away from zero. */
function fillIdle(amplitudes: Float64Array, folds: number): void {
  const knots = amplitudes.length / Math.max(1, folds);
  for (let index = 0; index < folds; index++) {
    for (let knot = 1; knot < knots; knot++) {
      const at = knot * folds + index;
      if (amplitudes[at] === 0) amplitudes[at] = amplitudes[at - folds];
    }
    for (let knot = knots - 2; knot >= 0; knot--) {
      const at = knot * folds + index;
      if (amplitudes[at] === 0) amplitudes[at] = amplitudes[at + folds];
    }
  }
}

function quantile(positions: Float64Array, sums: Float64Array, amount: number): number {
  return interpolate(sums, positions, amount);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
