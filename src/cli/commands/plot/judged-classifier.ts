// The questions that a classifier answers at samples, and what the plots of them have in common. Draws nothing.

import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { judgementOf, type Judgement } from "../../../run/judgement.ts";
import type { LoadedModel } from "../../../pipeline/load-model.ts";
import { loadModel } from "../../files/model-file.ts";
import { readJudgingSamples } from "../../options/data-options.ts";
import { DEFAULT_MODEL } from "../../options/shared-options.ts";
import type { Card } from "../../../report/card.ts";
import type { PlotKind, PlotRequest } from "./plot-kind.ts";

export interface JudgedClassifier {
  readonly loaded: LoadedModel;
  readonly judgement: Judgement;
}

/** @param draw is told which question is asked for, from 1 on; undefined where none is. */
export function classifierPlot(name: string, summary: string, draw: (judged: JudgedClassifier, result: number | undefined) => Card): PlotKind {
  return {
    name,
    summary,
    options: ["model", "dim", "shape", "fix", "data", "inputs", "outputs", "missing", "result"],
    draw: async (request) => draw(await judgedClassifier(request), request.result),
  };
}

/** @throws DiagnosticError: usage without samples, model where the model is no classifier; as loadModel and readJudgingSamples. */
async function judgedClassifier({ model = DEFAULT_MODEL, ...request }: PlotRequest): Promise<JudgedClassifier> {
  const loaded = await loadModel(model, request);
  const { program, fileName, model: { record } } = loaded;
  if (record?.data?.classes === undefined) {
    throw new DiagnosticError({
      id: "plot-of-no-classes",
      message: "the model tells no classes",
      place: fileName === "-" ? "standard input" : fileName,
      note: "only a model that nnc trained on labels says which they are",
      hint: "nnc plot error --data samples.csv draws how far numbers are off",
    });
  }
  const samples = await readJudgingSamples(request, { program, record });
  if (samples !== undefined) return { loaded, judgement: judgementOf(program, samples) };
  throw new DiagnosticError({
    id: "plot-needs-samples",
    message: "there are no samples to judge the classifier by",
    place: "--data",
    hint: `give a file of them: --data ${record.data.file}`,
  });
}
