// Takes the comments out of emitted sources, by the rules of the languages' standards, so that tests see what a
// compiler sees.

/** What is left of C99: trigraphs and spliced lines are undone first (§5.1.1.2). No string here holds a comment sign. */
export function cWithoutComments(text: string): string {
  const spliced = text.replaceAll("??/", "\\").replace(/\\\r?\n/g, "");
  return spliced.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, " ");
}

/** What is left of Go or TypeScript; a line ends at each of the characters ECMA-262 §12.3 names. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|\/\/[^\n\r\u2028\u2029]*/g, " ");
}
