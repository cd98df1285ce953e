// Lines that are drawn over again on a terminal, as text and control sequences (ECMA-48). Writes nothing.

/** What a terminal can show. */
export type Glyphs = "unicode" | "ascii";

/** A piece of a line that looks like one thing. */
export interface Span {
  readonly text: string;
  readonly style?: "accent" | "faint";
}

/** Every character takes one column. */
export type DrawnLine = string | readonly Span[];

/** "Select graphic rendition" (§8.3.117): cyan and faint. */
const STYLES = { accent: "\u001b[36m", faint: "\u001b[2m" } as const;
const PLAIN = "\u001b[0m";
/** "Erase in line" (§8.3.41) and "erase in page" (§8.3.39): to the end. */
const ERASE_LINE = "\u001b[K";
const ERASE_BELOW = "\u001b[J";

/** The character encoding the locale names (POSIX.1-2017, XBD 8.2): the first of these that is set decides. */
export function glyphsOf(env: Readonly<Record<string, string | undefined>>): Glyphs {
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find((value) => value !== undefined && value !== "");
  return /utf-?8/i.test(locale ?? "") ? "unicode" : "ascii";
}

/** Remembers what is drawn, to draw over it. */
export class Drawing {
  private readonly hasColour: boolean;
  private widths: readonly number[] = [];

  constructor(hasColour: boolean) {
    this.hasColour = hasColour;
  }

  /**
   * The text that puts `lines` in the place of those drawn before and leaves the cursor at their end, or, where there are
   * none, at the beginning of the first. A line stays one column short of the terminal's: it is never broken.
   */
  over(lines: readonly DrawnLine[], columns: number): string {
    // A terminal that has become narrower breaks the lines it shows.
    const rows = this.widths.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / columns)), 0);
    if (rows === 0 && lines.length === 0) return "";
    const up = rows > 1 ? `\u001b[${rows - 1}A` : "";
    const fitted = lines.map((line) => fit(typeof line === "string" ? [{ text: line }] : line, columns - 1));
    this.widths = fitted.map((spans) => spans.reduce((sum, { text }) => sum + text.length, 0));
    const text = fitted.map((spans) => spans.map((span) => this.styled(span)).join("")).join(`${ERASE_LINE}\n`);
    return `\r${up}${text}${lines.length === 0 ? "" : ERASE_LINE}${ERASE_BELOW}`;
  }

  private styled({ text, style }: Span): string {
    return style === undefined || !this.hasColour ? text : `${STYLES[style]}${text}${PLAIN}`;
  }
}

function fit(spans: readonly Span[], columns: number): readonly Span[] {
  let left = columns;
  return spans.map((span) => {
    const text = span.text.slice(0, Math.max(0, left));
    left -= text.length;
    return { ...span, text };
  });
}
