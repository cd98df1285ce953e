// What hostile inputs try to get into the files and messages that are made of them, and how it is told whether they did.

/** Not legal in any name: where it is found in a file outside of comments and texts, it was let through. */
const MARK = "SMUGGLED+";

/** Names and texts that would end a comment or a text, begin a line, fill a template or change what a terminal shows. */
export const SMUGGLING: readonly string[] = [
  `*/${MARK}/*`,
  `\n${MARK}`,
  `\r${MARK}`,
  `\u2028${MARK}`,
  `"; ${MARK} "`,
  `'; ${MARK} '`,
  `\`; ${MARK} \``,
  `??/\n${MARK}`,
  `\\\n${MARK}`,
  `{{${MARK}}}`,
  `{{{constructor}}}${MARK}`,
  `\${${MARK}}`,
  `-->${MARK}<script>`,
  `//go:build ${MARK}`,
  `#include "${MARK}"`,
  `\u001b[31m${MARK}\u001b]0;x\u0007`,
  `\u202e${MARK}\u2066`,
  "__proto__",
  "constructor",
  "int",
  "func",
  "",
  "\0",
];

/** Control characters but for tabs and ends of lines, and signs without a width that change what is shown of others. */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

/** Comments and texts of C, Go, TypeScript and JavaScript. */
const SET_ASIDE = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[\s\S])*`/g;

/** Of files that are no sources but prose or data: in these any text may stand. */
const PROSE = /\.(?:md|json)$/;

/** What is wrong with a file's text; undefined where nothing is. */
export function smuggledInto(name: string, text: string): string | undefined {
  const [unseen] = UNSEEN.exec(text) ?? [];
  if (unseen !== undefined) return `the character ${unseen.charCodeAt(0).toString(16)}`;
  if (PROSE.test(name)) return undefined;
  const left = text.replace(SET_ASIDE, "");
  return left.includes(MARK) ? "what the input smuggled in" : undefined;
}

/** What is wrong with a message, lines of which are nnc's own. */
export function strangeInMessage(text: string): string | undefined {
  const lines = text.split("\n");
  const strange = lines.find((line) => UNSEEN.test(line) || !/^(?:error: | {2}(?:at|note:|hint:) | {8})/.test(line) || /^\s+at .*:\d+:\d+\)?$/.test(line));
  return strange === undefined ? undefined : `the line ${JSON.stringify(strange)}`;
}
