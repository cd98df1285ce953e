// Takes blank lines out of the text of CSV before it is parsed: the parser takes ten times as long for one as for a sample. Parses no cells.

export interface WithoutBlankLines {
  readonly text: string;
  /** How many blank lines stood before a record that is left, by its number from 0; behind the last record by the count of all. */
  readonly blankBefore: ReadonlyMap<number, number>;
}

const [QUOTE, FEED, CARRIAGE, SPACE] = [34, 10, 13, 32];

/** A line that is empty or of spaces, outside quotes. */
export function withoutBlankLines(text: string): WithoutBlankLines {
  const kept: string[] = [];
  const blankBefore = new Map<number, number>();
  let [from, lineStart, records] = [0, 0, 0];
  let [isQuoted, isBlank] = [false, true];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) isQuoted = !isQuoted;
    if (isQuoted || (code !== FEED && code !== CARRIAGE)) {
      if (code !== SPACE) isBlank = false;
      continue;
    }
    if (code === CARRIAGE && text.charCodeAt(at + 1) === FEED) at++;
    if (isBlank) {
      kept.push(text.slice(from, lineStart));
      from = at + 1;
      blankBefore.set(records, (blankBefore.get(records) ?? 0) + 1);
    } else {
      records++;
    }
    [lineStart, isBlank] = [at + 1, true];
  }
  return kept.length === 0 ? { text, blankBefore } : { text: [...kept, text.slice(from)].join(""), blankBefore };
}
