// The typeface of all drawings, Source Sans 3 (SIL Open Font License 1.1): outlines and widths of its characters, so that
// no drawing depends on the fonts of who looks at it. The files are those of its npm package, one a script.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import opentype from "opentype.js";

export type Weight = "regular" | "semibold";

export interface Glyph {
  /** The same for the same character and weight, and a valid XML id. */
  readonly id: string;
  /** In thousandths of the size of the text. */
  readonly advance: number;
  /** Path data in thousandths of the size; the origin is on the base line, y points down. */
  readonly outline: string;
}

/** Tried in order until one has the character. Latin holds digits and signs. */
const SCRIPTS = ["latin", "greek", "latin-ext", "cyrillic"] as const;
export type Script = (typeof SCRIPTS)[number];
/** As CSS calls them. */
export const WEIGHT_NUMBERS: Readonly<Record<Weight, number>> = { regular: 400, semibold: 600 };

const resolver = createRequire(import.meta.url);
const fonts = new Map<string, opentype.Font>();
/** By weight and character. */
const glyphs = new Map<string, Glyph>();
/** By weight and pair of characters: the font takes long to find them. */
const kernings = new Map<string, number>();
const glyphsById = new Map<string, Glyph>();

/** A character's glyph; the box that stands for missing ones where the typeface lacks it. */
export function glyphOf(character: string, weight: Weight): Glyph {
  const key = `${weight} ${character}`;
  const known = glyphs.get(key);
  if (known !== undefined) return known;
  const made = makeGlyph(character, weight);
  glyphs.set(key, made);
  glyphsById.set(made.id, made);
  return made;
}

/** What is added between two characters, in thousandths of the size: usually 0 or less. */
export function kerning(left: string, right: string, weight: Weight): number {
  const key = `${weight} ${left}${right}`;
  const known = kernings.get(key);
  if (known !== undefined) return known;
  const found = readKerning(left, right, weight);
  kernings.set(key, found);
  return found;
}

function readKerning(left: string, right: string, weight: Weight): number {
  const font = fontOf(SCRIPTS[0], weight);
  if (!hasGlyph(font, left) || !hasGlyph(font, right)) return 0;
  return font.getKerningValue(font.charToGlyph(left), font.charToGlyph(right));
}

/** The glyph with this id, which glyphOf has given before. */
export function glyphById(id: string): Glyph {
  const glyph = glyphsById.get(id);
  if (glyph === undefined) throw new RangeError(`no glyph has the id ${id}`);
  return glyph;
}

function makeGlyph(character: string, weight: Weight): Glyph {
  const script = scriptOf(character, weight);
  const font = fontOf(script ?? SCRIPTS[0], weight);
  const glyph = script === undefined ? font.glyphs.get(0) : font.charToGlyph(character);
  const name = script === undefined ? "missing" : (character.codePointAt(0) ?? 0).toString(36);
  // The fonts' unit is a thousandth.
  return { id: `${weight.charAt(0)}-${name}`, advance: glyph.advanceWidth ?? 0, outline: pathData(glyph.getPath(0, 0, font.unitsPerEm).commands) };
}

function scriptOf(character: string, weight: Weight): Script | undefined {
  return SCRIPTS.find((candidate) => hasGlyph(fontOf(candidate, weight), character));
}

/** The scripts that the characters of a text are taken from: Latin and those it needs besides. */
export function scriptsOf(text: string): readonly Script[] {
  const needed = new Set<Script | undefined>(Array.from(new Set(text.replace(/[\x20-\x7e]/g, "")), (character) => scriptOf(character, "regular")));
  return SCRIPTS.filter((script) => script === "latin" || needed.has(script));
}

/** In whole units, without the lines from a point to itself that the fonts are full of. */
function pathData(commands: readonly opentype.PathCommand[]): string {
  let [x, y] = ["", ""];
  return commands
    .map((command) => {
      if (command.type === "Z") return "Z";
      const [toX, toY] = [command.x, command.y].map((value) => String(Math.round(value) + 0));
      if (command.type === "L" && toX === x && toY === y) return "";
      [x, y] = [toX, toY];
      const bends = command.type === "Q" ? [command.x1, command.y1] : command.type === "C" ? [command.x1, command.y1, command.x2, command.y2] : [];
      return command.type + [...bends.map((value) => String(Math.round(value) + 0)), toX, toY].join(" ").replaceAll(" -", "-");
    })
    .join("");
}

/** Glyph 0 is the box that stands for characters a font lacks. */
function hasGlyph(font: opentype.Font, character: string): boolean {
  return font.charToGlyphIndex(character) > 0;
}

function fontOf(script: Script, weight: Weight): opentype.Font {
  const key = `${script} ${weight}`;
  const known = fonts.get(key);
  if (known !== undefined) return known;
  const bytes = fontFile(script, weight, "woff");
  const font = opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  fonts.set(key, font);
  return font;
}

/** The bytes of a file of the typeface. */
export function fontFile(script: Script, weight: Weight, format: "woff" | "woff2"): Buffer {
  return readFileSync(resolver.resolve(`@fontsource/source-sans-3/files/source-sans-3-${script}-${WEIGHT_NUMBERS[weight]}-normal.${format}`));
}
