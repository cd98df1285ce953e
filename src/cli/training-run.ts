// Runs one training with its progress on the terminal and measures what comes out. Writes no files.

import type { MeasuredError } from "../network/model.ts";
import type { Network } from "../network/network.ts";
import type { Recipe } from "../train/recipes.ts";
import type { TrainingSource } from "../train/source.ts";
import { progressDisplay } from "./progress.ts";
import type { Terminal } from "./terminal.ts";

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
  /** How it came out, for a person. */
  readonly lines: readonly string[];
}

/** @throws DiagnosticError as `train`. */
export async function runTraining(source: TrainingSource, recipe: Recipe, seed: number, terminal: Terminal): Promise<Trained> {
  const [{ train }, { measureTraining, measureDataTraining }] = await Promise.all([
    import("../train/trainer.ts"),
    import("./training-summary.ts"),
  ]);
  const start = performance.now();
  const show = progressDisplay(terminal, () => performance.now());
  const training = train({ recipe, source, seed });
  try {
    let step = training.next();
    for (; step.done !== true; step = training.next()) {
      show(step.value);
      // Lets signals through.
      await new Promise((resume) => setImmediate(resume));
    }
    show(undefined);
    const { network, losses } = step.value;
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
      dependsOnSeed: losses.length > 0 || source.kind === "data",
      lines: [`trained in ${((performance.now() - start) / 1000).toFixed(1)} s`, ...lines],
    };
  } finally {
    show(undefined);
  }
}
