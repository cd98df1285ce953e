// What a random network is grown from: a few small numbers for each step, so that fewer steps and smaller numbers make a simpler network.
// fast-check draws and shrinks it; how it becomes a network is told in grow.ts.

import fc from "fast-check";
import type { Shape } from "../../src/network/shape.ts";
import { OPS } from "../../src/network/ops/index.ts";
import { NUMBER_STYLES } from "./numbers.ts";

/** `op` is any op of the registry, `dense` a layer, `activation` a pointwise op of one argument. */
export const STEP_KINDS = ["activation", "dense", "op"] as const;

export interface Step {
  readonly kind: (typeof STEP_KINDS)[number];
  /** Which op, by its place among those that the step may be. */
  readonly op: number;
  /** Which of the values so far it takes, counted from the last one. */
  readonly back: number;
  /** Of axes that are free to be of any length. */
  readonly extent: number;
  /** The style of its parameters. */
  readonly numbers: number;
  readonly seed: number;
}

export interface Plan {
  /** The shapes of the inputs. */
  readonly inputs: readonly Shape[];
  readonly steps: readonly Step[];
  /** Further outputs beside the last value, counted back from it. */
  readonly outputs: readonly number[];
  /** Whether it is of one number and made of lines alone, as networks are that may become tables. */
  readonly isTabular: boolean;
  /** Of the arguments that it is called with. */
  readonly seed: number;
}

const MOST_SEEDS = 1023;

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.oneof(
    { arbitrary: fc.constant("activation" as const), weight: 2 },
    { arbitrary: fc.constant("dense" as const), weight: 2 },
    { arbitrary: fc.constant("op" as const), weight: 5 },
  ),
  op: fc.nat(OPS.length - 1),
  back: fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, { arbitrary: fc.nat(4), weight: 1 }),
  extent: fc.integer({ min: 1, max: 6 }),
  numbers: fc.nat(NUMBER_STYLES.length - 1),
  seed: fc.nat(MOST_SEEDS),
});

const shape = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 });

export const PLANS: fc.Arbitrary<Plan> = fc.record({
  inputs: fc.array(shape, { minLength: 1, maxLength: 2 }),
  steps: fc.array(step, { minLength: 1, maxLength: 7 }),
  outputs: fc.array(fc.nat(5), { maxLength: 2 }),
  isTabular: fc.oneof({ arbitrary: fc.constant(false), weight: 19 }, { arbitrary: fc.constant(true), weight: 1 }),
  seed: fc.nat(MOST_SEEDS),
});

/** Where in a run the network of this number is drawn from: a mixing of both (the finaliser of MurmurHash3), an int32 as fast-check wants it. */
function seedOf(seed: number, number: number): number {
  let word = Math.imul(seed ^ Math.imul(number + 1, 0x9e3779b9), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return word ^ (word >>> 16);
}

/** How fast-check comes to the plan of this number, or to a simpler one of it by a path of shrinking. */
export function drawingOf(seed: number, number: number, path = "0"): { readonly seed: number; readonly path: string; readonly numRuns: 1; readonly unbiased: true } {
  return { seed: seedOf(seed, number), path, numRuns: 1, unbiased: true };
}

/** @throws Error where the path is none of this plan's. */
export function planOf(seed: number, number: number, path?: string): Plan {
  const [plan] = fc.sample(PLANS, drawingOf(seed, number, path));
  if (plan === undefined) throw new Error(`network ${number} of seed ${seed} has no simpler one at ${path ?? ""}`);
  return plan;
}
