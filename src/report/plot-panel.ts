// A panel: a rectangle with grid, axes and their labels, and whatever a plot draws in it.

import type { Axis } from "./axis.ts";
import { middleOfNumber, NUMBER_SIZE } from "./fitted-axis.ts";
import { HALF_DIGIT, label } from "./label.ts";
import { textWidth } from "./lettering/set-line.ts";
import { element, type SvgElement } from "./svg-element.ts";

/** A rectangle of the drawing, in its units. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Panel {
  readonly rectangle: Rectangle;
  readonly x: Axis;
  readonly y: Axis;
  /** Whether the numbers and the label of the x axis are written: in a stack of panels, the lowest one does. */
  readonly showsX: boolean;
  /** The same for the y axis: in a row of panels, the leftmost one does. */
  readonly showsY: boolean;
  /** Elements over the grid, cut at the edges of the rectangle. */
  readonly contents: readonly SvgElement[];
  /** Elements over these that may reach beyond an edge: dots and the like. */
  readonly marks?: readonly SvgElement[];
}

export const LABEL_SIZE = 15;
const TICK_LENGTH = 5;
const MINOR_TICK_LENGTH = 3;
/** Between an axis and its numbers. */
const NUMBER_DISTANCE = 9;
const LABEL_DISTANCE = 14;
/** Below a panel whose x axis is written. */
export const X_AXIS_HEIGHT = 46;

/** What a y axis needs to the left of its panel. */
export function yAxisWidth(y: Axis): number {
  return NUMBER_DISTANCE + numbersWidth(y) + LABEL_DISTANCE + LABEL_SIZE * 0.75;
}

function numbersWidth({ ticks }: Axis): number {
  return Math.max(0, ...ticks.map(({ text }) => textWidth(text, NUMBER_SIZE)));
}

export function drawPanel(panel: Panel): SvgElement {
  const { rectangle, x, y, contents, marks = [] } = panel;
  const { left, top, width, height } = rectangle;
  const [right, bottom] = [left + width, top + height];
  const grid = [
    ...x.ticks.map(({ value }) => `M${round(x.position(value))},${top}V${bottom}`),
    ...y.ticks.map(({ value }) => `M${left},${round(y.position(value))}H${right}`),
  ].join("");
  const frame = { x: left, y: top, width, height };
  // The same for the same rectangle, which has one panel.
  const clip = `panel-${Math.round(left)}-${Math.round(top)}`;
  return element("g", {}, [
    element("clipPath", { id: clip }, [element("rect", frame)]),
    ...(grid === "" ? [] : [element("path", { d: grid, class: "grid" })]),
    element("g", { "clip-path": `url(#${clip})` }, contents),
    element("rect", { ...frame, class: "frame" }),
    ...marks,
    ...(panel.showsX ? drawBottomAxis(panel) : []),
    ...(panel.showsY ? drawLeftAxis(panel) : []),
  ]);
}

function drawBottomAxis({ rectangle: { left, top, width, height }, x }: Panel): readonly SvgElement[] {
  const bottom = top + height;
  const marks = [
    ...x.ticks.map(({ value }) => `M${round(x.position(value))},${bottom}v${TICK_LENGTH}`),
    ...x.minorTicks.map((value) => `M${round(x.position(value))},${bottom}v${MINOR_TICK_LENGTH}`),
  ];
  return [
    element("path", { d: marks.join(""), class: "tick" }),
    ...x.ticks.map(({ value, text }) => label({ text, x: middleOfNumber(x.position(value), text, [left, left + width]), y: bottom + 20, size: NUMBER_SIZE, className: "muted", anchor: "middle" })),
    label({ text: x.label, x: left + width / 2, y: bottom + 41, size: LABEL_SIZE, className: "muted", anchor: "middle", maxWidth: width }),
  ];
}

function drawLeftAxis({ rectangle: { left, top, height }, y }: Panel): readonly SvgElement[] {
  const marks = [
    ...y.ticks.map(({ value }) => `M${left},${round(y.position(value))}h${-TICK_LENGTH}`),
    ...y.minorTicks.map((value) => `M${left},${round(y.position(value))}h${-MINOR_TICK_LENGTH}`),
  ];
  return [
    element("path", { d: marks.join(""), class: "tick" }),
    ...y.ticks.map(({ value, text }) =>
      label({ text, x: left - NUMBER_DISTANCE, y: y.position(value) + HALF_DIGIT * NUMBER_SIZE, size: NUMBER_SIZE, className: "muted", anchor: "end" }),
    ),
    label({
      text: y.label,
      x: left - NUMBER_DISTANCE - numbersWidth(y) - LABEL_DISTANCE,
      y: top + height / 2,
      size: LABEL_SIZE,
      className: "muted",
      anchor: "middle",
      upwards: true,
      maxWidth: height,
    }),
  ];
}

/** To a hundredth of a unit. */
export function round(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
