// Looks for the simplest network that a check finds a fault in, by fast-check's shrinking of plans, and tells how to come back to it.

import fc from "fast-check";
import type { Check, Ways } from "./checks.ts";
import { formsOf } from "./forms.ts";
import { drawingOf, PLANS, type Plan } from "./plan.ts";

/** What a fault was found in. */
export interface Found {
  readonly seed: number;
  readonly number: number;
  /** The check's name. */
  readonly by: string;
  readonly fault: string;
}

export interface Shrunk extends Found {
  readonly plan: Plan;
  /** As fast-check writes it: of each step which of the simpler plans was taken. */
  readonly path: string;
}

/** Of one plan, by one check; what is thrown on the way is a fault as well. */
export async function faultsOfPlan(plan: Plan, check: Check, ways: Ways): Promise<readonly string[]> {
  try {
    const [faults = []] = await check.faultsOf([formsOf(plan, ways.lower)], ways);
    return faults;
  } catch (error) {
    return [thrown(error)];
  }
}

export function thrown(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** @param most plans that are tried: then the simplest one so far is good enough. Undefined where the fault is not found again. */
export async function shrunk(found: Found, check: Check, ways: Ways, most: number): Promise<Shrunk | undefined> {
  let tries = 0;
  let last: { readonly plan: Plan; readonly fault: string } | undefined;
  const property = fc.asyncProperty(PLANS, async (plan) => {
    if (++tries > most) return true;
    const [fault] = await faultsOfPlan(plan, check, ways);
    if (fault !== undefined) last = { plan, fault };
    return fault === undefined;
  });
  const details = await fc.check(property, drawingOf(found.seed, found.number));
  if (last === undefined || details.counterexamplePath === null) return undefined;
  return { ...found, ...last, path: details.counterexamplePath };
}

/** What shows it again. */
export function commandOf({ seed, number, path }: Shrunk): string {
  return `npm run fuzz -- --seed ${seed} --only ${number}${path === "0" ? "" : ` --shrunk ${path}`}`;
}
