// nnc plot fit: the target and the network over the domain, and the error below or beside them.

import { DiagnosticError } from "../../../../diagnostics/diagnostic.ts";
import type { DomainVariable, TrainingRecord } from "../../../../network/model.ts";
import type { SampleDots } from "../../../../report/plots/sample-dots.ts";
import type { Judgement } from "../../../../run/judgement.ts";
import { judgementOf } from "../../../../run/judgement.ts";
import type { Dataset } from "../../../../train/data/dataset.ts";
import { readJudgingSamples } from "../../../options/data-options.ts";
import { valueDots } from "../judged-dots.ts";
import type { Card } from "../../../../report/card.ts";
import { fitPlot } from "../../../../report/plots/fit-plot.ts";
import { mapPlot } from "../../../../report/plots/map-plot.ts";
import { sampleCurve, sampleMap } from "../../../../verify/sample.ts";
import { loadModel } from "../../../files/model-file.ts";
import { DEFAULT_MODEL } from "../../../options/shared-options.ts";
import type { PlotKind, PlotRequest } from "../plot-kind.ts";
import type { PlotSubject } from "../plot-subject.ts";
import { plotSubject } from "../plot-subject.ts";

export const fit: PlotKind = {
  name: "fit",
  summary: "the target, the network and the error over the domain",
  options: ["model", "activation", "outputActivation", "dim", "shape", "fix", "data", "inputs", "outputs", "missing", "target", "domain", "at", "result"],
  async draw({ model = DEFAULT_MODEL, ...request }) {
    const loaded = await loadModel(model, request);
    const { program, model: { record } } = loaded;
    const samples = await readJudgingSamples(request, { program, record });
    if (samples === undefined) return drawFit(await plotSubject(loaded, request));
    const judgement = judgementOf(program, samples);
    return drawFit(await plotSubject(loaded, withDomainOf(samples.dataset, record, request)), judgement);
  },
};

/** @throws DiagnosticError (usage) where there are samples of more than one input. */
export function drawFit({ sampled, network, free, results }: PlotSubject, judgement?: Judgement): Card {
  const [first, second] = free;
  if (judgement !== undefined && sampled.domain.length > 1) throw severalInputs();
  if (second === undefined) {
    const samples = sampleCurve(sampled);
    return fitPlot({
      network,
      variable: first.name,
      variableUnit: first.unit,
      points: samples.points,
      results: results.map(({ name, unit, position }) => ({ name, unit, ...samples.results[position], ...dotsOf(judgement, position) })),
    });
  }
  const { results: maps, ...grid } = sampleMap(sampled);
  const names = results.map(({ name }) => name).join(", ");
  const heading = sampled.targets === undefined ? `the network of ${names}` : `${names} and ${results.length === 1 ? "its" : "their"} network`;
  return mapPlot({ heading, subject: names, network, variables: [first, second], ...grid, results: results.map(({ name, unit, position }) => ({ name, unit, ...maps[position] })) }, "all");
}

function dotsOf(judgement: Judgement | undefined, output: number): { readonly samples?: SampleDots } {
  return judgement === undefined ? {} : { samples: valueDots(judgement, output) };
}

/** Wide enough for all samples, where no domain is said and no target bounds it. */
function withDomainOf<Request extends Pick<PlotRequest, "target" | "domain">>(dataset: Dataset, record: TrainingRecord | undefined, request: Request): Request {
  if (request.domain.length > 0 || request.target.length > 0 || (record !== undefined && record.data === undefined)) return request;
  const domain = dataset.inputs.map(({ name, low, high }, position): DomainVariable => {
    const known = record?.domain[position];
    return known === undefined ? { name, low, high } : { name: known.name, low: Math.min(low, known.low), high: Math.max(high, known.high) };
  });
  return domain.every(({ low, high }) => low < high) ? { ...request, domain } : request;
}

function severalInputs(): DiagnosticError {
  return new DiagnosticError({
    id: "samples-of-several-inputs",
    message: "samples are drawn over one input, and the network has more",
    place: "--data",
    hint: "draw how far it is from them: nnc plot error --data",
  });
}
