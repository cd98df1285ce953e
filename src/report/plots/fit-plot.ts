// Draws how well a network fits its targets: both over the domain, and below, on a scale of its own, the error. Without a
// target the network alone.

import { roomyExtent } from "../axis.ts";
import type { Card } from "../card.ts";
import type { LegendEntry } from "../card-header.ts";
import { sideAxis } from "../fitted-axis.ts";
import { textWidth } from "../lettering/set-line.ts";
import { showNumber } from "../scientific.ts";
import { stackPanels, type StackedPanel } from "../stack.ts";
import { checkCurveData, CURVE_CARD_WIDTH, errorCurve, errorLegend, errorPanel, variableAxis, type CurveData, type ErrorCurve, type ResultCurve } from "./curve-data.ts";
import { dotsLegend, drawDots } from "./sample-dots.ts";
import { drawSeries, seriesMarks } from "./series.ts";

/** A result with its error, where it has a target. */
interface JudgedCurve extends ResultCurve {
  readonly errors: ErrorCurve | undefined;
}

/**
 * The same card for the same data.
 *
 * @throws RangeError where there are fewer than two points, no results, or not as many values as points.
 */
export function fitPlot(data: CurveData): Card {
  checkCurveData(data);
  const { network, variable, points } = data;
  const results = data.results.map((result): JudgedCurve => {
    const { expected } = result;
    return { ...result, errors: expected === undefined ? undefined : errorCurve(data, result, expected) };
  });
  const panels = results.flatMap((result, place) => resultPanels(data, result, results.length, place === results.length - 1));
  const { contents, height } = stackPanels(CURVE_CARD_WIDTH, panels);
  const names = results.map(({ name }) => name).join(", ");
  const isCompared = results.some(({ expected, samples }) => expected !== undefined || samples !== undefined);
  return {
    width: CURVE_CARD_WIDTH,
    height,
    heading: isCompared ? `${names} and ${results.length === 1 ? "its network" : "their network"}` : `the network of ${names}`,
    subject: names,
    subheading: network,
    description: `${names} for ${variable} from ${showNumber(points[0])} to ${showNumber(points[points.length - 1])}. ${panels.map(({ note }) => note ?? "").join(" ").trim()}`.trim(),
    legend: legendOf(results),
    contents,
  };
}

/** A name that is longer is the heading's. */
const LONGEST_NAME = 180;

function legendOf(results: readonly JudgedCurve[]): readonly LegendEntry[] {
  const targets = results.flatMap(({ expected }) => (expected === undefined ? [] : [expected]));
  const dots = results.flatMap(({ samples }) => (samples === undefined ? [] : [samples]));
  const errors = results.flatMap((result) => (result.errors === undefined ? [] : [result.errors]));
  const [{ name }] = results;
  const target = results.length === 1 && textWidth(name, 16) <= LONGEST_NAME ? name : "target";
  return [
    ...seriesMarks(targets, "target").map((mark) => ({ mark, text: target })),
    ...seriesMarks(results.map(({ computed }) => computed), "network").map((mark) => ({ mark, text: "network" })),
    ...errorLegend(errors, false),
    ...(dots.length === 0 ? [] : dotsLegend(dots)),
  ];
}

/** Heights of the values and the errors where there is one result, and where there are more. */
const ONE = { values: 270, errors: 130 };
const SEVERAL = { values: 180, errors: 90 };

function resultPanels(data: CurveData, result: JudgedCurve, count: number, isLast: boolean): readonly StackedPanel[] {
  const { errors, name, unit } = result;
  const heights = count === 1 ? ONE : SEVERAL;
  const title = count === 1 ? {} : { title: name };
  const values = valuesPanel(data, result, { height: heights.values, showsX: errors === undefined && isLast, ...title });
  return errors === undefined ? [values] : [values, errorPanel(data, errors, { height: heights.errors, showsX: isLast, unit })];
}

/** The target as a broad band, the network as a fine line on it: both are seen where they are the same. */
function valuesPanel(data: CurveData, result: ResultCurve, place: Pick<StackedPanel, "height" | "showsX" | "title">): StackedPanel {
  const { points } = data;
  const { name, expected = [], computed, samples, unit } = result;
  const domain = roomyExtent([...Array.from(expected), ...Array.from(computed), ...Array.from(samples?.y ?? [])], 0.06);
  // What is measured has a name; the target is named by the heading, and its axis is the network's too.
  const label = expected.length === 0 ? name : "value";
  return {
    ...place,
    ...(samples === undefined ? {} : { note: samples.note }),
    x: variableAxis(data),
    y: (range) => sideAxis({ label, unit, domain, range, tickCount: 6, roundEnds: false }),
    contents: ({ rectangle, x, y }) => {
      const place = { width: rectangle.width, x, y };
      return [...(expected.length === 0 ? [] : [drawSeries(points, expected, "target", place)]), drawSeries(points, computed, "network", place)];
    },
    marks: (panel) => (samples === undefined ? [] : drawDots(samples, panel)),
  };
}
