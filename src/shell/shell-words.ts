// Writes words so that a shell reads them back as they are.

const PLAIN = /^[\w@%+=:,./-]+$/;

/** `nnc train --target 'sin(x)'`, for every POSIX shell (XCU 2.2.2). */
export function shellWords(words: readonly string[]): string {
  return words.map((word) => (PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(" ");
}

/**
 * The same in printable ASCII alone, for files whose encoding is nobody's business: what is not ASCII becomes `\uXXXX` in
 * `$'…'`, which bash, zsh and ksh read.
 */
export function asciiShellWords(words: readonly string[]): string {
  return words.map((word) => (/^[\x20-\x7e]*$/.test(word) ? shellWords([word]) : `$'${Array.from(word, escaped).join("")}'`)).join(" ");
}

function escaped(character: string): string {
  if (/[\x20-\x7e]/.test(character)) return /['\\]/.test(character) ? `\\${character}` : character;
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
}
