// What is kept of an unfinished sweep: the results of stretches that are done, as text, and what they are of. Reads and writes no files.

/** Keeps results: of a build and a stretch, by the numbers of both. */
export interface SweepRecord {
  /** What was kept of the same subject. @throws DiagnosticError where what was kept is of another one. */
  begin(subject: string): ReadonlyMap<string, Uint8Array>;
  keep(of: string, result: Uint8Array): void;
}

/** How the text of a record begins. */
export const RECORD_MARK = "an unfinished check of nnc at every float32";

export interface KeptSweep {
  readonly subject: string;
  readonly results: ReadonlyMap<string, Uint8Array>;
}

/** One line for each result, its two numbers and its bytes in base64. */
export function recordText({ subject, results }: KeptSweep): string {
  const lines = [...results].map(([of, bytes]) => `${of} ${Buffer.from(bytes).toString("base64")}`);
  return [RECORD_MARK, subject, ...lines, ""].join("\n");
}

/** Undefined where the text is none of a record. */
export function recordOf(text: string): KeptSweep | undefined {
  const [mark, subject, ...lines] = text.split("\n");
  if (mark !== RECORD_MARK || !/^[0-9a-f]{64}$/.test(subject) || lines.pop() !== "") return undefined;
  const results = new Map<string, Uint8Array>();
  for (const line of lines) {
    const [, of, base64] = /^(\d+ \d+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
    if (of === undefined || base64 === undefined) return undefined;
    results.set(of, new Uint8Array(Buffer.from(base64, "base64")));
  }
  return { subject, results };
}
