// Finds the domain over which two models can be compared. Evaluates nothing.

import type { DomainVariable, TrainingRecord } from "../network/model.ts";
import type { Both } from "./compared-parameters.ts";

/**
 * What is said, else where both models are used: the part that both recorded domains have, or the one that is recorded. Variables are called as the
 * first one calls them. A text says why there is none.
 *
 * @param otherwise where neither records one; may be empty.
 */
export function commonDomain(
  said: readonly DomainVariable[],
  [one, other]: Both<TrainingRecord | undefined>,
  otherwise: readonly DomainVariable[],
): readonly DomainVariable[] | string {
  if (said.length > 0) return said;
  const recorded = one?.domain ?? other?.domain ?? otherwise;
  if (recorded.length === 0) return "neither model records a domain";
  const shared = recorded.map(({ name, low, high }, place) => {
    const { low: least, high: greatest } = other?.domain[place] ?? { low, high };
    return { name, low: Math.max(low, least), high: Math.min(high, greatest) };
  });
  const apart = shared.find(({ low, high }) => !(low < high));
  return apart === undefined ? shared : `their domains of ${apart.name} have nothing in common`;
}
