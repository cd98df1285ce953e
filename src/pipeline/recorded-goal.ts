// The function a model should be by its own record, where nnc knows it.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { TrainingRecord } from "../network/model.ts";
import { goalOf } from "../run/goal.ts";
import type { Goal } from "../verify/goal.ts";

/** Undefined where the model was trained on data, or the target is no expression nnc knows. */
export async function recordedGoal(record: TrainingRecord): Promise<Goal | undefined> {
  try {
    return await goalOf(record, [], []);
  } catch (error) {
    if (error instanceof DiagnosticError) return undefined;
    throw error;
  }
}
