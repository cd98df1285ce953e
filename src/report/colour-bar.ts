// A colour bar: which colour is which number.

import type { Axis } from "./axis.ts";
import { hexadecimal, type Ramp } from "./colour.ts";
import { NUMBER_SIZE } from "./fitted-axis.ts";
import { HALF_DIGIT, label } from "./label.ts";
import { textWidth } from "./lettering/set-line.ts";
import { LABEL_SIZE, round, type Rectangle } from "./plot-panel.ts";
import { element, type SvgElement } from "./svg-element.ts";

export const BAR_WIDTH = 14;
const TICK_LENGTH = 4;

/** What the numbers beside a bar, and the label above it, need to the right of it. */
export function barLabelWidth({ ticks, label: text }: Axis): number {
  const numbers = TICK_LENGTH + 4 + Math.max(0, ...ticks.map((tick) => textWidth(tick.text, NUMBER_SIZE)));
  return Math.max(numbers, textWidth(text, LABEL_SIZE) - 2 - BAR_WIDTH);
}

const STOPS = 16;

/** The gradient of a ramp from the bottom of a bar to its top, to be among the definitions. */
export function barGradient(id: string, ramp: Ramp): SvgElement {
  const stops = Array.from({ length: STOPS + 1 }, (_, place) => element("stop", { offset: place / STOPS, "stop-color": hexadecimal(ramp(place / STOPS)) }));
  return element("linearGradient", { id, x1: 0, y1: 1, x2: 0, y2: 0 }, stops);
}

/** A bar filled by a gradient, its numbers on the right, its label above. */
export function gradientBar(gradient: string, rectangle: Rectangle, axis: Axis): readonly SvgElement[] {
  const { left, top, width, height } = rectangle;
  return [element("rect", { x: left, y: top, width, height, fill: `url(#${gradient})` }), ...barFrame(rectangle, axis)];
}

/** The frame, ticks and numbers of a bar, and the axis's label above it. */
export function barFrame({ left, top, width, height }: Rectangle, axis: Axis): readonly SvgElement[] {
  const right = left + width;
  return [
    element("rect", { x: left, y: top, width, height, class: "frame" }),
    element("path", { d: axis.ticks.map(({ value }) => `M${right},${round(axis.position(value))}h${TICK_LENGTH}`).join(""), class: "tick" }),
    ...axis.ticks.map(({ value, text }) =>
      label({ text, x: right + TICK_LENGTH + 4, y: axis.position(value) + HALF_DIGIT * NUMBER_SIZE, size: NUMBER_SIZE, className: "muted" }),
    ),
    label({ text: axis.label, x: left - 2, y: top - 9, size: LABEL_SIZE, className: "muted" }),
  ];
}
