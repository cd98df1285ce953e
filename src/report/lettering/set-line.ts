// Sets a line of text: which glyph goes where. Superscripts are smaller characters above the base line.

import { glyphOf, kerning, type Glyph, type Weight } from "./typeface.ts";

/** A line of text at size 1000, from x = 0 on. */
export interface Run {
  readonly glyphs: readonly PlacedGlyph[];
  readonly width: number;
}

export interface PlacedGlyph {
  readonly glyph: Glyph;
  readonly x: number;
  readonly isSuperscript: boolean;
}

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  "⁻": "−", "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9",
};
/** Of superscripts: their size, and how high their base line is, in thousandths. */
export const SUPERSCRIPT_SCALE = 0.68;
export const SUPERSCRIPT_RISE = 330;

export function setText(text: string, weight: Weight): Run {
  const glyphs: PlacedGlyph[] = [];
  let x = 0;
  let before: string | undefined;
  for (const character of text) {
    const raised = SUPERSCRIPTS[character];
    if (raised === undefined && before !== undefined) x += kerning(before, character, weight);
    const glyph = glyphOf(raised ?? character, weight);
    glyphs.push({ glyph, x: Math.round(x), isSuperscript: raised !== undefined });
    x += raised === undefined ? glyph.advance : SUPERSCRIPT_SCALE * glyph.advance;
    before = raised === undefined ? character : undefined;
  }
  return { glyphs, width: x };
}

/** In the unit of `size`. */
export function textWidth(text: string, size: number, weight: Weight = "regular"): number {
  return (setText(text, weight).width * size) / 1000;
}

/** The text, or as much of its beginning as fits with an ellipsis after it. */
export function fitText(text: string, size: number, weight: Weight, width: number): string {
  if (textWidth(text, size, weight) <= width) return text;
  const characters = Array.from(text).slice(0, MOST_CHARACTERS);
  let kept = characters.length;
  while (kept > 0 && textWidth(`${characters.slice(0, kept).join("").trimEnd()}…`, size, weight) > width) kept--;
  return `${characters.slice(0, kept).join("").trimEnd()}…`;
}

/** No line of a drawing holds more. */
const MOST_CHARACTERS = 400;
