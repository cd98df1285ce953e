// A panel: a rectangle with grid, axes and their labels, and whatever a plot draws in it.

import type { Axis } from "./axis.ts";
import { element, textElement } from "./svg.ts";

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
  /** Elements over the grid, as text. */
  readonly contents: readonly string[];
}

const TICK_LENGTH = 5;
const LABEL_DISTANCE = 44;

export function drawPanel(panel: Panel): string {
  const { rectangle, x, contents } = panel;
  const bottom = rectangle.top + rectangle.height;
  const frame = { x: rectangle.left, y: rectangle.top, width: rectangle.width, height: rectangle.height };
  return element(
    "g",
    {},
    ...x.ticks.map(({ value }) => gridLine(x.position(value), rectangle.top, x.position(value), bottom)),
    ...drawLeftAxis(panel),
    element("rect", { ...frame, class: "frame" }),
    ...(panel.showsX ? drawBottomAxis(panel) : []),
    ...contents,
  );
}

function drawBottomAxis({ rectangle: { left, top, width, height }, x }: Panel): readonly string[] {
  const bottom = top + height;
  return [
    ...x.ticks.flatMap(({ value, text }) => [
      element("line", { x1: x.position(value), y1: bottom, x2: x.position(value), y2: bottom + TICK_LENGTH, class: "tick" }),
      textElement("text", { x: x.position(value), y: bottom + 20, class: "number", "text-anchor": "middle" }, text),
    ]),
    textElement("text", { x: left + width / 2, y: bottom + LABEL_DISTANCE - 4, class: "label", "text-anchor": "middle" }, x.label),
  ];
}

function drawLeftAxis({ rectangle: { left, top, width, height }, y }: Panel): readonly string[] {
  const middle = top + height / 2;
  const labelX = left - LABEL_DISTANCE;
  return [
    ...y.ticks.flatMap(({ value, text }) => [
      gridLine(left, y.position(value), left + width, y.position(value)),
      element("line", { x1: left - TICK_LENGTH, y1: y.position(value), x2: left, y2: y.position(value), class: "tick" }),
      // Digits reach to 0.72 of the size of common fonts: half of it below the line centres them.
      textElement("text", { x: left - 9, y: y.position(value) + 4.5, class: "number", "text-anchor": "end" }, text),
    ]),
    textElement("text", { x: labelX, y: middle, class: "label", "text-anchor": "middle", transform: `rotate(-90 ${labelX} ${middle})` }, y.label),
  ];
}

function gridLine(x1: number, y1: number, x2: number, y2: number): string {
  return element("line", { x1, y1, x2, y2, class: "grid" });
}
