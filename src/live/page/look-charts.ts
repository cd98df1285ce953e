// The cards of fit and error: one form for each kind of view. Draws one output at a time.

import type { CloudView, CurveView, JsonNumber, LookMessage, MapView, View } from "../page-messages.ts";
import { make } from "./page-elements.ts";
import { HeatMap } from "./heat-map.ts";
import { LineChart } from "./line-chart.ts";

export interface LookCharts {
  readonly fitNote: string;
  readonly errorNote: string;
  readonly draw: (look: LookMessage) => void;
  /** After a change of colours. */
  readonly repaint: () => void;
  readonly remove: () => void;
}

export function lookCharts(fit: HTMLElement, error: HTMLElement, view: View, output: number): LookCharts {
  switch (view.kind) {
    case "curve":
      return curveCharts(fit, error, view, output);
    case "map":
      return mapCharts(fit, error, view, output);
    case "cloud":
      return cloudCharts(fit, error, view, output);
  }
}

function curveCharts(fit: HTMLElement, error: HTMLElement, { variable, points, names, targets }: CurveView, output: number): LookCharts {
  const fits = new LineChart(fit, {
    across: variable,
    up: names[output],
    counts: false,
    isLogarithmic: false,
    traces: [
      { label: "network", colour: "network", style: "line" },
      { label: names[output], colour: "target", style: "dashes" },
    ],
  });
  const errors = new LineChart(error, { across: variable, up: "network − target", counts: false, isLogarithmic: false, traces: [{ label: "error", colour: "error", style: "line" }] });
  fits.draw(points, [points.map(() => null), targets[output]]);
  return {
    fitNote: "the network and its target",
    errorNote: "the network less its target",
    draw: (look) => {
      fits.draw(points, [look.results[output], targets[output]]);
      errors.draw(points, [look.errors[output]]);
    },
    ...both(fits, errors),
  };
}

function cloudCharts(fit: HTMLElement, error: HTMLElement, { origin, names, targets }: CloudView, output: number): LookCharts {
  const order = targets[output].map((_, i) => i).sort((a, b) => (targets[output][a] ?? 0) - (targets[output][b] ?? 0));
  const sorted = (values: readonly JsonNumber[]): JsonNumber[] => order.map((i) => values[i]);
  const wanted = sorted(targets[output]).map((value) => value ?? 0);
  const across = `wanted ${names[output]}`;
  const fits = new LineChart(fit, {
    across,
    up: "network",
    counts: false,
    isLogarithmic: false,
    traces: [
      { label: "network", colour: "network", style: "points" },
      { label: "as wanted", colour: "target", style: "line" },
    ],
  });
  const errors = new LineChart(error, { across, up: "network − wanted", counts: false, isLogarithmic: false, traces: [{ label: "error", colour: "error", style: "points" }] });
  fits.draw(wanted, [wanted.map(() => null), wanted]);
  const what = origin === "samples" ? "samples trained on" : "points of the domain";
  return {
    fitNote: `what the network gives against what is wanted, at ${wanted.length} ${what}`,
    errorNote: "the network less what is wanted",
    draw: (look) => {
      fits.draw(wanted, [sorted(look.results[output]), wanted]);
      errors.draw(wanted, [sorted(look.errors[output])]);
    },
    ...both(fits, errors),
  };
}

function both(fits: LineChart, errors: LineChart): Pick<LookCharts, "repaint" | "remove"> {
  return {
    repaint: () => {
      fits.repaint();
      errors.repaint();
    },
    remove: () => {
      fits.remove();
      errors.remove();
    },
  };
}

function mapCharts(
  fit: HTMLElement,
  error: HTMLElement,
  { columns, rows, across, up, names, targets }: MapView,
  output: number,
): LookCharts {
  const map = (name: string, kind: "values" | "differences"): HeatMap => new HeatMap(name, kind, columns, rows, across, up);
  const [target, network, errors] = [map(`target: ${names[output]}`, "values"), map("network", "values"), map("network − target", "differences")];
  const fits = make("div", "maps", target.element, network.element);
  fit.append(fits);
  const maps = make("div", "maps", errors.element);
  error.append(maps);
  const known = targets[output].filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  target.draw(targets[output], low, high);
  return {
    fitNote: "the target and the network, in the same colours",
    errorNote: "the network less its target",
    draw: (look) => {
      network.draw(look.results[output], low, high);
      const most = Math.max(...look.errors[output].map((value) => Math.abs(value ?? 0)));
      errors.draw(look.errors[output], -most, most);
    },
    repaint: () => undefined,
    remove: () => {
      fits.remove();
      maps.remove();
    },
  };
}
