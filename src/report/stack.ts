// Stacks panels: one under the other, with their left ends in line.

import type { Axis } from "./axis.ts";
import { CARD_CONTENTS_TOP, CARD_MARGIN } from "./card-header.ts";
import { NUMBER_SIZE } from "./fitted-axis.ts";
import { HALF_DIGIT, label } from "./label.ts";
import { textWidth } from "./lettering/set-line.ts";
import { drawMark, MARK_WIDTH, type Mark } from "./mark.ts";
import { drawPanel, X_AXIS_HEIGHT, yAxisWidth, type Rectangle } from "./plot-panel.ts";
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
  /** What the note speaks of as it is drawn, before it. */
  readonly noteMark?: Mark;
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
/** Between the lines of a title and a note that have no room side by side. */
const NOTE_LINE = 18;
/** Between a title and a note side by side. */
const NOTE_GAP = 24;

/** Fills a card of this width from below its heading. */
export function stackPanels(width: number, panels: readonly StackedPanel[]): Stack {
  const numbers = panels.map(({ height, y }) => yAxisWidth(y([height, 0])));
  const left = CARD_MARGIN - 6 + Math.max(...numbers);
  const right = width - CARD_MARGIN;
  const tops: number[] = [];
  let top = CARD_CONTENTS_TOP;
  panels.forEach((panel, place) => {
    const { height, showsX, note, title } = panel;
    if (note !== undefined || title !== undefined) top += place === 0 ? 10 : NOTE_HEIGHT;
    if (!standSideBySide(panel, right - left)) top += NOTE_LINE;
    tops.push(top);
    top += height + (showsX ? X_AXIS_HEIGHT : 0) + GAP;
  });
  const contents = panels.flatMap((panel, place) => {
    const rectangle = { left, top: tops[place], width: right - left, height: panel.height };
    const [x, y] = [panel.x([left, right]), panel.y([tops[place] + panel.height, tops[place]])];
    const marks = panel.marks?.({ rectangle, x, y }) ?? [];
    const drawn = drawPanel({ rectangle, x, y, showsX: panel.showsX, showsY: true, contents: panel.contents({ rectangle, x, y }), marks });
    return [drawn, ...drawNotes(panel, rectangle)];
  });
  return { contents, height: top - GAP + CARD_MARGIN - 10 };
}

function noteWidth({ note = "", noteMark }: StackedPanel): number {
  return textWidth(note, NUMBER_SIZE) + (noteMark === undefined ? 0 : MARK_WIDTH - 6);
}

function standSideBySide(panel: StackedPanel, width: number): boolean {
  const { title, note } = panel;
  return title === undefined || note === undefined || textWidth(title, NUMBER_SIZE, "semibold") + NOTE_GAP + noteWidth(panel) <= width;
}

function drawNotes(panel: StackedPanel, { left, top, width }: Rectangle): readonly SvgElement[] {
  const { title, note, noteMark } = panel;
  const common = { size: NUMBER_SIZE, className: "ink", maxWidth: width };
  const above = standSideBySide(panel, width) ? 0 : NOTE_LINE;
  const markLeft = left + width - Math.min(width, noteWidth(panel));
  return [
    ...(title === undefined ? [] : [label({ ...common, text: title, x: left, y: top - 8 - above, weight: "semibold" as const })]),
    ...(note === undefined ? [] : [label({ ...common, text: note, x: left + width, y: top - 8, anchor: "end" as const })]),
    ...(noteMark === undefined ? [] : drawMark(noteMark, markLeft - 4, top - 8 - HALF_DIGIT * NUMBER_SIZE)),
  ];
}
