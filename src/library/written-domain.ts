// The intervals of variables, as programs write them.

import type { DomainVariable } from "../network/model.ts";

/** From each variable's name to the ends of its interval: `{ x: [0, 1] }`. */
export type Domain = Readonly<Record<string, readonly [low: number, high: number]>>;

/** In the order in which they are written. */
export function domainOf(domain: Domain | undefined): readonly DomainVariable[] {
  return Object.entries(domain ?? {}).map(([name, [low, high]]) => ({ name, low, high }));
}
