// Measures the error of a model against the target its record names. Trains nothing.

import { costOf } from "../network/describe.ts";
import type { TrainingRecord } from "../network/model.ts";
import { inTurns } from "../train/in-turns.ts";
import { affordableEffort, BEFORE_SHOWING } from "../verify/seek/effort.ts";
import { seekLargestErrorPausing } from "../verify/seek/seek-largest-error.ts";
import type { LoadedModel } from "./load-model.ts";
import { recordedGoal } from "./recorded-goal.ts";

/** The model with an error that was measured; unchanged where the target is no expression nnc knows. */
export async function measuredAgainstTarget(loaded: LoadedModel, record: TrainingRecord): Promise<LoadedModel> {
  const { model, network, program } = loaded;
  const goal = await recordedGoal(record);
  if (goal === undefined) return loaded;
  const effort = affordableEffort(BEFORE_SHOWING, costOf(network).multiplyAdds);
  const { error } = await inTurns(seekLargestErrorPausing(program, goal.targets, goal.domain, effort));
  return { ...loaded, model: { ...model, record: { ...record, error } } };
}
