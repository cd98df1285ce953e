// The head of a card: heading, the line below it and the legend beside them. Long ones take several lines, and the contents of the
// card stand as much lower.

import { HALF_DIGIT, label } from "./label.ts";
import { textWidth } from "./lettering/set-line.ts";
import { drawMark, MARK_WIDTH, type Mark } from "./mark.ts";
import { breakLines, shortenUntil, type Fits } from "./shorten.ts";
import type { SvgElement } from "./svg-element.ts";

export const CARD_MARGIN = 28;
/** Where the contents may begin under a head of the usual height. */
export const CARD_CONTENTS_TOP = 96;

/** What is told above the contents. */
export interface Head {
  readonly heading: string;
  /** The part of the heading that is shortened where all of it has no room. */
  readonly subject?: string;
  readonly subheading: string;
  readonly legend: readonly LegendEntry[];
}

export interface LegendEntry {
  /** As what it explains is drawn. */
  readonly mark: Mark;
  readonly text: string;
}

export interface CardHeader {
  readonly elements: readonly SvgElement[];
  /** By how much it is higher than usual. */
  readonly surplus: number;
}

/** One line has large letters, several have smaller ones. */
const LARGE = { size: 22, line: 24, first: 42 };
const SMALL = { size: 18, line: 22, first: 38 };
const SUBHEADING = { size: 16, line: 20 };
const MOST_HEADING_LINES = 3;
const MOST_SUBHEADING_LINES = 3;
/** From the base line of the last line to the contents. */
const BELOW_TEXT = 30;

const LEGEND_SIZE = 16;
const LEGEND_LINE = 23;
const LONGEST_LEGEND = 220;
const TEXT_TO_MARK = 10;
/** From the middle of the last entry to the contents. */
const BELOW_LEGEND = 24;
/** Between heading and legend. */
const GAP = 24;

/** For a card of this width. */
export function cardHeader(head: Head, width: number): CardHeader {
  const { legend, subheading } = head;
  const room = width - 2 * CARD_MARGIN - (legend.length === 0 ? 0 : legendWidth(legend) + GAP);
  const heading = headingLines(head, room);
  const { size, line, first } = heading.length === 1 ? LARGE : SMALL;
  const rest = subheading === "" ? [] : breakLines(subheading, (text) => textWidth(text, SUBHEADING.size) <= room, MOST_SUBHEADING_LINES);
  const baseOf = (place: number): number => first + line * (heading.length - 1) + (place < 0 ? 0 : 24 + SUBHEADING.line * place);
  const textEnd = baseOf(rest.length - 1) + BELOW_TEXT;
  const legendEnd = legend.length === 0 ? 0 : legendMiddle(legend, legend.length - 1) + BELOW_LEGEND;
  return {
    elements: [
      ...heading.map((text, place) => label({ text, x: CARD_MARGIN, y: first + line * place, size, weight: "semibold", className: "ink", maxWidth: room })),
      ...rest.map((text, place) => label({ text, x: CARD_MARGIN, y: baseOf(place), size: SUBHEADING.size, className: "muted", maxWidth: room })),
      ...drawLegend(legend, width - CARD_MARGIN),
    ],
    surplus: Math.max(0, textEnd - CARD_CONTENTS_TOP, legendEnd - CARD_CONTENTS_TOP),
  };
}

/** Where all of the heading has no room, its subject is shortened, and what is said of the subject stays. */
function headingLines({ heading, subject }: Pick<Head, "heading" | "subject">, room: number): readonly string[] {
  const fitsLarge: Fits = (text) => textWidth(text, LARGE.size, "semibold") <= room;
  if (fitsLarge(heading)) return [heading];
  const lines = (text: string): readonly string[] => breakLines(text, (part) => textWidth(part, SMALL.size, "semibold") <= room, MOST_HEADING_LINES);
  const isWhole = (text: string): boolean => !(lines(text).at(-1) ?? "").endsWith("…") || text.endsWith("…");
  if (subject === undefined) return lines(heading);
  const [before, after] = [heading.slice(0, heading.indexOf(subject)), heading.slice(heading.indexOf(subject) + subject.length)];
  const wholeWith = (part: string): string => `${before}${part}${after}`;
  return lines(wholeWith(shortenUntil(subject, (part) => isWhole(wholeWith(part)))));
}

function legendWidth(legend: readonly LegendEntry[]): number {
  return MARK_WIDTH + TEXT_TO_MARK + Math.min(LONGEST_LEGEND, Math.max(0, ...legend.map(({ text }) => textWidth(text, LEGEND_SIZE))));
}

function legendMiddle(legend: readonly LegendEntry[], place: number): number {
  return (legend.length > 2 ? 26 : 36) + place * LEGEND_LINE;
}

/** One under the other, the marks at the right-hand end. */
function drawLegend(legend: readonly LegendEntry[], right: number): readonly SvgElement[] {
  return legend.flatMap(({ mark, text }, place) => {
    const middle = legendMiddle(legend, place);
    const end = right - MARK_WIDTH;
    return [
      ...drawMark(mark, end, middle),
      label({ text, x: end - TEXT_TO_MARK, y: middle + HALF_DIGIT * LEGEND_SIZE, size: LEGEND_SIZE, className: "muted", anchor: "end", maxWidth: LONGEST_LEGEND }),
    ];
  });
}
