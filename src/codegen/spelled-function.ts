// A function whose text is written. Of any language.

import type { Parameter } from "./language.ts";

/** A function as text; the lines of the body are indented. */
export interface SpelledFunction {
  readonly functionName: string;
  readonly exported: boolean;
  /** A sentence, or nothing. */
  readonly comment: string;
  readonly signature: string;
  /** What a comment says of parameters and result, a line each; none where the signature says all of it. */
  readonly tags: readonly string[];
  readonly parameters: readonly Parameter[];
  /** Whether the first argument is what the unit remembers. */
  readonly takesState: boolean;
  readonly takesWorkspace: boolean;
  readonly body: readonly string[];
}
