// Reads a line as shell-words.ts writes one. Nothing is expanded and nothing is run: what a shell would do more with is refused.

/** The words; undefined where the line is none that nnc writes. */
export function readShellWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  const parts = /(?: +|^)((?:[\w@%+=:,./-]+|'[^']*'|\\')+)/y;
  while (parts.lastIndex < line.length) {
    const [, word] = parts.exec(line) ?? [];
    if (word === undefined) return undefined;
    words.push(word.replace(/'([^']*)'|\\(')/g, (_, inside: string | undefined, quote: string | undefined) => inside ?? quote ?? ""));
  }
  return words;
}
