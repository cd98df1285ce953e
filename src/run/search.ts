// Trains until no larger error than one that is wanted is seen: with other seeds, or with other sizes of the hidden layers. Keeps the best.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Recipe } from "../train/recipes.ts";
import type { TriedSize } from "../train/smallest-hidden.ts";
import { smallestHidden, smallestOf } from "../train/smallest-hidden.ts";
import { showHiddenLayers } from "./settings/hidden-layers.ts";
import { layOut, showCount, showError } from "../cli/terminal/table.ts";
import type { Terminal } from "../cli/terminal/terminal.ts";
import type { Trained } from "./attempt.ts";

/** Trains once. */
export type Attempt = (recipe: Recipe, seed: number) => Promise<Trained>;

export interface Found {
  readonly trained: Trained;
  /** Why the error was not reached; undefined where it was. */
  readonly failure: DiagnosticError | undefined;
}

/** Seeds that are tried for one size. */
const SEEDS = 8;
const LARGEST_SEED = 2 ** 32 - 1;

/** The first network within `wanted`, seed after seed, else the best of all. */
export async function searchSeeds(attempt: Attempt, recipe: Recipe, firstSeed: number, wanted: number, terminal: Terminal): Promise<Found> {
  let best: Trained | undefined;
  let diverged: unknown;
  let tried = 0;
  while (tried < SEEDS) {
    const seed = (firstSeed + tried) % (LARGEST_SEED + 1);
    tried++;
    const trained = await attempt(recipe, seed).catch(unlessDiverged);
    if (trained instanceof DiagnosticError) {
      diverged = trained;
      terminal.say(`seed ${seed}: ${trained.diagnostic.message}`);
      continue;
    }
    if (best === undefined || trained.worst < best.worst) best = trained;
    if (best.worst <= wanted || !trained.dependsOnSeed) break;
    terminal.say(`seed ${seed}: largest error seen ${showError(trained.worst)}, more than ${showError(wanted)}`);
  }
  if (best === undefined) throw diverged;
  return { trained: best, failure: best.worst <= wanted ? undefined : notReached(best, wanted, tried) };
}

/**
 * The network of the fewest parameters within `wanted`, among one hidden layer and two of n and 2n units, one seed each;
 * else the best of all.
 */
export async function searchSmallest(
  attempt: Attempt,
  recipe: Recipe,
  sizes: { readonly inputs: number; readonly outputs: number },
  seed: number,
  wanted: number,
  terminal: Terminal,
): Promise<Found> {
  const networks = new Map<string, Trained>();
  let diverged: unknown;
  const search = smallestHidden(sizes.inputs, sizes.outputs, wanted);
  let next = search.next();
  while (next.done !== true) {
    const hidden = next.value;
    const trained = await attempt({ ...recipe, hidden }, seed).catch(unlessDiverged);
    if (trained instanceof DiagnosticError) {
      diverged = trained;
      terminal.say(`hidden ${showHiddenLayers(hidden)}: ${trained.diagnostic.message}`);
      next = search.next(Infinity);
      continue;
    }
    networks.set(hidden.join(), trained);
    terminal.say(`hidden ${showHiddenLayers(hidden)}: largest error seen ${showError(trained.worst)}`);
    next = search.next(trained.worst);
  }
  const tried = next.value;
  const smallest = smallestOf(tried, wanted);
  terminal.say(tableOf(tried, smallest));
  const all = [...networks.values()];
  if (all.length === 0) throw diverged;
  const chosen = smallest === undefined ? all.reduce((best, one) => (one.worst < best.worst ? one : best)) : networks.get(smallest.hidden.join());
  if (chosen === undefined) throw new RangeError("the smallest network was not kept");
  return { trained: chosen, failure: smallest === undefined ? notReached(chosen, wanted, 1) : undefined };
}

/** A training that diverged is an attempt that failed; anything else ends the search. */
function unlessDiverged(error: unknown): DiagnosticError {
  if (error instanceof DiagnosticError && error.diagnostic.category === "check") return error;
  throw error;
}

function tableOf(tried: readonly TriedSize[], smallest: TriedSize | undefined): string {
  const rows = tried
    .toSorted((a, b) => a.parameters - b.parameters)
    .map((size) => [showHiddenLayers(size.hidden), showCount(size.parameters), showError(size.error), size === smallest ? "taken" : ""]);
  return layOut([["hidden", "parameters", "largest error seen", ""], ...rows]).trimEnd();
}

function notReached(best: Trained, wanted: number, seeds: number): DiagnosticError {
  const hidden = showHiddenLayers(best.recipe.hidden);
  return new DiagnosticError({
    category: "check",
    message: `the largest error seen is ${showError(best.worst)}, more than ${showError(wanted)}`,
    place: "--max-error",
    note: seeds > 1 ? `${seeds} seeds were tried; the best network has hidden layers ${hidden} and seed ${best.seed}` : `the best network has hidden layers ${hidden}`,
    hint: "use larger hidden layers, or allow a larger error",
  });
}
