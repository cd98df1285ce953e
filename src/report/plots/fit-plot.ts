// Draws how well a network fits its targets: both over the domain, and below, on a scale of its own, the error. Without a
// target the network alone.

import { linearAxis, roomyExtent } from "../axis.ts";
import type { Card } from "../card.ts";
import { curvePath } from "../curve.ts";
import { showNumber } from "../scientific.ts";
import { stackPanels, type StackedPanel } from "../stack.ts";
import { element } from "../svg.ts";
import { checkCurveData, CURVE_CARD_WIDTH, errorCurve, errorPanel, variableAxis, type CurveData, type ResultCurve } from "./curve-data.ts";

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
  const [only] = results;
  return {
    width: CURVE_CARD_WIDTH,
    height,
    heading: hasTargets ? `${names} and ${results.length === 1 ? "its network" : "their network"}` : `the network of ${names}`,
    subheading: network,
    description: `${names} for ${variable} from ${showNumber(points[0])} to ${showNumber(points[points.length - 1])}. ${panels.map(({ note }) => note ?? "").join(" ").trim()}`.trim(),
    legend: [
      ...(hasTargets ? [{ className: "curve target", sample: "line", text: results.length === 1 ? only.name : "target" } as const] : []),
      { className: "curve network", sample: "line", text: "network" },
    ],
    contents,
  };
}

/** Heights of the values and the errors where there is one result, and where there are more. */
const ONE = { values: 270, errors: 130 };
const SEVERAL = { values: 180, errors: 90 };

function resultPanels(data: CurveData, result: ResultCurve, count: number, isLast: boolean): readonly StackedPanel[] {
  const { expected, name } = result;
  const heights = count === 1 ? ONE : SEVERAL;
  const title = count === 1 ? {} : { title: name };
  const hasErrors = expected !== undefined;
  const values = valuesPanel(data, result, { height: heights.values, showsX: !hasErrors && isLast, ...title });
  return hasErrors ? [values, errorPanel(data, errorCurve(data, result.computed, expected), { height: heights.errors, showsX: isLast })] : [values];
}

/** The target as a broad band, the network as a fine line on it: both are seen where they are the same. */
function valuesPanel(data: CurveData, result: ResultCurve, place: Pick<StackedPanel, "height" | "showsX" | "title">): StackedPanel {
  const { points } = data;
  const { expected = [], computed } = result;
  const domain = roomyExtent([...Array.from(expected), ...Array.from(computed)], 0.06);
  return {
    ...place,
    x: variableAxis(data),
    y: (range) => linearAxis({ label: "value", domain, range, tickCount: 6, roundEnds: false }),
    contents: ({ x, y }) => [
      ...(expected.length === 0 ? [] : [element("path", { d: curvePath(points, expected, x, y), class: "curve target" })]),
      element("path", { d: curvePath(points, computed, x, y), class: "curve network" }),
    ],
  };
}
