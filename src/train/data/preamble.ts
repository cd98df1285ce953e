// Takes away what spreadsheets and other tools write before the names of a CSV file: `sep=;` and comments. Parses no cells.

import { readCell } from "./cell.ts";
import { DELIMITERS, type Delimiter } from "./delimiter.ts";

export interface WithoutPreamble {
  /** The text with blank lines in place of what was taken away: lines keep their numbers. */
  readonly text: string;
  /** What `sep=` says, as Excel writes and reads it. */
  readonly declared: Delimiter | undefined;
}

const SEPARATOR = /^"?sep=([,;\t])"?$/i;

/**
 * A file that begins with `sep=;` or with lines of comments, `# …`. Where numbers follow the comments at once, the last of them is the line
 * of names, as numpy's savetxt writes it.
 */
export function withoutPreamble(text: string): WithoutPreamble {
  let [position, declared]: [number, Delimiter | undefined] = [0, undefined];
  let [breaks, lastComment] = ["", ""];
  while (position < text.length) {
    const line = /[^\r\n]*/y;
    line.lastIndex = position;
    const content = line.exec(text)?.[0] ?? "";
    const trimmed = content.trim();
    const found = DELIMITERS.find((one) => one === SEPARATOR.exec(content.trimStart().replace(/ +$/, ""))?.[1]);
    if (found !== undefined) declared = found;
    else if (isComment(trimmed)) lastComment = trimmed.replace(/^[#\s]+/, "");
    else if (trimmed !== "") break;
    position += content.length;
    const [end] = /^(\r\n|\n|\r)?/.exec(text.slice(position, position + 2)) ?? [""];
    position += end.length;
    breaks += end;
  }
  const rest = text.slice(position);
  if (lastComment === "" || !beginsWithNumbers(rest)) return { text: breaks + rest, declared };
  // In place of its last line break but one, so that it stands on its own line.
  const [last] = /(\r\n|\n|\r)$/.exec(breaks) ?? [""];
  return { text: breaks.slice(0, breaks.length - last.length) + lastComment + last + rest, declared };
}

/** `#,x,y` are names, of which the first is `#`. */
function isComment(line: string): boolean {
  return line.startsWith("#") && !/^#\s*[,;\t]/.test(line);
}

function beginsWithNumbers(text: string): boolean {
  const [line] = text.split(/[\r\n]/, 1);
  return line.trim() !== "" && line.split(/[,;\t]/).every((cell) => typeof readCell(cell) === "number");
}
