// Draws the loss surface of two parameters as filled contours, and in it the path of a training.

import { linearAxis, logarithmicAxis, type Axis } from "../axis.ts";
import { CARD_CONTENTS_TOP, CARD_MARGIN, crossPath, type Card } from "../card.ts";
import { BAR_WIDTH, barFrame } from "../colour-bar.ts";
import { hexadecimal, SEQUENTIAL } from "../colour.ts";
import { curvePath } from "../curve.ts";
import { gridContours, type Grid, type GridVariable } from "../grid.ts";
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

/** The same card for the same data. Throws RangeError where the surface has other sizes or the path has no point. */
export function contourPlot(data: ContourData): Card {
  const { target, training, variable, surface, path, minimum, variables } = data;
  const [first] = path;
  if (first === undefined || surface.values.length !== surface.columns * surface.rows) throw new RangeError("a contour plot of sizes that do not fit");
  const last = path[path.length - 1];
  const top = CARD_CONTENTS_TOP + 14;
  const [horizontal, vertical] = variables;
  const y = linearAxis({
    label: vertical.name,
    domain: [vertical.low, vertical.high],
    range: [top + HEIGHT_OF_PANEL, top],
    tickCount: 8,
    roundEnds: false,
  });
  const left = CARD_MARGIN - 6 + yAxisWidth(y);
  const rectangle: Rectangle = { left, top, width: WIDTH - CARD_MARGIN - BAR_ROOM - left, height: HEIGHT_OF_PANEL };
  const x = linearAxis({
    label: horizontal.name,
    domain: [horizontal.low, horizontal.high],
    range: [left, left + rectangle.width],
    tickCount: 8,
    roundEnds: false,
  });
  const levels = levelsOf(surface.values);
  const showPair = ([one, other]: readonly [number, number]): string => `${horizontal.name} = ${showNumber(one)}, ${vertical.name} = ${showNumber(other)}`;
  const steps = path.length - 1;
  return {
    width: WIDTH,
    height: top + HEIGHT_OF_PANEL + X_AXIS_HEIGHT + CARD_MARGIN - 10,
    heading: `the loss of ${horizontal.name}·${variable} + ${vertical.name} on ${target}`,
    subheading: training,
    description: `Filled contours of the loss; the path of ${steps} steps from ${showPair(first)} to ${showPair(last)}; the least loss is at ${showPair(minimum)}.`,
    legend: [
      { className: "curve network", sample: "line", text: steps === 1 ? "1 step" : `${showCount(steps)} steps` },
      { className: "cross", sample: "cross", text: "least loss" },
    ],
    contents: [
      drawPanel({
        rectangle,
        x,
        y,
        showsX: true,
        showsY: true,
        contents: [...fillLevels(data, levels, rectangle, x, y), ...drawPath(path, minimum, x, y)],
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

function drawPath(path: ContourData["path"], minimum: readonly [number, number], x: Axis, y: Axis): readonly SvgElement[] {
  const [horizontal, vertical] = [path.map(([one]) => one), path.map(([, other]) => other)];
  const d = curvePath(horizontal, vertical, x, y);
  const ends = [{ place: path[0], className: "start" }, ...path.slice(1).slice(-1).map((place) => ({ place, className: "end" }))];
  const cross = crossPath(round(x.position(minimum[0])), round(y.position(minimum[1])));
  return [
    element("path", { d, class: "halo" }),
    element("path", { d, class: "path on-colours" }),
    ...ends.map(({ place, className }) => element("circle", { cx: x.position(place[0]), cy: y.position(place[1]), r: 5, class: className })),
    element("path", { d: cross, class: "halo" }),
    element("path", { d: cross, class: "cross on-colours" }),
  ];
}

/** One field a colour, between them the loss where they meet. */
function levelBar(levels: readonly number[], rectangle: Rectangle): readonly SvgElement[] {
  const { left, top, width, height } = rectangle;
  const field = height / (levels.length + 1);
  const position = (value: number): number => top + height - field * (levels.indexOf(value) + 1);
  const fields = Array.from({ length: levels.length + 1 }, (_, level) =>
    element("rect", { x: left, y: top + height - field * (level + 1), width, height: field, fill: colourOf(level, levels.length) }),
  );
  const first = levels[0] ?? 1;
  const written = logarithmicAxis({ label: "loss", domain: [first, first * 2], range: [0, 1], tickCount: 1 });
  return [
    ...fields,
    ...barFrame(rectangle, { ...written, position, ticks: levels.map((value) => ({ value, text: showNumber(value) })), minorTicks: [] }),
  ];
}
