// Draws how two networks differ over one input: the errors of both where there are targets, else what they compute, and below, on a scale of
// its own, the difference.

import { roomyExtent } from "../axis.ts";
import type { Card } from "../card.ts";
import { sideAxis } from "../fitted-axis.ts";
import { round } from "../plot-panel.ts";
import { showNumber } from "../scientific.ts";
import { shortenUntil } from "../shorten.ts";
import { textWidth } from "../lettering/set-line.ts";
import { stackPanels, type StackedPanel } from "../stack.ts";
import { element } from "../svg-element.ts";
import { CURVE_CARD_WIDTH, errorCurve, errorPanel, variableAxis } from "./curve-data.ts";
import { drawSeries, seriesMarks } from "./series.ts";

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
/** What a network's name has of room in a legend. */
const LONGEST_NAME = 180;

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
  const [first, second] = [one, other].map((name) => shortenUntil(name, (part) => textWidth(part, 16) <= LONGEST_NAME));
  const drawn = results.map((result) => shownOf(result));
  const subject = hasErrors ? "errors of both, and their difference" : "what both compute, and the difference";
  return {
    width: CURVE_CARD_WIDTH,
    height,
    heading: `${second} − ${first}`,
    subheading: subject,
    description: `${other} and ${one} for ${variable} from ${showNumber(points[0])} to ${showNumber(points[points.length - 1])}: ${panels.flatMap(({ note }) => note ?? []).join("; ")}.`,
    legend: [
      ...seriesMarks(drawn.map(([values]) => values), "target").map((mark) => ({ mark, text: first })),
      ...seriesMarks(drawn.map(([, values]) => values), "network").map((mark) => ({ mark, text: second })),
    ],
    contents,
  };
}

/** The errors of both, or what they compute. */
function shownOf({ values, targets }: ResultDifference): readonly [ArrayLike<number>, ArrayLike<number>] {
  if (targets === undefined) return values;
  const errors = (side: 0 | 1): readonly number[] => Array.from(values[side], (value, place) => value - targets[side][place]);
  return [errors(0), errors(1)];
}

function panelsOf(data: DifferenceData, result: ResultDifference, isLast: boolean): readonly StackedPanel[] {
  const { name, values, targets } = result;
  const heights = data.results.length === 1 ? ONE : SEVERAL;
  const label = targets === undefined ? "value" : "error";
  const curveData = { network: "", variable: data.variable, points: data.points, results: [] };
  const difference = errorCurve(curveData, { computed: values[1] }, values[0], "difference");
  return [
    bothPanel(data, shownOf(result), { height: heights.both, label, ...(data.results.length === 1 ? {} : { title: name }) }),
    errorPanel(curveData, difference, { height: heights.difference, showsX: isLast, label: "difference" }),
  ];
}

/** The first as a broad band, the second as a fine line on it: both are seen where they are the same. */
function bothPanel(
  data: DifferenceData,
  shown: readonly [ArrayLike<number>, ArrayLike<number>],
  look: { readonly height: number; readonly label: string; readonly title?: string },
): StackedPanel {
  const { points, variable } = data;
  const { label, ...where } = look;
  const domain = roomyExtent([...shown.flatMap((values) => Array.from(values)), ...(label === "error" ? [0] : [])], 0.06);
  return {
    ...where,
    showsX: false,
    x: variableAxis({ network: "", variable, points, results: [] }),
    y: (range) => sideAxis({ label, domain, range, tickCount: look.height < 200 ? 4 : 6, roundEnds: false }),
    contents: ({ rectangle, x, y }) => {
      const zero = round(y.position(0));
      const place = { width: rectangle.width, x, y };
      const curves = [drawSeries(points, shown[0], "target", place), drawSeries(points, shown[1], "network", place)];
      const line = element("line", { x1: rectangle.left, y1: zero, x2: rectangle.left + rectangle.width, y2: zero, class: "zero" });
      return [...(label === "error" ? [line] : []), ...curves];
    },
  };
}
