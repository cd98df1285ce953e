// Counts the lines of a text.

/** LF, CRLF and CR. */
export function lineBreaks(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
