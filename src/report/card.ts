// The card every plot is drawn on: background, heading, legend and colours, on light pages, dark pages and paper.

import { element, textElement } from "./svg.ts";

export interface Card {
  readonly width: number;
  readonly height: number;
  readonly heading: string;
  readonly subheading: string;
  /** What a reader who cannot see the plot is told. */
  readonly description: string;
  readonly legend: readonly LegendEntry[];
  /** Elements under the heading, as text. */
  readonly contents: readonly string[];
}

export interface LegendEntry {
  /** The class of the line it explains. */
  readonly className: string;
  readonly text: string;
}

export const CARD_MARGIN = 28;
/** Where the contents may begin. */
export const CARD_CONTENTS_TOP = 92;

/** Colours by class; the dark ones apply where the page's reader prefers dark. No fonts but the system's own are named. */
const LIGHT = { background: "#ffffff", border: "#d5dae0", ink: "#1b242d", muted: "#5b6875", grid: "#e6eaee", target: "#8fbbe8", network: "#b3400e" };
const DARK: typeof LIGHT = { background: "#12171c", border: "#323b44", ink: "#e8ecf0", muted: "#a0acb8", grid: "#28313a", target: "#3d6c9e", network: "#ff9c5a" };

/** A complete SVG document with a newline at its end. */
export function drawCard(card: Card): string {
  const { width, height } = card;
  const entries = drawLegend(card.legend, width - CARD_MARGIN);
  return `${element(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, role: "img" },
    textElement("title", {}, card.heading),
    textElement("desc", {}, card.description),
    element("style", {}, styleSheet()),
    element("rect", { x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 10, class: "card" }),
    textElement("text", { x: CARD_MARGIN, y: 40, class: "heading" }, card.heading),
    textElement("text", { x: CARD_MARGIN, y: 63, class: "label" }, card.subheading),
    ...entries,
    ...card.contents,
  )}\n`;
}

const SAMPLE_LENGTH = 30;
const LINE_HEIGHT = 23;

/** One under the other, the samples of the lines at the right-hand end. */
function drawLegend(legend: readonly LegendEntry[], right: number): readonly string[] {
  return legend.flatMap(({ className, text }, position) => {
    const y = 35 + position * LINE_HEIGHT;
    return [
      element("line", { x1: right - SAMPLE_LENGTH, y1: y, x2: right, y2: y, class: className }),
      textElement("text", { x: right - SAMPLE_LENGTH - 10, y: y + 5, class: "label", "text-anchor": "end" }, text),
    ];
  });
}

function styleSheet(): string {
  return [
    "text { font-family: system-ui, sans-serif; font-variant-numeric: tabular-nums; }",
    ".heading { font-size: 20px; font-weight: 600; }",
    ".label { font-size: 14px; }",
    ".number, .note { font-size: 13px; }",
    ".frame, .curve { fill: none; }",
    ".curve { stroke-linejoin: round; }",
    ".target { stroke-width: 7; }",
    ".network { stroke-width: 1.8; }",
    ".region { fill-opacity: 0.14; }",
    ...colours(LIGHT),
    `@media screen and (prefers-color-scheme: dark) {\n${colours(DARK).join("\n")}\n}`,
  ].join("\n");
}

function colours(palette: typeof LIGHT): readonly string[] {
  return [
    `.card { fill: ${palette.background}; stroke: ${palette.border}; }`,
    `.heading, .note { fill: ${palette.ink}; }`,
    `.label, .number { fill: ${palette.muted}; }`,
    `.grid { stroke: ${palette.grid}; }`,
    `.frame, .tick, .zero { stroke: ${palette.muted}; }`,
    `.target { stroke: ${palette.target}; }`,
    `.network { stroke: ${palette.network}; }`,
    `.region, .mark { fill: ${palette.network}; }`,
  ];
}
