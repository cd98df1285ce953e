// Reads the layout of a drawing: the boxes of its texts and what it is drawn with, from the elements of a card.

import { cardHeader } from "../../src/report/card-header.ts";
import type { Card } from "../../src/report/card.ts";
import { SUPERSCRIPT_SCALE } from "../../src/report/lettering/set-line.ts";
import { glyphById } from "../../src/report/lettering/typeface.ts";
import type { SvgElement } from "../../src/report/svg-element.ts";

export interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Of every text that is drawn, in the drawing's units. */
  readonly boxes: readonly Box[];
  /** Of every circle that is no part of the legend. */
  readonly circles: readonly Box[];
  /** Class, radius and style of what the legend explains, and of everything in the contents. */
  readonly legend: readonly string[];
  readonly contents: ReadonlySet<string>;
}

/** Of letters, as shares of their size. */
const ASCENT = 0.66;
const DESCENT = 0.2;

export function layoutOf(card: Card): Layout {
  const { elements, surplus } = cardHeader(card, card.width);
  const contents = card.contents.flatMap(all);
  const drawn = [...elements.flatMap(all).map((element) => ({ element, down: 0 })), ...contents.map((element) => ({ element, down: surplus }))];
  return {
    width: card.width,
    height: card.height + surplus,
    boxes: drawn.flatMap(({ element, down }) => (element.attributes.role === "img" ? [boxOf(element, down)] : [])),
    circles: contents.flatMap((element) => (element.name === "circle" ? [circleBox(element, surplus)] : [])),
    legend: elements.flatMap((element) => (element.name === "g" ? [] : [lookOf(element)])),
    contents: new Set(contents.map(lookOf)),
  };
}

/** Texts are wholes. */
function all(root: SvgElement): readonly SvgElement[] {
  return root.attributes.role === "img" ? [root] : [root, ...root.children.flatMap(all)];
}

function lookOf({ attributes: { class: name, r, style } }: SvgElement): string {
  return [name, ...(r === undefined ? [] : [`radius ${r}`]), ...(style === undefined ? [] : [style])].join(" ");
}

function boxOf({ attributes, children }: SvgElement, down: number): Box {
  const [, x = "", y = "", turn = "", scale = ""] = /^translate\(([-\d.e]+) ([-\d.e]+)\)( rotate\(-90\))? scale\(([\d.]+)\)$/.exec(String(attributes.transform)) ?? [];
  const size = 1000 * Number(scale);
  const width = Math.max(0, ...children.map((child) => endOf(child))) * Number(scale);
  const [left, base] = [Number(x), Number(y) + down];
  const text = String(attributes["aria-label"]);
  return turn === ""
    ? { text, left, right: left + width, top: base - ASCENT * size, bottom: base + DESCENT * size }
    : { text, left: left - ASCENT * size, right: left + DESCENT * size, top: base - width, bottom: base };
}

/** Where a glyph, or a group of raised ones, ends. */
function endOf({ name, attributes, children }: SvgElement): number {
  if (name === "g") return SUPERSCRIPT_SCALE * Math.max(...children.map(endOf));
  return Number(attributes.x) + glyphById(String(attributes.href).slice(1)).advance;
}

function circleBox({ attributes: { cx, cy, r } }: SvgElement, down: number): Box {
  const [x, y, radius] = [Number(cx), Number(cy) + down, Number(r)];
  return { text: "circle", left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

/** Pairs of texts that stand on one another. */
export function overlaps(boxes: readonly Box[]): readonly string[] {
  return boxes.flatMap((one, place) =>
    boxes.slice(place + 1).flatMap((other) => {
      const isApart = one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
      return isApart ? [] : [`${one.text} | ${other.text}`];
    }),
  );
}
