// Draws how a training went: the loss of the gradient's iterations and the largest error seen by the refinement, on log axes.

import { positiveExtent, type Axis } from "../axis.ts";
import type { Card } from "../card.ts";
import type { LegendEntry } from "../card-header.ts";
import { curvePath } from "../curve.ts";
import { bottomAxis, logarithmicSideAxis } from "../fitted-axis.ts";
import type { Mark } from "../mark.ts";
import { showCount, showScientific } from "../scientific.ts";
import { stackPanels, type StackedPanel } from "../stack.ts";
import { element, type SvgElement } from "../svg-element.ts";

export interface LossData {
  /** What was trained on: `exp(x)`. */
  readonly subject: string;
  /** The network and its training in a line. */
  readonly training: string;
  /** Iterations in each entry of `losses`. */
  readonly stride: number;
  /** The mean loss of each stretch of iterations; empty where there were none. */
  readonly losses: ArrayLike<number>;
  /** How many iterations there were, where that is known: the last stretch may be shorter. */
  readonly iterations?: number;
  /** The smallest of the largest errors seen so far, after each iteration of the refinement; empty where there was none. */
  readonly maximumErrors: ArrayLike<number>;
}

const WIDTH = 760;

/** A curve, and the dot that one value is drawn as. */
interface Look {
  readonly line: string;
  readonly dot: string;
}

const LOSS: Look = { line: "curve network", dot: "mark" };
const REFINEMENT: Look = { line: "curve second", dot: "mark second" };
const DOT_RADIUS = 4;

/**
 * The same card for the same data. What is not above 0 has no place on a log axis and leaves a gap.
 *
 * @throws RangeError where there is nothing to draw.
 */
export function lossPlot(data: LossData): Card {
  const { subject, training, losses, maximumErrors } = data;
  const isBoth = losses.length > 0 && maximumErrors.length > 0;
  const panels = [
    ...(losses.length === 0 ? [] : [lossPanel(data, isBoth ? 230 : 330)]),
    ...(maximumErrors.length === 0 ? [] : [refinementPanel(maximumErrors, isBoth ? 180 : 330)]),
  ];
  if (panels.length === 0) throw new RangeError("a plot of no iterations");
  const { contents, height } = stackPanels(WIDTH, panels);
  return {
    width: WIDTH,
    height,
    heading: `training on ${subject}`,
    subject,
    subheading: training,
    description: panels.map(({ note }) => note ?? "").join("; "),
    legend: [
      ...legendOf(losses, LOSS, "loss"),
      ...legendOf(maximumErrors, REFINEMENT, "largest error, least so far"),
    ],
    contents,
  };
}

function lossPanel({ losses, stride, iterations = losses.length * stride }: LossData, height: number): StackedPanel {
  // A stretch stands at its middle; iterations are counted from 1.
  const places = Array.from(losses, (_, stretch) => (stretch * stride + 1 + Math.min((stretch + 1) * stride, iterations)) / 2);
  const least = Math.min(...Array.from(losses).filter((loss) => loss > 0));
  const first = losses[0];
  return {
    height,
    showsX: true,
    note: !Number.isFinite(least) ? "no loss is above 0" : losses.length === 1 ? showScientific(first) : `from ${showScientific(first)} to ${showScientific(least)} at the least`,
    x: iterationAxis("iteration", iterations),
    y: (range) => logarithmicSideAxis({ label: "loss", domain: positiveExtent(Array.from(losses)), range, tickCount: 7 }),
    contents: ({ x, y }) => [
      element("path", { d: curvePath(places, losses, x, y), class: LOSS.line }),
    ],
    marks: ({ x, y }) => lonePoint(losses, LOSS, x.position(places[0]), y),
  };
}

function refinementPanel(maximumErrors: ArrayLike<number>, height: number): StackedPanel {
  const count = maximumErrors.length;
  const places = Array.from(maximumErrors, (_, iteration) => iteration + 1);
  return {
    height,
    showsX: true,
    note: `refinement: largest error seen from ${showScientific(maximumErrors[0])} to ${showScientific(maximumErrors[count - 1])}`,
    x: iterationAxis("iteration of the refinement", count),
    y: (range) => logarithmicSideAxis({ label: "largest error seen", domain: positiveExtent(Array.from(maximumErrors)), range, tickCount: 5 }),
    contents: ({ x, y }) => [
      element("path", { d: curvePath(places, maximumErrors, x, y), class: REFINEMENT.line }),
    ],
    marks: ({ x, y }) => lonePoint(maximumErrors, REFINEMENT, x.position(1), y),
  };
}

/** One value makes no line: it is drawn as a dot, if it has a place on a log axis. */
function lonePoint(values: ArrayLike<number>, { dot }: Look, x: number, y: Axis): readonly SvgElement[] {
  return values.length === 1 && values[0] > 0 ? [element("circle", { cx: x, cy: y.position(values[0]), r: DOT_RADIUS, class: dot })] : [];
}

function legendOf(values: ArrayLike<number>, { line, dot }: Look, text: string): readonly LegendEntry[] {
  const mark: Mark = values.length === 1 ? { kind: "circle", className: dot, radius: DOT_RADIUS } : { kind: "line", className: line };
  const isDrawn = values.length > 1 || (values.length === 1 && values[0] > 0);
  return isDrawn ? [{ mark, text }] : [];
}

function iterationAxis(label: string, iterations: number): StackedPanel["x"] {
  return (range) => {
    const axis = bottomAxis({ label, domain: [0, Math.max(2, iterations)], range, tickCount: 8, roundEnds: false });
    // There are no halves of iterations.
    const whole = axis.ticks.filter(({ value }) => Number.isInteger(value)).map(({ value }) => ({ value, text: showCount(value) }));
    return { ...axis, ticks: axis.label === label ? whole : axis.ticks };
  };
}
