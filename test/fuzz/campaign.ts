// Grows networks by their numbers, a group after the other, and has all checks look at them: the first compiler at every network, all other
// checks at some. Collects what is found and counts what was done.

import { thrown, type Found } from "./shrink.ts";
import type { Check, Ways } from "./checks.ts";
import { EVALUATIONS } from "./checks.ts";
import { formsOf, type Grown } from "./forms.ts";
import { planOf } from "./plan.ts";

export interface Campaign {
  readonly seed: number;
  readonly numbers: readonly number[];
  readonly ways: Ways;
  /** Of every network. */
  readonly always: readonly Check[];
  /** Of one in `oneIn` each, of different ones. */
  readonly sometimes: readonly Check[];
  readonly oneIn: number;
  /** Is told how many networks are done. */
  readonly progress?: (done: number) => void;
}

export interface Outcome {
  readonly found: readonly Found[];
  readonly networks: number;
  /** By the name of each check the networks that it looked at, and the functions: networks in all their forms. */
  readonly looked: Readonly<Record<string, { readonly networks: number; readonly functions: number }>>;
}

/** Networks that are compiled together. */
const GROUP = 100;
/** Of the checks that look at some networks alone: for them few are worth a compiler's start. */
const MANY_GROUPS = 20;

interface Numbered {
  readonly number: number;
  readonly grown: Grown;
}

export async function campaign({ seed, numbers, ways, always, sometimes, oneIn, progress }: Campaign): Promise<Outcome> {
  const found: Found[] = [];
  const looked: Record<string, { networks: number; functions: number }> = {};
  const waiting = sometimes.map((): Numbered[] => []);
  const look = async (check: Check, group: readonly Numbered[]): Promise<void> => {
    const faults = await check.faultsOf(group.map(({ grown }) => grown), ways);
    const counts = (looked[check.name] ??= { networks: 0, functions: 0 });
    group.forEach(({ number, grown }, position) => {
      counts.networks++;
      counts.functions += grown.forms.length;
      found.push(...faults[position].slice(0, 1).map((fault) => ({ seed, number, by: check.name, fault })));
    });
  };
  for (let first = 0; first < numbers.length; first += GROUP) {
    const group: Numbered[] = [];
    for (const number of numbers.slice(first, first + GROUP)) {
      try {
        group.push({ number, grown: formsOf(planOf(seed, number), ways.lower) });
      } catch (error) {
        found.push({ seed, number, by: EVALUATIONS.name, fault: thrown(error) });
      }
    }
    for (const check of always) await look(check, group);
    const isLast = first + GROUP >= numbers.length;
    for (const [position, check] of sometimes.entries()) {
      waiting[position].push(...group.filter(({ number }) => number % oneIn === position % oneIn));
      if (waiting[position].length < (GROUP * MANY_GROUPS) / oneIn && !isLast) continue;
      await look(check, waiting[position].splice(0));
    }
    progress?.(Math.min(first + GROUP, numbers.length));
  }
  return { found, networks: numbers.length, looked };
}
