// Trains until no larger error than one that is wanted is seen: with other seeds, or with other sizes of the hidden layers. Keeps the best.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { showError } from "../numeric/shown-number.ts";
import { isDivergence } from "../train/diverged.ts";
import type { Recipe } from "../train/recipes.ts";
import { smallestHidden, smallestOf } from "../train/smallest-hidden.ts";
import type { Remark } from "./events.ts";
import { showHiddenLayers } from "./settings/hidden-layers.ts";
import { nameOfWorst } from "./trained.ts";
import type { Trained } from "./trained.ts";

/** Trains once. */
export type TrainOnce = (recipe: Recipe, seed: number) => Promise<Trained>;

export interface Outcome {
  readonly trained: Trained;
  /** Why the error that is wanted was not reached; undefined where it was, or where none is wanted. */
  readonly failure: DiagnosticError | undefined;
}

/** What is searched for, and how it is gone about. */
export interface Search {
  readonly trainOnce: TrainOnce;
  readonly recipe: Recipe;
  /** The only one, or the first. */
  readonly seed: number;
  /** The largest error that will do. */
  readonly wanted: number;
  readonly say: (remark: Remark) => void;
}

/** Seeds that are tried for one size. */
const SEEDS = 8;
const LARGEST_SEED = 2 ** 32 - 1;

/** The first network within `wanted`, seed after seed, else the best of all. */
export async function searchSeeds({ trainOnce, recipe, seed: firstSeed, wanted, say }: Search): Promise<Outcome> {
  let best: Trained | undefined;
  let diverged: unknown;
  let tried = 0;
  while (tried < SEEDS) {
    const seed = (firstSeed + tried) % (LARGEST_SEED + 1);
    tried++;
    const trained = await trainOnce(recipe, seed).catch(unlessDiverged);
    if (trained instanceof DiagnosticError) {
      diverged = trained;
      say({ kind: "diverged", of: { seed }, diagnostic: trained.diagnostic });
      continue;
    }
    if (best === undefined || trained.worst < best.worst) best = trained;
    if (best.worst <= wanted || !trained.dependsOnSeed) break;
    say({ kind: "missed", seed, worst: trained.worst, wanted });
  }
  if (best === undefined) throw diverged;
  return { trained: best, failure: best.worst <= wanted ? undefined : notReached(best, wanted, { seeds: tried, hint: "use larger hidden layers, or allow a larger error" }) };
}

/**
 * The network of the fewest parameters within `wanted`, among one hidden layer and two of n and 2n units, one seed each;
 * else the best of all.
 */
export async function searchSmallest(
  { trainOnce, recipe, seed, wanted, say }: Search,
  sizes: { readonly inputs: number; readonly outputs: number },
): Promise<Outcome> {
  const networks = new Map<string, Trained>();
  let diverged: unknown;
  const search = smallestHidden(sizes.inputs, sizes.outputs, wanted);
  let next = search.next();
  while (next.done !== true) {
    const hidden = next.value;
    const trained = await trainOnce({ ...recipe, hidden }, seed).catch(unlessDiverged);
    if (trained instanceof DiagnosticError) {
      diverged = trained;
      say({ kind: "diverged", of: { hidden }, diagnostic: trained.diagnostic });
      next = search.next(Infinity);
      continue;
    }
    networks.set(hidden.join(), trained);
    say({ kind: "measured", hidden, worst: trained.worst });
    next = search.next(trained.worst);
  }
  const tried = next.value;
  const smallest = smallestOf(tried, wanted);
  say({ kind: "sizes", tried, smallest });
  const all = [...networks.values()];
  if (all.length === 0) throw diverged;
  const closest = all.reduce((best, one) => (one.worst < best.worst ? one : best));
  const chosen = smallest === undefined ? closest : networks.get(smallest.hidden.join());
  if (chosen === undefined) throw new RangeError("the smallest network was not kept");
  return { trained: chosen, failure: smallest === undefined ? notReached(chosen, wanted, { seeds: 1, hint: "allow a larger error" }) : undefined };
}

/** A training that diverged is an attempt that failed; anything else ends the search. */
function unlessDiverged(error: unknown): DiagnosticError {
  if (isDivergence(error)) return error;
  throw error;
}

function notReached(best: Trained, wanted: number, { seeds, hint }: { readonly seeds: number; readonly hint: string }): DiagnosticError {
  const network = `the best network has hidden layers ${showHiddenLayers(best.recipe.hidden)}`;
  return new DiagnosticError({
    id: "error-not-reached",
    message: `the ${nameOfWorst(best.error.right !== undefined)} is ${showError(best.worst)}, more than ${wanted}`,
    place: { setting: "maxError" },
    note: seeds > 1 ? `${seeds} seeds were tried; ${network} and seed ${best.seed}` : network,
    hint,
  });
}
