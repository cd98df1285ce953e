// Trains once, in turns with whatever else the process has to do. Measures nothing and tells nothing but its progress.

import type { TrainedNetwork, TrainingProgress } from "../train/trainer.ts";
import { trainPausing } from "../train/trainer.ts";
import type { TrainingOptions } from "../train/training-options.ts";

/** How long a training goes on before the process looks at anything else. */
export const TURN_MILLISECONDS = 20;

/**
 * @param report is called after every report of the training, which waits for it.
 * @throws DiagnosticError as `train`.
 */
export async function trainInTurns(options: TrainingOptions, report: (progress: TrainingProgress) => void): Promise<TrainedNetwork> {
  await othersHandled();
  const training = trainPausing(options);
  let step = training.next();
  let turned = performance.now();
  for (; step.done !== true; step = training.next()) {
    const { value } = step;
    if (value !== undefined) report(value);
    const isLast = value !== undefined && value.iteration >= value.iterations;
    if (performance.now() - turned < TURN_MILLISECONDS && !isLast) continue;
    await othersHandled();
    turned = performance.now();
  }
  return step.value;
}

/** Lets signals, requests and other trainings through. */
function othersHandled(): Promise<void> {
  // Browsers have only the other one, whose shortest time is some milliseconds.
  return new Promise((resume) => {
    if (typeof setImmediate === "function") setImmediate(resume);
    else setTimeout(resume, 0);
  });
}
