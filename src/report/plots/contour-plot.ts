// Draws the loss surface of two parameters as filled contours, and in it the path of a training.

import type { Axis } from "../axis.ts";
import type { Card } from "../card.ts";
import { CARD_CONTENTS_TOP, CARD_MARGIN } from "../card-header.ts";
import { BAR_WIDTH, barFrame } from "../colour-bar.ts";
import { hexadecimal, SEQUENTIAL } from "../colour.ts";
import { curvePath } from "../curve.ts";
import { bottomAxis, sideAxis } from "../fitted-axis.ts";
import { gridContours, type Grid, type GridVariable } from "../grid.ts";
import { crossPath, withHalo, type Mark } from "../mark.ts";
import { drawPanel, round, X_AXIS_HEIGHT, yAxisWidth, type Rectangle } from "../plot-panel.ts";
import { decimalExponent, showCount, showNumber } from "../scientific.ts";
import { element, type SvgElement } from "../svg-element.ts";

export interface ContourData {
  /** The function that is fitted: `exp(x)`. */
  readonly target: string;
  /** The training in a line. */
  readonly training: string;
  /** What the line is a function of. */
  readonly variable: string;
  /** The two parameters, horizontal and vertical, with the interval the surface is known on. */
  readonly variables: readonly [GridVariable, GridVariable];
  /** The loss; the first row is at the low end of the second parameter. */
  readonly surface: Grid;
  /** The parameters after each step, the first before any. */
  readonly path: readonly (readonly [number, number])[];
  /** Where the loss is least. */
  readonly minimum: readonly [number, number];
}

const WIDTH = 760;
const HEIGHT_OF_PANEL = 500;
const BAR_ROOM = 100;

const PATH = { kind: "line", className: "path on-colours", hasHalo: true } as const satisfies Mark;
const LEAST_LOSS = { kind: "cross", className: "cross on-colours", hasHalo: true } as const satisfies Mark;
const START = { kind: "circle", className: "start", radius: 5 } as const satisfies Mark;
const END = { kind: "circle", className: "end", radius: 5 } as const satisfies Mark;

/** The same card for the same data. Throws RangeError where the surface has other sizes or the path has no point. */
export function contourPlot(data: ContourData): Card {
  const { target, training, variable, surface, path, minimum, variables } = data;
  const [first] = path;
  if (first === undefined || surface.values.length !== surface.columns * surface.rows) throw new RangeError("a contour plot of sizes that do not fit");
  const last = path[path.length - 1];
  const top = CARD_CONTENTS_TOP + 14;
  const [horizontal, vertical] = variables;
  const y = sideAxis({
    label: vertical.name,
    domain: [vertical.low, vertical.high],
    range: [top + HEIGHT_OF_PANEL, top],
    tickCount: 8,
    roundEnds: false,
  });
  const left = CARD_MARGIN - 6 + yAxisWidth(y);
  const rectangle: Rectangle = { left, top, width: WIDTH - CARD_MARGIN - BAR_ROOM - left, height: HEIGHT_OF_PANEL };
  const x = bottomAxis({
    label: horizontal.name,
    domain: [horizontal.low, horizontal.high],
    range: [left, left + rectangle.width],
    tickCount: 8,
    roundEnds: false,
  });
  const levels = levelsOf(surface.values);
  const showPair = ([one, other]: readonly [number, number]): string => `${horizontal.name} = ${showNumber(one)}, ${vertical.name} = ${showNumber(other)}`;
  const steps = path.length - 1;
  const isShown = ([one, other]: readonly [number, number]): boolean => isWithin(rectangle, x.position(one), y.position(other));
  return {
    width: WIDTH,
    height: top + HEIGHT_OF_PANEL + X_AXIS_HEIGHT + CARD_MARGIN - 10,
    heading: `the loss of ${horizontal.name}·${variable} + ${vertical.name} on ${target}`,
    subheading: training,
    description: `Filled contours of the loss; the path of ${steps} steps from ${showPair(first)} to ${showPair(last)}; the least loss is at ${showPair(minimum)}.`,
    legend: [
      { mark: PATH, text: `${steps === 1 ? "1 step" : `${showCount(steps)} steps`}${isShown(last) ? "" : ", beyond the edges"}` },
      ...[{ mark: LEAST_LOSS, text: "least loss", place: minimum }, { mark: START, text: "start", place: first }, ...(steps === 0 ? [] : [{ mark: END, text: "end", place: last }])].filter(({ place }) => isShown(place)),
    ],
    contents: [
      drawPanel({
        rectangle,
        x,
        y,
        showsX: true,
        showsY: true,
        contents: [...fillLevels(data, levels, rectangle, x, y), ...drawPath(path, x, y)],
        marks: drawPlaces(path, minimum, rectangle, x, y),
      }),
      ...levelBar(levels, { left: left + rectangle.width + 22, top, width: BAR_WIDTH, height: HEIGHT_OF_PANEL }),
    ],
  };
}

