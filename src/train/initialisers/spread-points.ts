// Points spread evenly, yet at random, over a domain.

import type { DomainVariable } from "../../network/model.ts";
import type { RandomGenerator } from "../../numeric/random.ts";

/**
 * `count` points, each one number per variable, in float64: every variable's interval is cut into `count` equal parts, and
 * each part holds one point's coordinate, at a random place; which parts meet in a point is random too (a Latin hypercube:
 * McKay, Beckman and Conover 1979).
 */
export function spreadPoints(count: number, domain: readonly DomainVariable[], generator: RandomGenerator): readonly Float64Array[] {
  const points = Array.from({ length: count }, () => new Float64Array(domain.length));
  domain.forEach(({ low, high }, axis) => {
    const parts = shuffled(count, generator);
    points.forEach((point, position) => {
      const share = (parts[position] + generator.uniform()) / count;
      point[axis] = low + (high - low) * share;
    });
  });
  return points;
}

/** 0 … count − 1 in random order (Fisher and Yates; Durstenfeld 1964). */
function shuffled(count: number, generator: RandomGenerator): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, position) => position);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(generator.uniform() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}
