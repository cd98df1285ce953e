// The card every plot is drawn on: background, heading, legend and colours, on light pages, dark pages and paper.

import { glyphDefinitions, HALF_DIGIT, label } from "./label.ts";
import { textWidth } from "./lettering/set-line.ts";
import { element, textElement, writeElement, type SvgElement } from "./svg-element.ts";

export interface Card {
  readonly width: number;
  readonly height: number;
  readonly heading: string;
  readonly subheading: string;
  /** What a reader who cannot see the plot is told. */
  readonly description: string;
  readonly legend: readonly LegendEntry[];
  /** Under the heading. */
  readonly contents: readonly SvgElement[];
  /** Clip paths, gradients and the like that the contents refer to. */
  readonly definitions?: readonly SvgElement[];
}

export interface LegendEntry {
  /** The class of what it explains. */
  readonly className: string;
  /** How the sample looks: a line, a few short ticks, a dot that is drawn as its class says, or a filled one. */
  readonly sample: "line" | "ticks" | "dot" | "spot" | "cross";
  readonly text: string;
}

export const CARD_MARGIN = 28;
/** Where the contents may begin. */
export const CARD_CONTENTS_TOP = 96;
/** By which nnc recognises a drawing of its own; among the first 200 bytes. */
export const DRAWN_BY = "<!-- drawn by nnc -->";

interface Palette {
  readonly background: string;
  readonly border: string;
  readonly ink: string;
  readonly muted: string;
  readonly grid: string;
  readonly target: string;
  readonly network: string;
  readonly second: string;
}

/** Colours by class; the dark ones apply where the page's reader prefers dark. In grey, target and network stay apart. */
const LIGHT: Palette = {
  background: "#ffffff", border: "#d5dae0", ink: "#1b242d", muted: "#53606c", grid: "#e6eaee",
  target: "#8fbbe8", network: "#b3400e", second: "#1f6f6b",
};
const DARK: Palette = {
  background: "#12171c", border: "#323b44", ink: "#e8ecf0", muted: "#a9b4bf", grid: "#28313a",
  target: "#3d6c9e", network: "#ff9c5a", second: "#5fc9c0",
};

/** A complete SVG document with a newline at its end. `idPrefix` is for pages that hold several. */
export function drawCard(card: Card, idPrefix = ""): string {
  const { width, height, definitions = [] } = card;
  const drawn = [...drawHeading(card), ...drawLegend(card), ...card.contents];
  const root = element("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", class: "nnc-plot" }, [
    textElement("title", {}, card.heading),
    textElement("desc", {}, card.description),
    textElement("style", {}, styleSheet()),
    element("defs", {}, [...glyphDefinitions(drawn), ...definitions]),
    element("rect", { x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 10, class: "card" }),
    ...drawn,
  ]);
  return `${writeElement(root, idPrefix).replace("\n", `\n${DRAWN_BY}\n`)}\n`;
}

const HEADING_SIZE = 22;
const SUBHEADING_SIZE = 16;
const SAMPLE_LENGTH = 30;
const LINE_HEIGHT = 23;

function drawHeading({ width, heading, subheading, legend }: Card): readonly SvgElement[] {
  const maxWidth = width - 2 * CARD_MARGIN - (legend.length === 0 ? 0 : legendWidth(legend) + 24);
  return [
    label({ text: heading, x: CARD_MARGIN, y: 42, size: HEADING_SIZE, weight: "semibold", className: "ink", maxWidth }),
    label({ text: subheading, x: CARD_MARGIN, y: 66, size: SUBHEADING_SIZE, className: "muted", maxWidth }),
  ];
}

const LEGEND_SIZE = 16;
const LONGEST_LEGEND = 220;

function legendWidth(legend: readonly LegendEntry[]): number {
  return SAMPLE_LENGTH + 10 + Math.min(LONGEST_LEGEND, Math.max(0, ...legend.map(({ text }) => textWidth(text, LEGEND_SIZE))));
}

