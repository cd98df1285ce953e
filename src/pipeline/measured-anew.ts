// Measures the error of a model whose recorded one is of another network, where the target is known. Trains nothing.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { costOf } from "../network/describe.ts";
import type { Goal } from "../verify/check-model.ts";
import type { LoadedModel } from "./load-model.ts";

/** The same model, its record with an error that is its own wherever one can be had; unchanged where the record is trusted. */
export async function measuredAnew(loaded: LoadedModel): Promise<LoadedModel> {
  const { model, network, program } = loaded;
  const { record } = model;
  if (record?.distrust === undefined || record.targets.length === 0) return loaded;
  const goal = await recordedGoal(loaded);
  if (goal === undefined) return loaded;
  const [{ seekLargestError }, { affordableEffort, BEFORE_SHOWING }] = await Promise.all([
    import("../verify/seek/seek-largest-error.ts"),
    import("../verify/seek/effort.ts"),
  ]);
  const effort = affordableEffort(BEFORE_SHOWING, costOf(network).multiplyAdds);
  const { error } = seekLargestError(program, goal.targets, goal.domain, effort);
  return { ...loaded, model: { ...model, record: { ...record, error } } };
}

/** Undefined where the target is no expression nnc knows: then nothing can be measured. */
async function recordedGoal({ model: { record } }: LoadedModel): Promise<Goal | undefined> {
  const { goalOf } = await import("../run/goal.ts");
  try {
    return await goalOf(record, [], []);
  } catch (error) {
    if (error instanceof DiagnosticError) return undefined;
    throw error;
  }
}
