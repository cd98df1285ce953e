// Draws residuals: what a network gives at samples minus what they have, over an input or over the network's own value. Where they
// follow a shape, the network has not learned it.

import { roomyExtent } from "../axis.ts";
import type { Card } from "../card.ts";
import { bottomAxis, sideAxis } from "../fitted-axis.ts";
import { stackPanels, type StackedPanel } from "../stack.ts";
import { element } from "../svg-element.ts";
import { round } from "../plot-panel.ts";
import { CURVE_CARD_WIDTH } from "./curve-data.ts";
import { dotsLegend, drawDots, type SampleDots } from "./sample-dots.ts";

export interface ResidualData {
  /** The network in a line. */
  readonly network: string;
  /** One for each output. */
  readonly results: readonly ResidualResult[];
}

export interface ResidualResult {
  readonly name: string;
  /** What the residuals are over, and its unit where it has one. */
  readonly variable: string;
  readonly variableUnit?: string | undefined;
  /** Of the output, where it is known. */
  readonly unit?: string | undefined;
  /** network − sample; `x` is the variable. */
  readonly residuals: SampleDots;
}

/**
 * The same card for the same data.
 *
 * @throws RangeError where there are no results or no samples.
 */
export function residualPlot({ network, results }: ResidualData): Card {
  if (results.length === 0 || results.some(({ residuals: { x, y } }) => x.length === 0 || x.length !== y.length)) {
    throw new RangeError(`a plot of residuals of ${results.length} results`);
  }
  const panels = results.map((result) => residualPanel(result, results.length === 1));
  const { contents, height } = stackPanels(CURVE_CARD_WIDTH, panels);
  const names = results.map(({ name }) => name).join(", ");
  return {
    width: CURVE_CARD_WIDTH,
    height,
    heading: `residuals of the network of ${names}`,
    subject: names,
    subheading: network,
    description: `The network's output minus the samples of ${names}: ${results.map(({ residuals }) => residuals.note).join("; ")}.`,
    legend: dotsLegend(results.map(({ residuals }) => residuals)),
    contents,
  };
}

function residualPanel({ name, variable, variableUnit, unit, residuals }: ResidualResult, isOne: boolean): StackedPanel {
  const [across, up] = [roomyExtent(Array.from(residuals.x), 0.03), roomyExtent([...Array.from(residuals.y), 0], 0.06)];
  return {
    height: isOne ? 330 : 190,
    showsX: true,
    note: residuals.note,
    ...(isOne ? {} : { title: name }),
    x: (range) => bottomAxis({ label: variable, unit: variableUnit, domain: across, range, tickCount: 10, roundEnds: false }),
    y: (range) => sideAxis({ label: "network − sample", unit, domain: up, range, tickCount: isOne ? 7 : 4, roundEnds: false }),
    contents: ({ rectangle: { left, width }, y }) => [
      element("line", { x1: left, y1: round(y.position(0)), x2: left + width, y2: round(y.position(0)), class: "zero" }),
    ],
    marks: (panel) => drawDots(residuals, panel),
  };
}
