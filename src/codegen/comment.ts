// Makes text of any origin fit for a comment line of every language. Breaks what is too
// long for a line. Adds no comment signs.

/**
 * The text as one line of printable ASCII. A model file may hold anything: what could end a comment, open another one,
 * continue a line or hide text is replaced.
 */
export function commentSafe(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?").replaceAll("*/", "* /").replaceAll("/*", "/ *").replaceAll("??/", "? ?/").replace(/\\$/, "\\.");
}

/** So long is a line of a comment at the most where its text has commas or spaces to break it at. */
const LONGEST_LINE = 130;

/** The text in lines, broken after a comma or a semicolon where there is one in the later half of a line, else at a space; one line where it is short. */
export function wrapped(text: string, longest: number = LONGEST_LINE): readonly string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > longest) {
    const place = breakOf(rest, longest);
    if (place === undefined) break;
    lines.push(rest.slice(0, place));
    rest = rest.slice(place + 1);
  }
  return [...lines, rest];
}

/** Where the space is that a line ends at; undefined where there is none. */
function breakOf(text: string, longest: number): number | undefined {
  const start = text.slice(0, longest + 1);
  const [comma, space] = [Math.max(start.lastIndexOf(", "), start.lastIndexOf("; ")) + 1, start.lastIndexOf(" ")];
  if (comma > longest / 2) return comma;
  return space > 0 ? space : undefined;
}