/** One under the other, the samples of the lines at the right-hand end. */
function drawLegend({ legend, width }: Card): readonly SvgElement[] {
  const right = width - CARD_MARGIN;
  const top = legend.length > 2 ? 26 : 36;
  return legend.flatMap((entry, position) => {
    const y = top + position * LINE_HEIGHT;
    return [
      drawSample(entry, right, y),
      label({
        text: entry.text,
        x: right - SAMPLE_LENGTH - 10,
        y: y + HALF_DIGIT * LEGEND_SIZE,
        size: LEGEND_SIZE,
        className: "muted",
        anchor: "end",
        maxWidth: LONGEST_LEGEND,
      }),
    ];
  });
}

function drawSample({ sample, className }: LegendEntry, right: number, y: number): SvgElement {
  const left = right - SAMPLE_LENGTH;
  switch (sample) {
    case "line":
      return element("line", { x1: left, y1: y, x2: right, y2: y, class: className });
    case "ticks":
      return element("path", { d: [3, 11, 19, 27].map((x) => `M${left + x},${y - 5}v10`).join(""), class: className });
    case "dot":
      return element("circle", { cx: right - SAMPLE_LENGTH / 2, cy: y, r: 5, class: className });
    case "spot":
      return element("path", { d: `M${right - SAMPLE_LENGTH / 2},${y}h0`, class: className, style: "stroke-width:8" });
    case "cross":
      return element("path", { d: crossPath(right - SAMPLE_LENGTH / 2, y), class: className });
  }
}

/** An upright cross around a point. */
export function crossPath(x: number, y: number): string {
  return `M${x - 6},${y}h12M${x},${y - 6}v12`;
}

function styleSheet(): string {
  const rules = [
    ".frame, .curve, .grid, .tick, .rug, .cross, .path { fill: none; }",
    ".curve, .path { stroke-linejoin: round; stroke-linecap: round; }",
    ".curve.target { stroke-width: 7; stroke-linecap: butt; }",
    ".curve.network, .curve.second { stroke-width: 1.8; }",
    ".curve.target.fine { stroke-width: 2.4; }",
    ".curve.network.fine { stroke-width: 0.7; }",
    ".path { stroke-width: 1.6; }",
    ".halo { fill: none; stroke: #ffffff; stroke-width: 4; stroke-linejoin: round; stroke-linecap: round; }",
    ".cross { stroke-width: 2.2; }",
    ".rug { stroke-width: 1; }",
    ".rug.fine { stroke-width: 0.5; }",
    ".region { fill-opacity: 0.14; }",
    ".path.on-colours { stroke: #b3400e; }",
    ".start { fill: #ffffff; stroke: #b3400e; stroke-width: 2.5; }",
    ".end { fill: #b3400e; stroke: #ffffff; stroke-width: 1.5; }",
    ".cross.on-colours { stroke: #1b242d; }",
    ".ring { fill: #ffffff; fill-opacity: 0.6; stroke: #1b242d; stroke-width: 2; }",
  ];
  const dark = colours(DARK).map(scoped).join("\n");
  return [...rules.map(scoped), ...colours(LIGHT).map(scoped), `@media screen and (prefers-color-scheme: dark) {\n${dark}\n}`].join("\n");
}

function colours(palette: Palette): readonly string[] {
  return [
    `.card { fill: ${palette.background}; stroke: ${palette.border}; }`,
    `.ink { fill: ${palette.ink}; }`,
    `.muted { fill: ${palette.muted}; }`,
    `.grid { stroke: ${palette.grid}; }`,
    `.frame, .tick, .zero { stroke: ${palette.muted}; }`,
    `.curve.target { stroke: ${palette.target}; }`,
    `.curve.network { stroke: ${palette.network}; }`,
    `.curve.second, .rug, .cross { stroke: ${palette.second}; }`,
    `.region, .mark { fill: ${palette.network}; }`,
  ];
}

/** A rule with each of its selectors below the drawing's root: pages have classes of their own. */
function scoped(rule: string): string {
  const [selectors, body] = rule.split(" {");
  return `${selectors.split(", ").map((selector) => `.nnc-plot ${selector}`).join(", ")} {${body}`;
}
