// Draws the difference of two models: over one input as curves, over two as a map.

import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import type { Card } from "../../../report/card.ts";
import { differencePlot } from "../../../report/plots/difference-plot.ts";
import { mapPlot } from "../../../report/plots/map-plot.ts";
import type { DomainVariable } from "../../../network/model.ts";
import { evaluate } from "../../../verify/evaluate.ts";
import { sampleCurve, sampleMap, type Sampled } from "../../../verify/sample.ts";
import { MOST_RESULTS } from "../plot/plot-subject.ts";
import type { Comparison, Side } from "./compared-models.ts";
import { tellingNames } from "./telling-names.ts";

/** @throws DiagnosticError (usage) where there is nothing to draw, or no way to. */
export function drawDifference({ sides, domain, results, obstacle }: Comparison): Card {
  if (results === undefined) throw notDrawn(`results cannot be compared: ${obstacle ?? ""}`);
  if (domain === undefined) throw notDrawn("it is drawn over a domain, and they are compared at samples");
  const names = sides[0].goal?.targets.map(({ expression }) => expression) ?? sides[0].loaded.model.record?.data?.outputs.map(({ name }) => name);
  const outputs = results.distance.byOutput?.length ?? 1;
  const shown = Array.from({ length: Math.min(outputs, MOST_RESULTS) }, (_, output) => names?.[output] ?? (outputs === 1 ? "y" : `y[${output}]`));
  const [variable, second, third] = domain;
  if (third !== undefined) throw notDrawn(`it is drawn over one or two inputs, and they have ${domain.length}`);
  const networks = tellingNames([sides[0].path, sides[1].path]);
  if (second === undefined) return drawCurves(sides, domain, shown, results.distance.at);
  const [one, other] = sides.map((side) => sampleMap(sampledOf(sides, side, domain, results.distance.at)));
  const { maximum: error, at: [x, y], samples: of } = results.distance;
  const isOne = outputs === 1;
  const maps = shown.map((name, output) => ({
    name, expected: one.results[output].computed, computed: other.results[output].computed, ...(isOne ? { worst: { error, at: [x, y] as const, of } } : {}),
  }));
  const heading = `${networks[1]} − ${networks[0]}`;
  return mapPlot({ heading, subject: networks[1], network: "", variables: [variable, second], columns: one.columns, rows: one.rows, results: maps }, "difference");
}

/** At the same points for both: those that the bends of either ask for. */
function drawCurves(sides: Comparison["sides"], domain: readonly DomainVariable[], names: readonly string[], worst: readonly number[]): Card {
  const curves = sides.map((side) => sampleCurve(sampledOf(sides, side, domain, worst)));
  const points = Float32Array.from(new Set(curves.flatMap((curve) => [...curve.points]))).sort();
  const values = sides.map((side) => evaluate(side.loaded.program, { width: 1, count: points.length, values: points }));
  const outputs = values[0].length / points.length;
  const column = (side: number, output: number): Float32Array => Float32Array.from(points, (_, place) => values[side][place * outputs + output]);
  return differencePlot({
    networks: tellingNames([sides[0].path, sides[1].path]),
    variable: domain[0].name,
    points,
    results: names.map((name, output) => ({ name, values: [column(0, output), column(1, output)], targets: targetsOf(sides, output, points) })),
  });
}

/** The target of each side at points; undefined where one has none. */
function targetsOf(sides: Comparison["sides"], output: number, points: Float32Array): readonly [Float64Array, Float64Array] | undefined {
  const [one, other] = sides.map(({ goal }) => goal?.targets[output]);
  if (one === undefined || other === undefined) return undefined;
  const at = (target: typeof one): Float64Array => Float64Array.from(points, (x) => target.evaluate(Float64Array.of(x)));
  return [at(one), at(other)];
}

/** The same fineness for both. */
function sampledOf(sides: Comparison["sides"], { loaded }: Side, domain: readonly DomainVariable[], worstKnown: readonly number[]): Sampled {
  const multiplyAdds = Math.max(...sides.map(({ cost }) => cost.multiplyAdds));
  return { program: loaded.program, targets: undefined, domain, fixed: domain.map(() => undefined), multiplyAdds, worstKnown };
}

function notDrawn(note: string): DiagnosticError {
  return new DiagnosticError({ id: "difference-not-drawn", message: "the difference cannot be drawn", place: "--output", note, hint: "leave it out" });
}
