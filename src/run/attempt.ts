// Runs one training with its progress on the terminal and measures what comes out. Writes no files.

import { probeOf } from "./probe.ts";
import type { WatchedProgress } from "../live/training-watch.ts";
import type { MeasuredError, TrainingHistory } from "../network/model.ts";
import type { Network } from "../network/network.ts";
import { summariseHistory } from "../train/history.ts";
import type { Recipe } from "../train/recipes.ts";
import type { TrainingSource } from "../train/source.ts";
import type { TrainingState } from "../train/state.ts";
import type { TrainingProgress } from "../train/trainer.ts";
import { train } from "../train/trainer.ts";
import type { LiveView } from "../cli/commands/train/live-view.ts";
import { progressDisplay } from "../cli/terminal/progress.ts";
import type { Terminal } from "../cli/terminal/terminal.ts";
import { measureDataTraining, measureTraining } from "./measurement.ts";
import { worstErrorGauge } from "./worst-error-gauge.ts";

/** How long a training goes on before the process looks at anything else. */
const PAUSE_MILLISECONDS = 20;

export interface Trained {
  readonly network: Network;
  readonly recipe: Recipe;
  readonly seed: number;
  /** Over a sweep of the domain, or over the samples trained on. */
  readonly error: MeasuredError;
  /** Of the samples held out, where data was trained on. */
  readonly heldOut: MeasuredError | undefined;
  /** What --max-error speaks of: the larger of both. */
  readonly worst: number;
  /** Whether another seed would give another network. */
  readonly dependsOnSeed: boolean;
  /** How it went; undefined where it was constructed. */
  readonly history: TrainingHistory | undefined;
  /** How it came out, for a person. */
  readonly lines: readonly string[];
}

/** What is done with a training beside training it. */
export interface TrainingHooks {
  /** Where it goes on. */
  readonly resume?: TrainingState;
  /** As `train` takes it. */
  readonly reportEvery?: number;
  /** Sees every report. */
  readonly observe?: (progress: TrainingProgress) => void;
}

/** Where a training is shown besides the terminal, and as which of several. */
export interface Showing {
  /** `seed 4`; empty for the only one. */
  readonly attempt: string;
  readonly live: LiveView | undefined;
}

/** One training of a run. */
export type Runner = (recipe: Recipe, seed: number, hooks: TrainingHooks) => Promise<Trained>;

/** @throws DiagnosticError as `train`. */
export async function runTraining(
  source: TrainingSource,
  recipe: Recipe,
  seed: number,
  terminal: Terminal,
  { observe, ...options }: TrainingHooks = {},
  { attempt, live }: Showing = { attempt: "", live: undefined },
): Promise<Trained> {
  const start = performance.now();
  const now = () => performance.now();
  const gauge = worstErrorGauge(() => probeOf(source), now);
  // Of data the refinement knows it in standardised units alone.
  const worstError = (progress: WatchedProgress) => (progress.stage === "refinement" && source.kind === "function" ? progress.maximumError : gauge(progress));
  const show = progressDisplay({ terminal, now, attempt, worstError });
  live?.begin(recipe, seed, attempt);
  await eventsHandled();
  const training = train({ recipe, source, seed, ...options });
  try {
    let step = training.next();
    let paused = performance.now();
    for (; step.done !== true; step = training.next()) {
      observe?.(step.value);
      const { iteration, iterations } = step.value;
      live?.report(step.value);
      if (performance.now() - paused < PAUSE_MILLISECONDS && iteration < iterations) continue;
      show(step.value);
      await eventsHandled();
      paused = performance.now();
    }
    show(undefined);
    const { network, losses, maximumErrors } = step.value;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const dependsOnSeed = losses.length > 0 || source.kind === "data";
    const result = { network, recipe, seed, dependsOnSeed, history: summariseHistory(losses, maximumErrors) };
    return measureTrained(result, source, `trained in ${seconds} s`);
  } finally {
    show(undefined);
  }
}

/** What a training ended with, measured. `line` says how it came about. */
export function measureTrained(
  result: Pick<Trained, "network" | "recipe" | "seed" | "dependsOnSeed" | "history">,
  source: TrainingSource,
  line: string,
): Trained {
  const { network } = result;
  const { error, heldOut, lines } =
    source.kind === "function" ? { ...measureTraining(network, source), heldOut: undefined } : measureDataTraining(network, source.dataset);
  return { ...result, error, heldOut, worst: Math.max(error.maximum, heldOut?.maximum ?? 0), lines: [line, ...lines] };
}

/** Lets signals and requests through. */
function eventsHandled(): Promise<void> {
  return new Promise((resume) => setImmediate(resume));
}