/** 1, 2 and 5 times powers of ten between the least and the greatest value: losses are compared by factors. At most 16. */
function levelsOf(values: ArrayLike<number>): readonly number[] {
  const positive = Array.from(values).filter((value) => value > 0 && Number.isFinite(value));
  const low = positive.reduce((least, value) => Math.min(least, value), Infinity);
  const high = positive.reduce((greatest, value) => Math.max(greatest, value), 0);
  if (!(low < high)) return [];
  const from = Math.max(decimalExponent(low), decimalExponent(high) - 5);
  const exponents = Array.from({ length: decimalExponent(high) - from + 1 }, (_, place) => from + place);
  return exponents.flatMap((exponent) => [1, 2, 5].map((factor) => Number(`${factor}e${exponent}`))).filter((level) => level > low && level < high);
}

/** The lower the loss, the lighter: the path ends in the light. */
function colourOf(level: number, count: number): string {
  return hexadecimal(SEQUENTIAL(1 - level / Math.max(1, count)));
}

function fillLevels(
  { surface, variables }: ContourData,
  levels: readonly number[],
  { left, top, width, height }: Rectangle,
  x: Axis,
  y: Axis,
): readonly SvgElement[] {
  const paths = gridContours(surface, levels, x, y, variables);
  return [
    element("rect", { x: left, y: top, width, height, fill: colourOf(0, levels.length) }),
    ...paths.map((d, level) => element("path", { d, fill: colourOf(level + 1, levels.length), "fill-rule": "evenodd" })),
  ];
}

function drawPath(path: ContourData["path"], x: Axis, y: Axis): readonly SvgElement[] {
  const [horizontal, vertical] = [path.map(([one]) => one), path.map(([, other]) => other)];
  return withHalo(curvePath(horizontal, vertical, x, y), PATH);
}

/** Where the path begins and ends and where the loss is least: whole, where they are within the panel. */
function drawPlaces(path: ContourData["path"], minimum: readonly [number, number], rectangle: Rectangle, x: Axis, y: Axis): readonly SvgElement[] {
  const placed = ([one, other]: readonly [number, number]): readonly [number, number] => [round(x.position(one)), round(y.position(other))];
  const dot = (place: readonly [number, number], { className, radius }: typeof START | typeof END): readonly SvgElement[] => {
    const [cx, cy] = placed(place);
    return isWithin(rectangle, cx, cy) ? [element("circle", { cx, cy, r: radius, class: className })] : [];
  };
  const [left, top] = placed(minimum);
  return [
    ...dot(path[0], START),
    ...path.slice(1).slice(-1).flatMap((place) => dot(place, END)),
    ...(isWithin(rectangle, left, top) ? withHalo(crossPath(left, top), LEAST_LOSS) : []),
  ];
}

/** A place on an edge is within, whatever was rounded. */
function isWithin({ left, top, width, height }: Rectangle, x: number, y: number): boolean {
  return x >= left - 1 && x <= left + width + 1 && y >= top - 1 && y <= top + height + 1;
}

/** One field a colour, between them the loss where they meet. */
function levelBar(levels: readonly number[], rectangle: Rectangle): readonly SvgElement[] {
  const { left, top, width, height } = rectangle;
  const field = height / (levels.length + 1);
  const position = (value: number): number => top + height - field * (levels.indexOf(value) + 1);
  const fields = Array.from({ length: levels.length + 1 }, (_, level) =>
    element("rect", { x: left, y: top + height - field * (level + 1), width, height: field, fill: colourOf(level, levels.length) }),
  );
  const ticks = levels.map((value) => ({ value, text: showNumber(value) }));
  return [...fields, ...barFrame(rectangle, { label: "loss", position, ticks, minorTicks: [] })];
}
