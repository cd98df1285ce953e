// nnc plot loss: how the training of a model went, from the history it keeps.

import { DiagnosticError } from "../../../../diagnostics/diagnostic.ts";
import { describeModel } from "../../../../network/describe.ts";
import type { TrainingRecord } from "../../../../network/model.ts";
import { showCount } from "../../../../numeric/shown-number.ts";
import type { Card } from "../../../../report/card.ts";
import { lossPlot } from "../../../../report/plots/loss-plot.ts";
import type { LoadedModel } from "../../../../pipeline/load-model.ts";
import { loadModel } from "../../../files/model-file.ts";
import { DEFAULT_MODEL } from "../../../options/shared-options.ts";
import type { PlotKind } from "../plot-kind.ts";

export const loss: PlotKind = {
  name: "loss",
  summary: "the loss of the training, iteration by iteration, on a log axis",
  options: ["model", "activation", "outputActivation", "dim", "shape", "fix"],
  async draw({ model = DEFAULT_MODEL, ...request }) {
    const loaded = await loadModel(model, request);
    const card = drawLoss(loaded);
    if (card === undefined) throw noHistory(loaded);
    return card;
  },
};

/** Undefined where the model keeps no history. */
export function drawLoss(loaded: LoadedModel): Card | undefined {
  const { record } = loaded.model;
  const history = record?.history;
  if (record === undefined || history === undefined || history.losses.length + history.maximumErrors.length === 0) return undefined;
  return lossPlot({
    subject: record.data?.file ?? record.targets.join(", "),
    training: [describeModel(loaded), ...describeTraining(record)].join("; "),
    ...history,
    // Without batches they are the most there may be: those that were done are in the history.
    ...(record.iterations === undefined || record.batch === undefined ? {} : { iterations: record.iterations }),
  });
}

function describeTraining({ recipe, seed, iterations, batch }: TrainingRecord): readonly string[] {
  const common = `recipe ${recipe}, seed ${seed}`;
  if (iterations === undefined) return [common];
  const count = iterations === 1 ? "1 iteration" : `${showCount(iterations)} iterations`;
  return [common, batch === undefined ? `at most ${count}` : `${count} of ${batch}`];
}

function noHistory({ fileName, model: { record } }: LoadedModel): DiagnosticError {
  return new DiagnosticError({
    id: "history-missing",
    message: "the model holds no history of its training",
    place: fileName === "-" ? "standard input" : fileName,
    note:
      record === undefined
        ? "nnc did not train it, or its record was lost"
        : record.iterations === undefined
          ? `the recipe ${record.recipe} constructed it: there were no iterations`
          : "it was trained without keeping one",
    hint: "nnc train --recipe article makes a model that holds one",
  });
}
