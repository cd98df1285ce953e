// Sets a line of text: which glyph goes where. Superscripts are smaller characters above the base line.

import { shortenUntil } from "../shorten.ts";
import { raisedCharacter } from "./superscripts.ts";
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

/** Of superscripts: their size, and how high their base line is, in thousandths. */
export const SUPERSCRIPT_SCALE = 0.68;
export const SUPERSCRIPT_RISE = 330;

export function setText(text: string, weight: Weight): Run {
  const glyphs: PlacedGlyph[] = [];
  let x = 0;
  let before: string | undefined;
  for (const character of text) {
    const raised = raisedCharacter(character);
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

/** The text, or as much of its beginning as means something and fits, with an ellipsis after it. */
export function fitText(text: string, size: number, weight: Weight, width: number): string {
  return width === Infinity ? text : shortenUntil(text, (part) => textWidth(part, size, weight) <= width);
}
