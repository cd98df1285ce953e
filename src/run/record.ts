// The training record that a model of a run holds.

import type { DataRecord, DomainVariable, TrainingHistory, TrainingRecord } from "../network/model.ts";
import type { Recipe } from "../train/recipes.ts";
import type { TrainingSource } from "../train/source.ts";
import type { SamplesName } from "./choose-source.ts";
import type { Attempt } from "./events.ts";

/** What is recorded of a training that is done, or of one that has no error yet. */
export interface Recordable extends Attempt, Pick<TrainingRecord, "error">, Pick<DataRecord, "heldOut"> {
  readonly history: TrainingHistory | undefined;
}

/**
 * @param samples undefined where targets are trained on.
 * @param command that trains it again.
 */
export function trainingRecord(
  result: Recordable,
  source: TrainingSource,
  samples: SamplesName | undefined,
  command: string,
): TrainingRecord {
  const { recipe, seed, error, heldOut, history } = result;
  const common = { recipe: recipe.name, seed, ...stepsOf(recipe), command, error, ...(history === undefined ? {} : { history }) };
  if (source.kind === "function") {
    return { targets: source.targets.map(({ expression }) => expression), domain: source.domain, ...common };
  }
  const { training: { inputs, outputs, classes }, split } = source.dataset;
  const interval = ({ name, low, high }: DomainVariable): DomainVariable => ({ name, low, high });
  const columns = [...inputs, ...outputs];
  const data: DataRecord = {
    file: samples?.name ?? "",
    sha256: samples?.sha256 ?? "",
    outputs: outputs.map(interval),
    ...(columns.every(({ name, header }) => header === name) ? {} : { headers: columns.map(({ header }) => header) }),
    heldOut,
    ...(split === undefined ? {} : { split }),
    ...(classes === undefined ? {} : { classes }),
  };
  return { targets: [], domain: inputs.map(interval), ...common, data };
}

/** What is recorded of the steps. */
function stepsOf(recipe: Recipe): Pick<TrainingRecord, "iterations" | "batch"> {
  switch (recipe.method) {
    case "gradient":
      return { iterations: recipe.iterations, batch: recipe.batch };
    case "second-order":
      return { iterations: recipe.iterations };
    case "best":
      return {};
  }
}
