// Writes words so that a POSIX shell reads them back as they are (XCU 2.2.2).

/** `nnc train --target 'sin(x)'`. */
export function shellWords(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(" ");
}
