// Draws how two networks differ over one input: the errors of both where there are targets, else what they compute, and below, on a scale of
// its own, the difference.

import { linearAxis, roomyExtent } from "../axis.ts";
import type { Card } from "../card.ts";
import { curvePath } from "../curve.ts";
import { round } from "../plot-panel.ts";
import { shorten, showNumber } from "../scientific.ts";
import { stackPanels, type StackedPanel } from "../stack.ts";
import { element } from "../svg-element.ts";
import { CURVE_CARD_WIDTH, errorCurve, errorPanel, isDense, variableAxis } from "./curve-data.ts";

export interface DifferenceData {
  /** What both networks are called: the first and the second. */
  readonly networks: readonly [string, string];
  /** The name of the input. */
  readonly variable: string;
  /** Inputs, ascending; at least two. */
  readonly points: ArrayLike<number>;
  /** One for each element of the outputs that is shown. */
  readonly results: readonly ResultDifference[];
}

export interface ResultDifference {
  readonly name: string;
  /** What each computes at the points. */
  readonly values: readonly [ArrayLike<number>, ArrayLike<number>];
  /** What each should be there; undefined where that is not known of both. */
  readonly targets: readonly [ArrayLike<number>, ArrayLike<number>] | undefined;
}

/** Heights of the upper panel and of the difference where there is one result, and where there are more. */
const ONE = { both: 210, difference: 170 };
const SEVERAL = { both: 120, difference: 100 };
/** Characters of a network's name that a legend and a heading have room for. */
const MOST_OF_NAME = 24;

/**
 * The same card for the same data.
 *
 * @throws RangeError where there are fewer than two points or no results.
 */
export function differencePlot(data: DifferenceData): Card {
  const { networks: [one, other], variable, points, results } = data;
  if (points.length < 2 || results.length === 0) throw new RangeError(`a plot of ${points.length} points and ${results.length} results`);
  const panels = results.flatMap((result, place) => panelsOf(data, result, place === results.length - 1));
  const { contents, height } = stackPanels(CURVE_CARD_WIDTH, panels);
  const hasErrors = results.some(({ targets }) => targets !== undefined);
  const [first, second] = [one, other].map((name) => shorten(name, MOST_OF_NAME));
  const subject = hasErrors ? "errors of both, and their difference" : "what both compute, and the difference";
  return {
    width: CURVE_CARD_WIDTH,
    height,
    heading: `${second} − ${first}`,
    subheading: subject,
    description: `${other} and ${one} for ${variable} from ${showNumber(points[0])} to ${showNumber(points[points.length - 1])}: ${panels.flatMap(({ note }) => note ?? []).join("; ")}.`,
    legend: [
      { className: "curve target", sample: "line", text: first },
      { className: "curve network", sample: "line", text: second },
    ],
    contents,
  };
}

function panelsOf(data: DifferenceData, { name, values, targets }: ResultDifference, isLast: boolean): readonly StackedPanel[] {
  const heights = data.results.length === 1 ? ONE : SEVERAL;
  const shown = targets === undefined ? values : values.map((computed, side) => Array.from(computed, (value, place) => value - targets[side][place]));
  const label = targets === undefined ? "value" : "error";
  const curveData = { network: "", variable: data.variable, points: data.points, results: [] };
  const difference = errorCurve(curveData, values[1], values[0], "difference");
  return [
    bothPanel(data, shown, { height: heights.both, label, ...(data.results.length === 1 ? {} : { title: name }) }),
    errorPanel(curveData, difference, { height: heights.difference, showsX: isLast, label: "difference" }),
  ];
}

/** The first as a broad band, the second as a fine line on it: both are seen where they are the same. */
function bothPanel(
  data: DifferenceData,
  shown: readonly ArrayLike<number>[],
  look: { readonly height: number; readonly label: string; readonly title?: string },
): StackedPanel {
  const { points, variable } = data;
  const { label, ...place } = look;
  const domain = roomyExtent([...shown.flatMap((values) => Array.from(values)), ...(label === "error" ? [0] : [])], 0.06);
  return {
    ...place,
    showsX: false,
    x: variableAxis({ network: "", variable, points, results: [] }),
    y: (range) => linearAxis({ label, domain, range, tickCount: look.height < 200 ? 4 : 6, roundEnds: false }),
    contents: ({ rectangle, x, y }) => {
      const zero = round(y.position(0));
      const curves = ["target", "network"].map((className, side) => {
        const d = curvePath(points, shown[side], x, y);
        return element("path", { d, class: `curve ${className}${isDense(d, rectangle.width / 2) ? " fine" : ""}` });
      });
      const line = element("line", { x1: rectangle.left, y1: zero, x2: rectangle.left + rectangle.width, y2: zero, class: "zero" });
      return [...(label === "error" ? [line] : []), ...curves];
    },
  };
}
