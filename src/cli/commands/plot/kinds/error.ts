// nnc plot error: the error over the domain, with the worst place seen and the breakpoints of the network.

import { DiagnosticError } from "../../../../diagnostics/diagnostic.ts";
import { describeModel } from "../../../../network/describe.ts";
import type { LoadedModel } from "../../../../pipeline/load-model.ts";
import { residualPlot } from "../../../../report/plots/residual-plot.ts";
import type { Judgement } from "../../../../run/judgement.ts";
import { judgementOf } from "../../../../run/judgement.ts";
import { excludeEachOther } from "../../../arguments/exclusive-options.ts";
import { readJudgingSamples } from "../../../options/data-options.ts";
import { residualDots } from "../judged-dots.ts";
import type { Card } from "../../../../report/card.ts";
import { errorPlot } from "../../../../report/plots/error-plot.ts";
import { mapPlot } from "../../../../report/plots/map-plot.ts";
import { sampleMap } from "../../../../verify/sample.ts";
import { loadModel } from "../../../files/model-file.ts";
import { DEFAULT_MODEL } from "../../../options/shared-options.ts";
import { columnTitle } from "../column-title.ts";
import type { PlotKind, PlotRequest } from "../plot-kind.ts";
import { sampleInDetail } from "../sample-in-detail.ts";
import type { PlotSubject } from "../plot-subject.ts";
import { chooseResults, plotSubject } from "../plot-subject.ts";

export const error: PlotKind = {
  name: "error",
  summary: "the error over the domain, with the worst place seen and the breakpoints of the network",
  options: ["model", "activation", "outputActivation", "dim", "shape", "fix", "data", "inputs", "outputs", "missing", "target", "domain", "at", "result"],
  async draw({ model = DEFAULT_MODEL, ...request }) {
    const loaded = await loadModel(model, request);
    const { program, model: { record } } = loaded;
    const samples = await readJudgingSamples(request, { program, record });
    if (samples !== undefined) {
      refuseBesideSamples(request);
      return drawResiduals(loaded, judgementOf(program, samples), request.result);
    }
    const subject = await plotSubject(loaded, request);
    if (subject.sampled.targets === undefined) throw noTarget(loaded.model.record?.data !== undefined);
    return drawError(subject);
  },
};

/**
 * How far the network is from each sample.
 *
 * @param result which output, from 1 on; all where it is left out.
 */
export function drawResiduals(loaded: LoadedModel, judgement: Judgement, result: number | undefined): Card {
  const { samples: { dataset: { inputs, outputs } } } = judgement;
  const titles = outputs.map(columnTitle);
  const shown = chooseResults(titles.map(({ name }) => name), result);
  return residualPlot({
    network: describeModel(loaded),
    results: shown.map(({ name, position }) => {
      const { unit } = titles[position];
      const over = inputs.length === 1 ? columnTitle(inputs[0]) : { name: `${name}, as the network gives it`, unit };
      return { name, unit, variable: over.name, variableUnit: over.unit, residuals: residualDots(judgement, position) };
    }),
  });
}

/** @throws DiagnosticError (usage) for options that speak of a function. */
function refuseBesideSamples({ target, domain, at }: Pick<PlotRequest, "target" | "domain" | "at">): void {
  if (target.length > 0) throw excludeEachOther("--data", "--target");
  if (domain.length > 0) throw excludeEachOther("--data", "--domain");
  if (at.length > 0) throw excludeEachOther("--data", "--at");
}

/** The subject has targets. */
export function drawError({ sampled, network, free, results }: PlotSubject): Card {
  const [first, second] = free;
  if (second === undefined) {
    const { points, results: curves, details } = sampleInDetail(sampled, results.map(({ position }) => position));
    return errorPlot({
      network,
      variable: first.name,
      variableUnit: first.unit,
      points,
      results: results.map(({ name, unit, position }) => ({ name, unit, ...curves[position], detail: details[position] })),
    });
  }
  const { results: maps, ...grid } = sampleMap(sampled);
  const subject = results.map(({ name }) => name).join(", ");
  const heading = `error of the network of ${subject}`;
  return mapPlot({ heading, subject, network, variables: [first, second], ...grid, results: results.map(({ name, unit, position }) => ({ name, unit, ...maps[position] })) }, "error");
}

function noTarget(isData: boolean): DiagnosticError {
  return new DiagnosticError({
    id: "target-to-compare-missing",
    message: "there is no target to compare the network with",
    place: "--target",
    note: isData ? "the network was trained on data, and the model does not hold them" : "the model does not record which function it approximates",
    hint: "give the samples by --data, or --target, for example --target 'exp(x)', or draw the network alone: nnc plot fit",
  });
}
