// How the file of a baseline says what it is. Reads none.

export const BASELINE_FORMAT = "nnc baseline";

/** Whether a file begins as a baseline does, whoever laid it out. */
export function looksLikeBaseline(beginning: string): boolean {
  return /^\s*\{\s*"format"\s*:\s*"nnc baseline"/.test(beginning);
}
