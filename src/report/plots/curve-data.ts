// What the plots over one variable are drawn from, and the panels they share.

import { roomyExtent, type Axis } from "../axis.ts";
import type { LegendEntry } from "../card-header.ts";
import { curvePath, envelopePath, regionPath } from "../curve.ts";
import { bottomAxis, sideAxis } from "../fitted-axis.ts";
import type { Mark } from "../mark.ts";
import { round, type Rectangle } from "../plot-panel.ts";
import { showCount, showNumber, showScientific } from "../scientific.ts";
import type { StackedPanel } from "../stack.ts";
import { element, type SvgElement } from "../svg-element.ts";
import { isDense, waveWidth } from "./density.ts";
import type { SampleDots } from "./sample-dots.ts";

export interface CurveData {
  /** The network in a line. */
  readonly network: string;
  /** The name of the input, and its unit where it has one. */
  readonly variable: string;
  readonly variableUnit?: string | undefined;
  /** Inputs, ascending; at least two. */
  readonly points: ArrayLike<number>;
  /** One for each element of the network's output. */
  readonly results: readonly ResultCurve[];
}

export interface ResultCurve {
  /** The target as a reader writes it, `exp(x)`, or the name of the output where there is no target. */
  readonly name: string;
  readonly unit?: string | undefined;
  /** The target's value at each point, where there is one. A value that is not finite leaves a gap. */
  readonly expected?: ArrayLike<number>;
  /** The network's value at each point. */
  readonly computed: ArrayLike<number>;
  /** Where the network is not smooth, where that is known. */
  readonly breakpoints?: ArrayLike<number>;
  /** What the network was or is to be judged by, where there are samples. */
  readonly samples?: SampleDots;
  /** A stretch to be drawn in detail, where the whole goes up and down too often. */
  readonly detail?: readonly [low: number, high: number] | undefined;
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

/** The x axis of all plots over one variable; of a stretch in detail where one is given. */
export function variableAxis({ variable, variableUnit, points }: CurveData, stretch?: readonly [number, number]): (range: readonly [number, number]) => Axis {
  const domain = stretch ?? ([points[0], points[points.length - 1]] as const);
  return (range) => bottomAxis({ label: variable, unit: variableUnit, domain, range, tickCount: 10, roundEnds: false });
}

export interface ErrorCurve {
  readonly errors: readonly number[];
  /** Which point has the largest error; undefined where none is finite. */
  readonly worst: number | undefined;
  /** What that error is and where. */
  readonly summary: string;
}

/** network − target, or what else `what` says. */
export function errorCurve(
  { variable, points }: Pick<CurveData, "variable" | "points">,
  { computed, unit }: Pick<ResultCurve, "computed" | "unit">,
  expected: ArrayLike<number>,
  what = "error",
): ErrorCurve {
  const errors = Array.from(computed, (value, position) => value - expected[position]);
  const worst = positionOfLargest(errors);
  const summary =
    worst === undefined ? `no ${what} is finite` : `largest ${what} seen in ${showCount(points.length)} inputs: ${showScientific(Math.abs(errors[worst]))}${unit === undefined ? "" : ` ${unit}`} at ${variable} = ${showNumber(points[worst])}`;
  return { errors, worst, summary };
}

interface ErrorLook extends Pick<StackedPanel, "height" | "showsX" | "title"> {
  /** What is drawn, where that is no error. */
  readonly label?: string;
  readonly unit?: string | undefined;
  readonly breakpoints?: ArrayLike<number> | undefined;
  /** Marked, where it is drawn in detail. */
  readonly detail?: readonly [number, number] | undefined;
}

const WORST = { kind: "circle", className: "mark", radius: 4 } as const satisfies Mark;
const LINE_OF_ERRORS: Mark = { kind: "line with region", className: "curve network", region: "region" };
const BAND_OF_ERRORS: Mark = { kind: "band", className: "band network" };
const LINE_IN_DETAIL: Mark = { kind: "line", className: "curve network" };
const STRETCH: Mark = { kind: "band", className: "stretch" };

/** The error over the domain, on a scale of its own, the worst place marked; breakpoints as short ticks at the bottom. */
export function errorPanel(data: CurveData, { errors, worst, summary }: ErrorCurve, look: ErrorLook): StackedPanel {
  const { points } = data;
  const { breakpoints, unit, detail, label = "error", ...place } = look;
  // Rounded ends hold the extent; the ticks of breakpoints have room below the curve.
  const room = breakpoints === undefined ? 0 : 0.06;
  const domain = roomyExtent([...errors, 0], room);
  return {
    ...place,
    note: summary,
    ...(worst === undefined ? {} : { noteMark: WORST }),
    x: variableAxis(data),
    y: (range) => sideAxis({ label, unit, domain, range, tickCount: look.height < 200 ? 4 : 7, roundEnds: breakpoints === undefined }),
    contents: ({ rectangle, x, y }) => [
      ...(detail === undefined ? [] : [drawStretch(detail, x, rectangle)]),
      ...(isDense(errors) ? [] : [element("path", { d: regionPath(points, errors, x, y), class: "region" })]),
      zeroLine(rectangle, y),
      isDense(errors)
        ? element("path", { d: envelopePath(points, errors, x, y, waveWidth(errors, rectangle.width)), class: "band network" })
        : element("path", { d: curvePath(points, errors, x, y), class: "curve network" }),
      ...(breakpoints === undefined ? [] : [drawRug(breakpoints, x, rectangle)]),
    ],
    marks: ({ x, y }) => (worst === undefined ? [] : [element("circle", { cx: x.position(points[worst]), cy: y.position(errors[worst]), r: WORST.radius, class: WORST.className })]),
  };
}

/** A stretch of the error as a line. */
export function detailPanel(data: CurveData, errors: readonly number[], [low, high]: readonly [number, number], look: Pick<ErrorLook, "height" | "unit">): StackedPanel {
  const within = Array.from(data.points, (_, place) => place).filter((place) => data.points[place] >= low && data.points[place] <= high);
  const [points, values] = [within.map((place) => data.points[place]), within.map((place) => errors[place])];
  const domain = roomyExtent([...values, 0], 0.06);
  return {
    height: look.height,
    showsX: true,
    title: "in detail",
    note: `${showCount(points.length)} of the inputs`,
    x: variableAxis(data, [low, high]),
    y: (range) => sideAxis({ label: "error", unit: look.unit, domain, range, tickCount: 4, roundEnds: false }),
    contents: ({ rectangle, x, y }) => [zeroLine(rectangle, y), element("path", { d: curvePath(points, values, x, y), class: "curve network" })],
  };
}

/** What stands for errors that are drawn by these panels. */
export function errorLegend(curves: readonly ErrorCurve[], hasDetail: boolean): readonly LegendEntry[] {
  const areDense = curves.map(({ errors }) => isDense(errors));
  return [
    ...(areDense.includes(false) ? [{ mark: LINE_OF_ERRORS, text: "network − target" }] : []),
    ...(areDense.includes(true) ? [{ mark: BAND_OF_ERRORS, text: "network − target, its range" }] : []),
    ...(hasDetail ? [{ mark: STRETCH, text: "a stretch drawn in detail" }, { mark: LINE_IN_DETAIL, text: "network − target in it" }] : []),
  ];
}

function zeroLine({ left, width }: Rectangle, y: Axis): SvgElement {
  const zero = round(y.position(0));
  return element("line", { x1: left, y1: zero, x2: left + width, y2: zero, class: "zero" });
}

/** Narrower ones would not be seen. */
const LEAST_STRETCH = 4;

function drawStretch([low, high]: readonly [number, number], x: Axis, { left, top, width, height }: Rectangle): SvgElement {
  const shown = Math.max(LEAST_STRETCH, x.position(high) - x.position(low));
  const start = Math.max(left, Math.min(left + width - shown, (x.position(low) + x.position(high) - shown) / 2));
  return element("rect", { x: start, y: top, width: shown, height, class: "stretch" });
}

const RUG_HEIGHT = 9;

/** A short tick at each place, upwards from the axis. */
function drawRug(places: ArrayLike<number>, x: Axis, { top, height }: Rectangle): SvgElement {
  const marks = Array.from(places, (place) => `M${round(x.position(place))},${top + height}v${-RUG_HEIGHT}`);
  return element("path", { d: marks.join(""), class: rugClass(places.length) });
}

/** Many ticks are finer. */
export function rugClass(count: number): string {
  return count > CURVE_CARD_WIDTH / 3 ? "rug fine" : "rug";
}

/** Of the finite numbers the position of the one farthest from 0. */
function positionOfLargest(values: readonly number[]): number | undefined {
  let found: number | undefined;
  values.forEach((value, position) => {
    if (Number.isFinite(value) && (found === undefined || Math.abs(value) > Math.abs(values[found]))) found = position;
  });
  return found;
}

