// What nnc says and where: the artefact on stdout, everything else on stderr. Decides nothing about contents.

import type { DrawnLine, Glyphs } from "./drawing.ts";
import { Drawing, glyphsOf } from "./drawing.ts";
import type { StandardOutput } from "./standard-output.ts";

export type Loudness = "quiet" | "normal" | "verbose";

export interface Terminal extends Pick<StandardOutput, "print" | "printText"> {
  /** Whether stderr is a terminal, where lines can be drawn over. */
  readonly isInteractive: boolean;
  readonly loudness: Loudness;
  /** Columns and rows at this moment: 80 and 24 where there is no terminal or it does not say. */
  readonly columns: number;
  readonly rows: number;
  /** Which characters can be drawn. */
  readonly glyphs: Glyphs;
  /** A line on stderr, unless quiet. */
  readonly say: (line: string) => void;
  /** A line on stderr even where quiet: what was asked for by an option and is known by nothing else. */
  readonly insist: (line: string) => void;
  /** A line on stderr where --verbose asks for it. */
  readonly detail: (line: string) => void;
  /** Draws these lines of stderr over those drawn before; only on a terminal and unless quiet. None erases them. */
  readonly draw: (lines: readonly DrawnLine[]) => void;
}

export function openTerminal(loudness: Loudness, { print, printText }: StandardOutput): Terminal {
  const { stderr } = process;
  // Nobody is left to be told that stderr is broken.
  stderr.on("error", () => undefined);
  const { env } = process;
  const isInteractive = stderr.isTTY && env.TERM !== "dumb";
  const columns = (): number => (isInteractive && stderr.columns > 0 ? stderr.columns : 80);
  const drawing = new Drawing((env.NO_COLOR ?? "") === "");
  const write = (text: string) => {
    if (loudness !== "quiet") stderr.write(text);
  };
  return {
    isInteractive,
    loudness,
    get columns() {
      return columns();
    },
    get rows() {
      return isInteractive && stderr.rows > 0 ? stderr.rows : 24;
    },
    glyphs: glyphsOf(env),
    print,
    printText,
    say: (line) => write(`${drawing.over([], columns())}${line}\n`),
    insist: (line) => void stderr.write(loudness === "quiet" ? `${line}\n` : `${drawing.over([], columns())}${line}\n`),
    detail: (line) => {
      if (loudness === "verbose") write(`${drawing.over([], columns())}${line}\n`);
    },
    draw: (lines) => {
      if (isInteractive) write(drawing.over(lines, columns()));
    },
  };
}
