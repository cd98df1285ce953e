// Makes text of any origin fit for a comment line of every language. Adds no comment signs.

/**
 * The text as one line of printable ASCII. A model file may hold anything: what could end a comment, open another one,
 * continue a line or hide text is replaced.
 */
export function commentSafe(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?").replaceAll("*/", "* /").replaceAll("/*", "/ *").replaceAll("??/", "? ?/").replace(/\\$/, "\\.");
}
