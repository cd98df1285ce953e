// Turns the points of a probe into what the page draws over.

import type { Probe } from "../run/probe.ts";
import type { JsonNumber, View } from "./page-messages.ts";

const DIGITS = 7;

export function viewOf({ arrangement, points, names, targets }: Probe): View {
  const common = { names, targets: targets.map((values): JsonNumber[] => Array.from(values, shortened)) };
  switch (arrangement.kind) {
    case "curve":
      return { kind: "curve", ...common, variable: arrangement.variable.name, points: Array.from(points.values, shortened) };
    case "map": {
      const { variables, columns, rows } = arrangement;
      const [across, up] = variables;
      return { kind: "map", ...common, columns, rows, across, up };
    }
    case "cloud":
      return { kind: "cloud", ...common, origin: arrangement.origin };
  }
}

function shortened(value: number): number {
  return Number(value.toPrecision(DIGITS));
}
