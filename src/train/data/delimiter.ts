// Finds out by what the columns of a CSV file are separated, from its first two lines. Parses no cells.

import { dataError } from "./table.ts";

export type Delimiter = "," | ";" | "\t";

export const DELIMITERS: readonly Delimiter[] = [",", ";", "\t"];
export const DELIMITER_NAMES: Readonly<Record<Delimiter, string>> = { ",": "commas", ";": "semicolons", "\t": "tabs" };

/**
 * The one of comma, semicolon and tab that the header has outside quotes; where it has several, the one of which the next
 * line has as many.
 *
 * @throws DiagnosticError (model) where there is none or no telling which.
 */
export function detectDelimiter(text: string, file: string): Delimiter {
  const [header, sample] = delimiterCounts(text);
  const present = DELIMITERS.filter((_, position) => header[position] > 0);
  const [only] = present;
  if (only === undefined) {
    throw dataError("data-malformed", file, {
      message: "the file has a single column",
      note: "neither a comma nor a semicolon nor a tab separates names in its first line",
      hint: "a file of samples has a column for each input and each output, separated by commas: x,y",
    });
  }
  const fitting = present.length === 1 ? present : present.filter((one) => sample[DELIMITERS.indexOf(one)] === header[DELIMITERS.indexOf(one)]);
  if (fitting.length === 1) return fitting[0];
  throw dataError("data-malformed", `${file}: line 1`, {
    message: `it cannot be told whether ${present.map((one) => DELIMITER_NAMES[one]).join(" or ")} separate the columns`,
    note: "the header has more than one of them",
    hint: "put names that contain one of them in quotes",
  });
}

/** How many of each delimiter the first two lines have outside quotes; lines without text are skipped. */
function delimiterCounts(text: string): readonly (readonly number[])[] {
  const counted = [[0, 0, 0], [0, 0, 0]];
  let line = 0;
  let isBlank = true;
  let isQuoted = false;
  for (let i = 0; i < text.length && line < counted.length; i++) {
    const character = text[i];
    if (character === '"') isQuoted = !isQuoted;
    if (isQuoted) isBlank = false;
    else if (character === "\n" || character === "\r") {
      if (!isBlank) line++;
      isBlank = true;
    } else {
      const position = DELIMITERS.findIndex((one) => one === character);
      if (position >= 0) counted[line][position]++;
      if (character !== " ") isBlank = false;
    }
  }
  return counted;
}
