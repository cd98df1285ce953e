// Draws how well a network fits its targets: both over the domain, and below, on a scale of its own, the error. Without a
// target the network alone.

import { linearAxis, roomyExtent } from "../axis.ts";
import type { Card } from "../card.ts";
import { curvePath } from "../curve.ts";
import { shorten, showNumber } from "../scientific.ts";
import { stackPanels, type StackedPanel } from "../stack.ts";
import { element, type SvgElement } from "../svg-element.ts";
import { dotsLegend, drawDots } from "./sample-dots.ts";
import { checkCurveData, CURVE_CARD_WIDTH, errorCurve, errorPanel, isDense, variableAxis, type CurveData, type ResultCurve } from "./curve-data.ts";

/**
 * The same card for the same data.
 *
 * @throws RangeError where there are fewer than two points, no results, or not as many values as points.
 */
export function fitPlot(data: CurveData): Card {
  checkCurveData(data);
  const { network, variable, points, results } = data;
  const panels = results.flatMap((result, place) => resultPanels(data, result, results.length, place === results.length - 1));
  const { contents, height } = stackPanels(CURVE_CARD_WIDTH, panels);
  const names = results.map(({ name }) => name).join(", ");
  const hasTargets = results.some(({ expected }) => expected !== undefined);
  const dots = results.flatMap(({ samples }) => (samples === undefined ? [] : [samples]));
  const [only] = results;
  return {
    width: CURVE_CARD_WIDTH,
    height,
    heading: hasTargets || dots.length > 0 ? `${shorten(names, MOST_OF_NAME)} and ${results.length === 1 ? "its network" : "their network"}` : `the network of ${shorten(names, MOST_OF_NAME)}`,
    subheading: network,
    description: `${names} for ${variable} from ${showNumber(points[0])} to ${showNumber(points[points.length - 1])}. ${panels.map(({ note }) => note ?? "").join(" ").trim()}`.trim(),
    legend: [
      ...(hasTargets ? [{ className: "curve target", sample: "line", text: results.length === 1 ? shorten(only.name, MOST_OF_NAME) : "target" } as const] : []),
      { className: "curve network", sample: "line", text: "network" },
      ...(dots.length === 0 ? [] : dotsLegend(dots)),
    ],
    contents,
  };
}

/** Characters of a target that a heading and a legend have room for. */
const MOST_OF_NAME = 26;

/** Heights of the values and the errors where there is one result, and where there are more. */
const ONE = { values: 270, errors: 130 };
const SEVERAL = { values: 180, errors: 90 };

function resultPanels(data: CurveData, result: ResultCurve, count: number, isLast: boolean): readonly StackedPanel[] {
  const { expected, name } = result;
  const heights = count === 1 ? ONE : SEVERAL;
  const title = count === 1 ? {} : { title: name };
  const hasErrors = expected !== undefined;
  const values = valuesPanel(data, result, { height: heights.values, showsX: !hasErrors && isLast, ...title });
  return hasErrors ? [
    values,
    errorPanel(data, errorCurve(data, result.computed, expected), { height: heights.errors, showsX: isLast }),
  ] : [values];
}

/** The target as a broad band, the network as a fine line on it: both are seen where they are the same. */
function valuesPanel(data: CurveData, result: ResultCurve, place: Pick<StackedPanel, "height" | "showsX" | "title">): StackedPanel {
  const { points } = data;
  const { expected = [], computed, samples } = result;
  const domain = roomyExtent([...Array.from(expected), ...Array.from(computed), ...Array.from(samples?.y ?? [])], 0.06);
  return {
    ...place,
    ...(samples === undefined ? {} : { note: samples.note }),
    x: variableAxis(data),
    y: (range) => linearAxis({ label: "value", domain, range, tickCount: 6, roundEnds: false }),
    contents: ({ rectangle, x, y }) => {
      const draw = (values: ArrayLike<number>, name: string): SvgElement => {
        const d = curvePath(points, values, x, y);
        return element("path", { d, class: `curve ${name}${isDense(d, rectangle.width / 2) ? " fine" : ""}` });
      };
      return [...(expected.length === 0 ? [] : [draw(expected, "target")]), draw(computed, "network")];
    },
    marks: (panel) => (samples === undefined ? [] : drawDots(samples, panel)),
  };
}
