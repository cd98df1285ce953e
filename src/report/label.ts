// Text in a drawing, drawn as outlines. What it says stays readable for machines as aria-label.

import { fitText, SUPERSCRIPT_RISE, SUPERSCRIPT_SCALE, setText, type PlacedGlyph, type Run } from "./lettering/set-line.ts";
import { glyphById, type Weight } from "./lettering/typeface.ts";
import { coordinate, element, elementsOf, type SvgElement } from "./svg-element.ts";

export interface Label {
  readonly text: string;
  /** On the base line. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Colours it. */
  readonly className: string;
  readonly weight?: Weight;
  /** Which part of it is at x: its start where it is left out. */
  readonly anchor?: "start" | "middle" | "end";
  /** Whether it reads upwards. */
  readonly upwards?: boolean;
  /** The room it has; text that needs more is cut. */
  readonly maxWidth?: number;
}

/** Digits and capitals reach to two thirds of the size: half of it below the middle centres them. */
export const HALF_DIGIT = 0.33;

export function label({ text, x, y, size, className, weight = "regular", anchor = "start", upwards = false, maxWidth = Infinity }: Label): SvgElement {
  const run = setText(fitText(text, size, weight, maxWidth), weight);
  const start = anchor === "start" ? 0 : anchor === "middle" ? run.width / 2 : run.width;
  const shift = (start * size) / 1000;
  const origin = upwards ? `${coordinate(x)} ${coordinate(y + shift)}` : `${coordinate(x - shift)} ${coordinate(y)}`;
  const turn = upwards ? " rotate(-90)" : "";
  return element(
    "g",
    { class: className, role: "img", "aria-label": text, transform: `translate(${origin})${turn} scale(${size / 1000})` },
    drawRun(run),
  );
}

/** Glyphs on the base line, and the superscripts in a group of their own. */
function drawRun({ glyphs }: Run): readonly SvgElement[] {
  const plain = glyphs.filter(({ isSuperscript, glyph }) => !isSuperscript && glyph.outline !== "");
  const raised = glyphs.filter(({ isSuperscript }) => isSuperscript);
  const transform = `translate(0 ${-SUPERSCRIPT_RISE}) scale(${SUPERSCRIPT_SCALE})`;
  return [
    ...plain.map((placed) => drawGlyph(placed, 1)),
    ...(raised.length === 0 ? [] : [element("g", { transform }, raised.map((placed) => drawGlyph(placed, SUPERSCRIPT_SCALE)))]),
  ];
}

function drawGlyph({ glyph, x }: PlacedGlyph, scale: number): SvgElement {
  return element("use", { href: `#${glyph.id}`, x: Math.round(x / scale) });
}

/** The outlines all labels among these elements use, each once. */
export function glyphDefinitions(elements: readonly SvgElement[]): readonly SvgElement[] {
  const ids = new Set<string>();
  for (const root of elements) {
    for (const { name, attributes } of elementsOf(root)) if (name === "use") ids.add(String(attributes.href).slice(1));
  }
  return [...ids].sort().map((id) => element("path", { id, d: glyphById(id).outline }));
}
