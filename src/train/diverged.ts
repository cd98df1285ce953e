// What is said of a training whose numbers grew beyond all bounds, and how it is told from other failures.

import { DiagnosticError, isFailure } from "../diagnostics/diagnostic.ts";
import type { DiagnosticId } from "../diagnostics/ids.ts";
import { prose, setting } from "../diagnostics/prose.ts";

/** The ids of trainings that gave no network because their numbers grew beyond all bounds: another seed may fare better. */
export const DIVERGENCES = ["training-diverged", "network-not-finite"] as const satisfies readonly DiagnosticId[];

/** Whether a training failed by diverging. */
export function isDivergence(error: unknown): error is DiagnosticError {
  return isFailure(error, ...DIVERGENCES);
}

/**
 * @param at where it happened, such as `iteration 12`.
 * @param loss of that place; where it is finite, `parameters` are not.
 */
export function diverged(at: string, loss: number, parameters: string, learningRate: number): DiagnosticError {
  const [unit] = at.split(" ");
  return new DiagnosticError({
    id: "training-diverged",
    message: `the training diverged: ${Number.isFinite(loss) ? parameters : "the loss"} is not finite in ${at}`,
    place: at,
    note: `the loss of that ${unit} is ${loss}`,
    hint: prose`use a ${setting("learningRate")} smaller than ${learningRate}`,
  });
}
