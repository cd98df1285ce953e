// Stacks panels: one under the other, with their left ends in line.

import type { Axis } from "./axis.ts";
import { CARD_CONTENTS_TOP, CARD_MARGIN } from "./card.ts";
import { label } from "./label.ts";
import { drawPanel, NUMBER_SIZE, X_AXIS_HEIGHT, yAxisWidth, type Rectangle } from "./plot-panel.ts";
import type { SvgElement } from "./svg-element.ts";

export interface StackedPanel {
  readonly height: number;
  /** The axes, given where their ends lie in the drawing. */
  readonly x: (range: readonly [number, number]) => Axis;
  readonly y: (range: readonly [number, number]) => Axis;
  readonly showsX: boolean;
  /** Above the panel, on the left and on the right. */
  readonly title?: string;
  readonly note?: string;
  readonly contents: (place: PanelPlace) => readonly SvgElement[];
  readonly marks?: (place: PanelPlace) => readonly SvgElement[];
}

export interface PanelPlace {
  readonly rectangle: Rectangle;
  readonly x: Axis;
  readonly y: Axis;
}

export interface Stack {
  readonly contents: readonly SvgElement[];
  /** Of the whole card. */
  readonly height: number;
}

const NOTE_HEIGHT = 24;
const GAP = 14;

/** Fills a card of this width from below its heading. */
export function stackPanels(width: number, panels: readonly StackedPanel[]): Stack {
  const tops: number[] = [];
  let top = CARD_CONTENTS_TOP;
  panels.forEach(({ height, showsX, note, title }, place) => {
    if (note !== undefined || title !== undefined) top += place === 0 ? 10 : NOTE_HEIGHT;
    tops.push(top);
    top += height + (showsX ? X_AXIS_HEIGHT : 0) + GAP;
  });
  const yAxes = panels.map(({ height, y }, place) => y([tops[place] + height, tops[place]]));
  const left = CARD_MARGIN - 6 + Math.max(...yAxes.map(yAxisWidth));
  const right = width - CARD_MARGIN;
  const contents = panels.flatMap((panel, place) => {
    const rectangle = { left, top: tops[place], width: right - left, height: panel.height };
    const [x, y] = [panel.x([left, right]), yAxes[place]];
    const marks = panel.marks?.({ rectangle, x, y }) ?? [];
    const drawn = drawPanel({ rectangle, x, y, showsX: panel.showsX, showsY: true, contents: panel.contents({ rectangle, x, y }), marks });
    return [drawn, ...drawNotes(panel, rectangle)];
  });
  return { contents, height: top - GAP + CARD_MARGIN - 10 };
}

function drawNotes({ title, note }: StackedPanel, { left, top, width }: Rectangle): readonly SvgElement[] {
  const share = note !== undefined && title !== undefined ? 0.48 * width : width;
  const common = { y: top - 8, size: NUMBER_SIZE, className: "ink", maxWidth: share };
  return [
    ...(title === undefined ? [] : [label({ ...common, text: title, x: left, weight: "semibold" as const })]),
    ...(note === undefined ? [] : [label({ ...common, text: note, x: left + width, anchor: "end" as const })]),
  ];
}
