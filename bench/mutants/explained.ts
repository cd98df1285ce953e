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

export const EXPLAINED: readonly Explained[] = [];

/** Why nothing else comes out with this mutant, or undefined where that is not known. */
export function explanationOf(mutant: Mutant, explained: readonly Explained[]): string | undefined {
  return explained.find(({ file, line, change }) => file === mutant.file && line === mutant.line && change === changeOf(mutant))?.reason;
}
