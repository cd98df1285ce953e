// What is said of a training whose numbers grew beyond all bounds.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";

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
