// nnc plot error: the error over the domain, with the worst place seen and the breakpoints of the network.

import { DiagnosticError } from "../../../../diagnostics/diagnostic.ts";
import type { Card } from "../../../../report/card.ts";
import { errorPlot } from "../../../../report/plots/error-plot.ts";
import { mapPlot } from "../../../../report/plots/map-plot.ts";
import { sampleCurve, sampleMap } from "../../../../verify/sample.ts";
import { loadModel } from "../../../files/model-file.ts";
import { DEFAULT_MODEL } from "../../../options/shared-options.ts";
import type { PlotKind } from "../plot-kind.ts";
import type { PlotSubject } from "../plot-subject.ts";
import { plotSubject } from "../plot-subject.ts";

export const error: PlotKind = {
  name: "error",
  summary: "the error over the domain, with the worst place seen and the breakpoints of the network",
  options: ["model", "activation", "outputActivation", "dim", "target", "domain", "at", "result"],
  async draw({ model = DEFAULT_MODEL, ...request }) {
    const loaded = await loadModel(model, request);
    const subject = await plotSubject(loaded, request);
    if (subject.sampled.targets === undefined) throw noTarget(loaded.model.record?.data !== undefined);
    return drawError(subject);
  },
};

/** The subject has targets. */
export function drawError({ sampled, network, free, results }: PlotSubject): Card {
  const [first, second] = free;
  if (second === undefined) {
    const samples = sampleCurve(sampled);
    return errorPlot({
      network,
      variable: first.name,
      points: samples.points,
      results: results.map(({ name, position }) => ({ name, ...samples.results[position] })),
    });
  }
  const { results: maps, ...grid } = sampleMap(sampled);
  const heading = `error of the network of ${results.map(({ name }) => name).join(", ")}`;
  return mapPlot({ heading, network, variables: [first, second], ...grid, results: results.map(({ name, position }) => ({ name, ...maps[position] })) }, "error");
}

function noTarget(isData: boolean): DiagnosticError {
  return new DiagnosticError({
    id: "target-to-compare-missing",
    message: "there is no target to compare the network with",
    place: "--target",
    note: isData ? "the network was trained on data, and the model does not hold them" : "the model does not record which function it approximates",
    hint: "give --target, for example --target 'exp(x)', or draw the network alone: nnc plot fit",
  });
}
