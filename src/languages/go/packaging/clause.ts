// Which package a file of Go says it is part of, as the go command reads it. Opens no files.

const BLANK = /^\s+/;
const LINE_COMMENT = /^\/\/[^\n]*/;
const BLOCK_COMMENT = /^\/\*[^]*?\*\//;
const CLAUSE = /^package\s+([\p{L}_][\p{L}\p{N}_]*)/u;
/** Of tools that are run by hand, which are part of no package. */
const LEFT_OUT = /^\/\/(?:go:build|\s*\+build)\b.*\bignore\b/;

/** Undefined where the text says nothing of it, or the file is built with no others: it is left out, or a test that imports the package. */
export function clauseOf(file: string, text: string): string | undefined {
  let rest = text.replace(/^\uFEFF/, "");
  for (;;) {
    const [skipped] = BLANK.exec(rest) ?? LINE_COMMENT.exec(rest) ?? BLOCK_COMMENT.exec(rest) ?? [];
    if (skipped === undefined) break;
    if (LEFT_OUT.test(skipped)) return undefined;
    rest = rest.slice(skipped.length);
  }
  const name = CLAUSE.exec(rest)?.[1];
  const isLeftOut = /^[._]/.test(file) || name === "documentation" || (file.endsWith("_test.go") && name?.endsWith("_test") === true);
  return isLeftOut ? undefined : name;
}
