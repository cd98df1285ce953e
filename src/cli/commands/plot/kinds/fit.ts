// nnc plot fit: the target and the network over the domain, and the error below or beside them.

import type { Card } from "../../../../report/card.ts";
import { fitPlot } from "../../../../report/plots/fit-plot.ts";
import { mapPlot } from "../../../../report/plots/map-plot.ts";
import { sampleCurve, sampleMap } from "../../../../verify/sample.ts";
import { loadModel } from "../../../files/model-file.ts";
import { DEFAULT_MODEL } from "../../../options/shared-options.ts";
import type { PlotKind } from "../plot-kind.ts";
import type { PlotSubject } from "../plot-subject.ts";
import { plotSubject } from "../plot-subject.ts";

export const fit: PlotKind = {
  name: "fit",
  summary: "the target, the network and the error over the domain",
  options: ["model", "activation", "outputActivation", "dim", "target", "domain", "at", "result"],
  async draw({ model = DEFAULT_MODEL, ...request }) {
    return drawFit(await plotSubject(await loadModel(model, request), request));
  },
};

export function drawFit({ sampled, network, free, results }: PlotSubject): Card {
  const [first, second] = free;
  if (second === undefined) {
    const samples = sampleCurve(sampled);
    return fitPlot({
      network,
      variable: first.name,
      points: samples.points,
      results: results.map(({ name, position }) => ({ name, ...samples.results[position] })),
    });
  }
  const { results: maps, ...grid } = sampleMap(sampled);
  const names = results.map(({ name }) => name).join(", ");
  const heading = sampled.targets === undefined ? `the network of ${names}` : `${names} and ${results.length === 1 ? "its" : "their"} network`;
  return mapPlot({ heading, network, variables: [first, second], ...grid, results: results.map(({ name, position }) => ({ name, ...maps[position] })) }, "all");
}
