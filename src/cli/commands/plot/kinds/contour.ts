// nnc plot contour: the loss surface of a straight line, and the way of gradient descent across it.

import { DiagnosticError } from "../../../../diagnostics/diagnostic.ts";
import { contourPlot } from "../../../../report/plots/contour-plot.ts";
import { goalOf } from "../../../../run/goal.ts";
import { DEFAULT_TARGET } from "../../../../run/settings/defaults.ts";
import { ARTICLE_SURFACE, lossSurface } from "../../../../train/linear/surface.ts";
import { DEFAULT_SEED } from "../../../../train/recipes.ts";
import type { PlotKind } from "../plot-kind.ts";

/** Points of the surface along each axis. */
const GRID = 121;

export const contour: PlotKind = {
  name: "contour",
  summary: "the loss of y = W*x + b over W and b, with the path of gradient descent",
  options: ["target", "domain", "steps", "batch", "learningRate", "seed"],
  async draw(request) {
    if (request.target.length > 1) throw onlyOne("--target", "a line follows one target");
    if (request.domain.length > 1) throw onlyOne("--domain", "y = W*x + b has one variable");
    const goal = await goalOf(undefined, request.target.length > 0 ? request.target : [DEFAULT_TARGET], request.domain);
    const [target] = goal?.targets ?? [];
    const [domain] = goal?.domain ?? [];
    const { steps = ARTICLE_SURFACE.steps, batch = ARTICLE_SURFACE.batch, seed = DEFAULT_SEED } = request;
    const learningRate = request.learningRate ?? ARTICLE_SURFACE.learningRate;
    const surface = lossSurface({ ...ARTICLE_SURFACE, target, domain, steps, batch, learningRate, seed, stride: 1, grid: GRID });
    const { W, b, loss, path, end, minimum, x } = surface;
    return contourPlot({
      target: target.expression,
      training: `loss: the sum of (W·${domain.name} + b − ${target.expression})² at ${x.length} points; SGD, rate ${learningRate}, batch ${batch}, seed ${seed}`,
      variables: [
        { name: "W", low: W[0], high: W[W.length - 1] },
        { name: "b", low: b[0], high: b[b.length - 1] },
      ],
      variable: domain.name,
      surface: { columns: W.length, rows: b.length, values: loss },
      path: [...path, end].map((parameters) => [parameters.W, parameters.b] as const),
      minimum: [minimum.W, minimum.b],
    });
  },
};

function onlyOne(place: string, message: string): DiagnosticError {
  return new DiagnosticError({ id: "loss-surface-of-several", message, place, hint: "give one" });
}
