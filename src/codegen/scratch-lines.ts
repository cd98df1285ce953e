// Declares working memory with what is said of it. Names nothing.

import type { ScratchBuffer } from "../program/program.ts";
import { commentSafe } from "./comment.ts";
import type { Spelling } from "./language.ts";

/** The lines that declare working memory. */
export function scratchLines(spelling: Spelling, name: string, { size, scalar, comment }: ScratchBuffer): readonly string[] {
  const { line } = spelling.scratch(name, size, scalar);
  return comment === undefined ? [line] : [spelling.comment(commentSafe(comment)), line];
}
