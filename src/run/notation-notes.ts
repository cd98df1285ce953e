// Says of targets how they were read, where they were written otherwise than they are recorded or can be meant otherwise. Reads none itself.

import type { Target } from "../train/target/target.ts";

/** A call of log that is no member of a program's library, where it is the natural logarithm for sure. */
const BARE_LOGARITHM = /(?<![\w.:])log\s*\(/;

/**
 * Sentences, without a full stop.
 *
 * @param given the targets as they were written, in their order; fewer where some are implied.
 */
export function notationNotes(given: readonly string[], targets: readonly Target[]): readonly string[] {
  return given.flatMap((text, place) => {
    const { expression } = targets[place];
    const read = text.trim() === expression ? [] : [`the target is read as ${expression}`];
    return [...read, ...(BARE_LOGARITHM.test(text) ? ["log is the natural logarithm, log10 that of base 10"] : [])];
  });
}
