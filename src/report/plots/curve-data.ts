// What the plots over one variable are drawn from, and the panels they share.

import { linearAxis, roomyExtent, type Axis } from "../axis.ts";
import { curvePath, regionPath } from "../curve.ts";
import { round, type Rectangle } from "../plot-panel.ts";
import { showCount, showNumber, showScientific } from "../scientific.ts";
import type { StackedPanel } from "../stack.ts";
import { element, type SvgElement } from "../svg-element.ts";
import type { SampleDots } from "./sample-dots.ts";

export interface CurveData {
  /** The network in a line. */
  readonly network: string;
  /** The name of the input. */
  readonly variable: string;
  /** Inputs, ascending; at least two. */
  readonly points: ArrayLike<number>;
  /** One for each element of the network's output. */
  readonly results: readonly ResultCurve[];
}

export interface ResultCurve {
  /** The target as a reader writes it, `exp(x)`, or the name of the output where there is no target. */
  readonly name: string;
  /** The target's value at each point, where there is one. A value that is not finite leaves a gap. */
  readonly expected?: ArrayLike<number>;
  /** The network's value at each point. */
  readonly computed: ArrayLike<number>;
  /** Where the network is not smooth, where that is known. */
  readonly breakpoints?: ArrayLike<number>;
  /** What the network was or is to be judged by, where there are samples. */
  readonly samples?: SampleDots;
}

export const CURVE_CARD_WIDTH = 760;

/** @throws RangeError where there are fewer than two points, no results, or not as many values as points. */
export function checkCurveData({ points, results }: CurveData): void {
  if (points.length < 2 || results.length === 0) throw new RangeError(`a plot of ${points.length} points and ${results.length} results`);
  for (const { computed, expected = computed } of results) {
    if (expected.length !== points.length || computed.length !== points.length) {
      throw new RangeError(`a plot of ${points.length} points with ${expected.length} and ${computed.length} values`);
    }
  }
}

/** The x axis of all plots over one variable. */
export function variableAxis({ variable, points }: CurveData): (range: readonly [number, number]) => Axis {
  const domain = [points[0], points[points.length - 1]] as const;
  return (range) => linearAxis({ label: variable, domain, range, tickCount: 10, roundEnds: false });
}

export interface ErrorCurve {
  readonly errors: readonly number[];
  /** Which point has the largest error; undefined where none is finite. */
  readonly worst: number | undefined;
  /** What that error is and where. */
  readonly summary: string;
}

/** network − target, or what else `what` says. */
export function errorCurve({ variable, points }: CurveData, computed: ArrayLike<number>, expected: ArrayLike<number>, what = "error"): ErrorCurve {
  const errors = Array.from(computed, (value, position) => value - expected[position]);
  const worst = positionOfLargest(errors);
  const summary =
    worst === undefined ? `no ${what} is finite` : `largest ${what} seen in ${showCount(points.length)} inputs: ${showScientific(Math.abs(errors[worst]))} at ${variable} = ${showNumber(points[worst])}`;
  return { errors, worst, summary };
}

/** The error over the domain, on a scale of its own, the worst place marked; breakpoints as short ticks at the bottom. */
export function errorPanel(
  data: CurveData,
  { errors, worst, summary }: ErrorCurve,
  look: { readonly height: number; readonly showsX: boolean; readonly title?: string; readonly label?: string; readonly breakpoints?: ArrayLike<number> },
): StackedPanel {
  const { points } = data;
  const { breakpoints, label = "error", ...place } = look;
  // Rounded ends hold the extent; the ticks of breakpoints have room below the curve.
  const room = breakpoints === undefined ? 0 : 0.06;
  const domain = roomyExtent([...errors, 0], room);
  return {
    ...place,
    note: summary,
    x: variableAxis(data),
    y: (range) => linearAxis({ label, domain, range, tickCount: look.height < 200 ? 4 : 7, roundEnds: breakpoints === undefined }),
    contents: ({ rectangle, x, y }) => {
      const zero = round(y.position(0));
      const d = curvePath(points, errors, x, y);
      const fine = isDense(d, rectangle.width);
      return [
        ...(fine ? [] : [element("path", { d: regionPath(points, errors, x, y), class: "region" })]),
        element("line", { x1: rectangle.left, y1: zero, x2: rectangle.left + rectangle.width, y2: zero, class: "zero" }),
        element("path", { d, class: `curve network${fine ? " fine" : ""}` }),
        ...(breakpoints === undefined ? [] : [drawRug(breakpoints, x, rectangle)]),
      ];
    },
    marks: ({ x, y }) => (worst === undefined ? [] : [element("circle", { cx: x.position(points[worst]), cy: y.position(errors[worst]), r: 4, class: "mark" })]),
  };
}

const RUG_HEIGHT = 9;

/** A short tick at each place, upwards from the axis. */
function drawRug(places: ArrayLike<number>, x: Axis, { top, height, width }: Rectangle): SvgElement {
  const marks = Array.from(places, (place) => `M${round(x.position(place))},${top + height}v${-RUG_HEIGHT}`);
  return element("path", { d: marks.join(""), class: places.length > width / 3 ? "rug fine" : "rug" });
}

/** Whether a curve goes up and down so often that strokes of the usual width would run together. */
export function isDense(path: string, width: number): boolean {
  return path.split("L").length > 1.5 * width;
}

/** Of the finite numbers the position of the one farthest from 0. */
function positionOfLargest(values: readonly number[]): number | undefined {
  let found: number | undefined;
  values.forEach((value, position) => {
    if (Number.isFinite(value) && (found === undefined || Math.abs(value) > Math.abs(values[found]))) found = position;
  });
  return found;
}

