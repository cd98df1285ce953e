// Runs one training with its progress on the terminal and measures what comes out. Writes no files.

import type { MeasuredError, TrainingHistory } from "../network/model.ts";
import type { Network } from "../network/network.ts";
import type { Recipe } from "../train/recipes.ts";
import type { TrainingSource } from "../train/source.ts";
import { progressDisplay } from "./progress.ts";
import type { Terminal } from "./terminal.ts";

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

/** @throws DiagnosticError as `train`. */
export async function runTraining(source: TrainingSource, recipe: Recipe, seed: number, terminal: Terminal): Promise<Trained> {
  const [{ train }, { summariseHistory }, { measureTraining, measureDataTraining }] = await Promise.all([
    import("../train/trainer.ts"),
    import("../train/history.ts"),
    import("./training-summary.ts"),
  ]);
  const start = performance.now();
  const show = progressDisplay(terminal, () => performance.now());
  const training = train({ recipe, source, seed });
  try {
    let step = training.next();
    let paused = performance.now();
    for (; step.done !== true; step = training.next()) {
      const { iteration, iterations } = step.value;
      if (performance.now() - paused < PAUSE_MILLISECONDS && iteration < iterations) continue;
      show(step.value);
      // Lets signals through.
      await new Promise((resume) => setImmediate(resume));
      paused = performance.now();
    }
    show(undefined);
    const { network, losses, maximumErrors } = step.value;
    const measured =
      source.kind === "function"
        ? { ...measureTraining(network, source), heldOut: undefined }
        : measureDataTraining(network, source.dataset);
    const { error, heldOut, lines } = measured;
    return {
      network,
      recipe,
      seed,
      error,
      heldOut,
      worst: Math.max(error.maximum, heldOut?.maximum ?? 0),
      history: summariseHistory(losses, maximumErrors),
      dependsOnSeed: losses.length > 0 || source.kind === "data",
      lines: [`trained in ${((performance.now() - start) / 1000).toFixed(1)} s`, ...lines],
    };
  } finally {
    show(undefined);
  }
}
