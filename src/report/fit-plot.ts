// Draws how well a network fits its target: both over the domain, and below, on a scale of its own, the error.

import { extentOf, linearAxis, type Axis } from "./axis.ts";
import { CARD_CONTENTS_TOP, CARD_MARGIN, drawCard } from "./card.ts";
import { curvePath, regionPath } from "./curve.ts";
import { drawPanel, type Rectangle } from "./panel.ts";
import { powerOfTen, showScientific } from "./scientific.ts";
import { element, textElement } from "./svg.ts";

export interface FitPlotData {
  /** The target as a reader writes it: `exp(x)`. */
  readonly target: string;
  /** The network in a line. */
  readonly network: string;
  /** The name of the input. */
  readonly variable: string;
  /** Inputs, ascending; at least two. */
  readonly points: ArrayLike<number>;
  /** The target's value at each point. A value that is not finite leaves a gap. */
  readonly expected: ArrayLike<number>;
  /** The network's value at each point. */
  readonly computed: ArrayLike<number>;
}

const WIDTH = 760;
const LEFT = CARD_MARGIN + 54;
const UPPER: Rectangle = { left: LEFT, top: CARD_CONTENTS_TOP, width: WIDTH - CARD_MARGIN - LEFT, height: 270 };
const LOWER: Rectangle = { ...UPPER, top: UPPER.top + UPPER.height + 34, height: 130 };
/** Above and below the curves, as a share of their height. */
const ROOM = 0.06;
const HEIGHT = LOWER.top + LOWER.height + 60;

/**
 * A complete SVG document, the same text for the same data.
 *
 * @throws RangeError where there are fewer than two points, or not as many values as points.
 */
export function fitPlot(data: FitPlotData): string {
  const { target, network, variable, points, expected, computed } = data;
  if (points.length < 2 || expected.length !== points.length || computed.length !== points.length) {
    throw new RangeError(`a plot of ${points.length} points with ${expected.length} and ${computed.length} values`);
  }
  const errors = Array.from(computed, (value, position) => value - (expected[position] ?? NaN));
  const worst = positionOfLargest(errors);
  const domain = [points[0] ?? NaN, points[points.length - 1] ?? NaN] as const;
  const x = linearAxis({ label: variable, domain, range: [LEFT, LEFT + UPPER.width], tickCount: 10, roundEnds: false });
  const summary = worst === undefined ? "no error is finite" : `largest error ${showScientific(Math.abs(errors[worst] ?? NaN))} at ${variable} = ${showPlace(points[worst] ?? NaN)}`;
  return drawCard({
    width: WIDTH,
    height: HEIGHT,
    heading: `${target} and its network`,
    subheading: network,
    description: `Above: ${target} and the network's output for ${variable} from ${domain[0]} to ${domain[1]}. Below: the network's output minus ${target}; ${summary}.`,
    legend: [
      { className: "curve target", text: target },
      { className: "curve network", text: "network" },
    ],
    contents: [drawValues(data, x), drawErrors(data, errors, worst, summary, x)],
  });
}

/** The target as a broad band, the network as a fine line on it: both are seen where they are the same. */
function drawValues({ points, expected, computed }: FitPlotData, x: Axis): string {
  const [low, high] = extentOf([...Array.from(expected), ...Array.from(computed)], 1e-6);
  const room = ROOM * (high - low);
  const domain = [low - room, high + room] as const;
  const y = linearAxis({ label: "value", domain, range: verticalRange(UPPER), tickCount: 6, roundEnds: false });
  return drawPanel({
    rectangle: UPPER,
    x,
    y,
    showsX: false,
    contents: [
      element("path", { d: curvePath(points, expected, x, y), class: "curve target" }),
      element("path", { d: curvePath(points, computed, x, y), class: "curve network" }),
    ],
  });
}

/** In units of the power of ten just below the largest error, so that the numbers at the axis are short. */
function drawErrors({ points }: FitPlotData, errors: readonly number[], worst: number | undefined, summary: string, x: Axis): string {
  const largest = worst === undefined ? 0 : Math.abs(errors[worst] ?? 0);
  const exponent = largest === 0 ? 0 : Math.floor(Math.log10(largest));
  const unit = 10 ** exponent;
  const scaled = errors.map((error) => error / unit);
  const extent = extentOf([...scaled, 0], largest === 0 ? 2 : 0.1);
  const label = exponent === 0 ? "error" : `error / ${powerOfTen(exponent)}`;
  const y = linearAxis({ label, domain: extent, range: verticalRange(LOWER), tickCount: 4, roundEnds: true });
  const zero = y.position(0);
  return drawPanel({
    rectangle: LOWER,
    x,
    y,
    showsX: true,
    contents: [
      element("path", { d: regionPath(points, scaled, x, y), class: "region" }),
      element("line", { x1: LOWER.left, y1: zero, x2: LOWER.left + LOWER.width, y2: zero, class: "zero" }),
      element("path", { d: curvePath(points, scaled, x, y), class: "curve network" }),
      ...(worst === undefined ? [] : markWorst(x.position(points[worst] ?? NaN), y.position(scaled[worst] ?? NaN), summary)),
    ],
  });
}

/** A dot in the panel; what it is stands above the panel, where no curve is in the way. */
function markWorst(x: number, y: number, text: string): readonly string[] {
  return [
    element("circle", { cx: x, cy: y, r: 4, class: "mark" }),
    textElement("text", { x: LOWER.left + LOWER.width, y: LOWER.top - 9, class: "note", "text-anchor": "end" }, text),
  ];
}

function verticalRange({ top, height }: Rectangle): readonly [number, number] {
  return [top + height, top];
}

/** Of the finite numbers the position of the one farthest from 0. */
function positionOfLargest(values: readonly number[]): number | undefined {
  let found: number | undefined;
  values.forEach((value, position) => {
    if (Number.isFinite(value) && (found === undefined || Math.abs(value) > Math.abs(values[found] ?? 0))) found = position;
  });
  return found;
}

function showPlace(value: number): string {
  return String(Number(value.toPrecision(4)));
}
