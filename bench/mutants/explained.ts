// Mutants that no test can kill, each with its reason. They are known by their file, line and change, not by the number of the line.

import { changeOf, type Mutant } from "./mutant.ts";

export interface Explained {
  readonly file: string;
  /** The whole line, without the spaces around it. */
  readonly line: string;
  /** As the command prints it. */
  readonly change: string;
  readonly reason: string;
}

export const EXPLAINED: readonly Explained[] = [
  {
    file: "src/codegen/self-test/self-test-program.ts",
    line: "const table = this.table(\"golden_seed\", \"u32\", Uint32Array.of(seed), 1, \"of the sequence that arguments are made of\", true);",
    change: "`1` becomes `2`",
    reason: "a table of one number is written in one line, however many a line may have",
  },
  {
    file: "src/codegen/table-rows.ts",
    line: "const LONGEST_LITERAL = Math.max(LONGEST_DECIMAL, 48);",
    change: "`48` becomes `49`",
    reason: "it is room for a number, of which there may be more than one takes",
  },
  {
    file: "src/network/ops/float-modulo.ts",
    line: "const isDefined = [less(own, word(INFINITE)), lessOrEqual(other, word(INFINITE)), less(word(0), other)].reduce((all, one) => apply(\"and\", [all, one], \"defined\"));",
    change:
      "`[less(own, word(INFINITE)), lessOrEqual(other, word(INFINITE)), les...` becomes `[lessOrEqual(other, word(INFINITE)), less(own, word(INFINITE)), les...`",
    reason: "all three must hold, in whatever order they are asked",
  },
  {
    file: "src/program/interval-of.ts",
    line: "if (known !== undefined) return known;",
    change: "`if (known !== undefined) return known;` left out",
    reason: "the extremes of a table are found again, and are the same",
  },
  {
    file: "src/passes/remove-neutral-steps.ts",
    line: "if (op === add || op === multiply) return [0, 1];",
    change: "`[0, 1]` becomes `[1, 0]`",
    reason: "both arguments can be left as they are only where both are the same number throughout",
  },
];

/** Why nothing else comes out with this mutant, or undefined where that is not known. */
export function explanationOf(mutant: Mutant, explained: readonly Explained[]): string | undefined {
  return explained.find(({ file, line, change }) => file === mutant.file && line === mutant.line && change === changeOf(mutant))?.reason;
}
