// Draws which classes a classifier takes for which: a row for each that samples have, a column for each that is told. Judges nothing.

import type { Card } from "../card.ts";
import { CARD_CONTENTS_TOP, CARD_MARGIN } from "../card-header.ts";
import { HALF_DIGIT, label } from "../label.ts";
import { textWidth } from "../lettering/set-line.ts";
import { round } from "../plot-panel.ts";
import { showCount } from "../scientific.ts";
import { element, type SvgElement } from "../svg-element.ts";
import { CURVE_CARD_WIDTH } from "./curve-data.ts";

export interface ConfusionData {
  /** The network in a line. */
  readonly network: string;
  /** Of the column of the labels. */
  readonly name: string;
  readonly labels: readonly string[];
  /** How many samples that have the label of the row are told to have that of the column. */
  readonly counts: readonly (readonly number[])[];
}

const TEXT_SIZE = 15;
const LARGEST_CELL = 64;
/** Smaller ones have no room for a number. */
const LEAST_WRITTEN = 26;
const ROW_LABELS = 150;
/** Above the columns: the words of the axis, and below them the labels. */
const AXIS_TITLE = 26;
const LABEL_LINE = 26;
const LONGEST_UPWARDS = 130;

/**
 * The same card for the same data. Cells are the darker, the larger their share of the row.
 *
 * @throws RangeError where there are no labels.
 */
export function confusionPlot({ network, name, labels, counts }: ConfusionData): Card {
  if (labels.length === 0) throw new RangeError("a plot of no labels");
  const left = CARD_MARGIN + ROW_LABELS;
  const cell = Math.min(LARGEST_CELL, (CURVE_CARD_WIDTH - CARD_MARGIN - left) / labels.length);
  // Labels that are wider than their columns read upwards.
  const longest = Math.max(...labels.map((text) => textWidth(text, TEXT_SIZE)));
  const upwards = longest > cell - 4;
  const top = CARD_CONTENTS_TOP + AXIS_TITLE + (upwards ? Math.min(LONGEST_UPWARDS, longest) + 14 : LABEL_LINE);
  const height = top + cell * labels.length + CARD_MARGIN;
  const wrong = counts.flatMap((row, had) => row.flatMap((count, told) => (told === had || count === 0 ? [] : [`${showCount(count)} of ${labels[had]} told as ${labels[told]}`])));
  return {
    width: CURVE_CARD_WIDTH,
    height: Math.ceil(height),
    heading: `what the network takes for what: ${name}`,
    subject: name,
    subheading: network,
    description: wrong.length === 0 ? "Every sample is told right." : `${wrong.join("; ")}; the others are told right.`,
    legend: [],
    contents: [...axisTitles(left, top), ...labelsAround(labels, cell, upwards, left, top), ...counts.flatMap((row, had) => rowOf(row, had, cell, left, top))],
  };
}

function axisTitles(left: number, top: number): readonly SvgElement[] {
  return [
    label({ text: "samples that are", x: CARD_MARGIN, y: top - 10, size: TEXT_SIZE, className: "muted", maxWidth: ROW_LABELS - 12 }),
    label({ text: "are told to be", x: left, y: CARD_CONTENTS_TOP + 14, size: TEXT_SIZE, className: "muted" }),
  ];
}

function labelsAround(labels: readonly string[], cell: number, upwards: boolean, left: number, top: number): readonly SvgElement[] {
  // Of narrow cells not every one has room for a label.
  const step = Math.ceil(TEXT_SIZE / cell);
  return labels.flatMap((text, at) => {
    if (at % step !== 0) return [];
    const middle = (at + 0.5) * cell;
    return [
      label({ text, x: left - 12, y: top + middle + HALF_DIGIT * TEXT_SIZE, size: TEXT_SIZE, className: "ink", anchor: "end", maxWidth: ROW_LABELS - 12 }),
      upwards
        ? label({ text, x: left + middle + HALF_DIGIT * TEXT_SIZE, y: top - 8, size: TEXT_SIZE, className: "ink", upwards, maxWidth: LONGEST_UPWARDS })
        : label({ text, x: left + middle, y: top - 10, size: TEXT_SIZE, className: "ink", anchor: "middle" }),
    ];
  });
}

function rowOf(row: readonly number[], had: number, cell: number, left: number, top: number): readonly SvgElement[] {
  const all = row.reduce((sum, count) => sum + count, 0);
  return row.flatMap((count, told) => {
    const [x, y] = [left + told * cell, top + had * cell];
    const frame = { x: round(x), y: round(y), width: round(cell), height: round(cell) };
    const share = all === 0 ? 0 : count / all;
    return [
      element("rect", { ...frame, class: "region", style: `fill-opacity:${round(0.75 * share)}` }),
      element("rect", { ...frame, class: "grid" }),
      ...(count === 0 || cell < LEAST_WRITTEN
        ? []
        : [label({ text: showCount(count), x: x + cell / 2, y: y + cell / 2 + HALF_DIGIT * TEXT_SIZE, size: TEXT_SIZE, className: "ink", anchor: "middle", maxWidth: cell - 4 })]),
    ];
  });
}
