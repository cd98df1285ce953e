// The card every plot is drawn on: background, heading, legend and colours, on light pages, dark pages and paper.

import { cardHeader, type Head } from "./card-header.ts";
import { glyphDefinitions } from "./label.ts";
import { element, textElement, writeElement, type SvgElement } from "./svg-element.ts";

export interface Card extends Head {
  readonly width: number;
  /** Under a head of the usual height. */
  readonly height: number;
  /** What a reader who cannot see the plot is told. */
  readonly description: string;
  /** From CARD_CONTENTS_TOP on. */
  readonly contents: readonly SvgElement[];
  /** Clip paths, gradients and the like that the contents refer to. */
  readonly definitions?: readonly SvgElement[];
}

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
  const { width, definitions = [], contents } = card;
  const { elements, surplus } = cardHeader(card, width);
  const height = card.height + surplus;
  const drawn = [...elements, ...(surplus === 0 ? contents : [element("g", { transform: `translate(0 ${surplus})` }, contents)])];
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

function styleSheet(): string {
  const rules = [
    ".frame, .curve, .grid, .tick, .rug, .cross, .path { fill: none; }",
    ".curve, .path { stroke-linejoin: round; stroke-linecap: round; }",
    ".curve.target { stroke-width: 7; stroke-linecap: butt; }",
    ".curve.network, .curve.second { stroke-width: 1.8; }",
    ".path { stroke-width: 1.6; }",
    ".halo { fill: none; stroke: #ffffff; stroke-width: 4; stroke-linejoin: round; stroke-linecap: round; }",
    ".cross { stroke-width: 2.2; }",
    ".rug { stroke-width: 1; }",
    ".rug.fine { stroke-width: 0.5; }",
    ".region { fill-opacity: 0.14; }",
    ".band { fill-opacity: 0.4; stroke-width: 1; stroke-linejoin: round; }",
    ".band.target { fill-opacity: 0.8; }",
    ".stretch { fill-opacity: 0.22; }",
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
    `.curve.target, .band.target { stroke: ${palette.target}; }`,
    `.curve.network, .band.network { stroke: ${palette.network}; }`,
    `.curve.second, .rug, .cross { stroke: ${palette.second}; }`,
    `.band.target { fill: ${palette.target}; }`,
    `.region, .mark, .band.network { fill: ${palette.network}; }`,
    `.stretch, .mark.second { fill: ${palette.second}; }`,
  ];
}

/** A rule with each of its selectors below the drawing's root: pages have classes of their own. */
function scoped(rule: string): string {
  const [selectors, body] = rule.split(" {");
  return `${selectors.split(", ").map((selector) => `.nnc-plot ${selector}`).join(", ")} {${body}`;
}
