// The file of an unfinished check of every float: what is in it, and when it is written.

import { existsSync } from "node:fs";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { recordOf, recordText, type KeptSweep, type SweepRecord } from "../../verify/exhaustive/sweep-record.ts";
import { readFile } from "./read-file.ts";
import { checkOutput } from "./destination.ts";
import { removeOwn, writeOutput } from "./write-file.ts";

const MOST_BYTES = 2 ** 28;
/** Between two times that it is written. */
const LEAST_MILLISECONDS = 250;

export interface SweepFile extends SweepRecord {
  /** Of the results that are kept. */
  readonly count: number;
  /** Writes what is not written yet. */
  save(): void;
  /** When the check is done: nothing is left to go on from. */
  remove(): void;
}

/**
 * Results that are kept in a file, with those that are there.
 *
 * @throws DiagnosticError: file where it cannot be read or may not be written, model where it holds something else.
 */
export async function openSweepFile(path: string): Promise<SweepFile> {
  checkOutput(path, "sweep", false);
  return new KeptInFile(path, existsSync(path) ? await readKept(path) : undefined);
}

async function readKept(path: string): Promise<KeptSweep> {
  const bytes = await readFile(path, { most: MOST_BYTES, holds: "an unfinished check" });
  const kept = recordOf(new TextDecoder("latin1").decode(bytes));
  if (kept !== undefined) return kept;
  throw new DiagnosticError({
    id: "sweep-unreadable",
    message: "the file holds no unfinished check that could go on",
    place: path,
    hint: "remove it, or choose another name",
  });
}

class KeptInFile implements SweepFile {
  private readonly path: string;
  private readonly before: KeptSweep | undefined;
  private subject = "";
  private readonly results = new Map<string, Uint8Array>();
  private written = performance.now();
  private isWritten = true;

  constructor(path: string, before: KeptSweep | undefined) {
    this.path = path;
    this.before = before;
  }

  get count(): number {
    return this.results.size;
  }

  begin(subject: string): ReadonlyMap<string, Uint8Array> {
    this.subject = subject;
    const { before, path } = this;
    if (before !== undefined && before.subject !== subject) {
      throw new DiagnosticError({
        id: "sweep-of-other-check",
        message: "the file holds a check of something else",
        place: path,
        note: "the source, the numbers or the compilers are not those it was begun with",
        hint: "remove it, or choose another name",
      });
    }
    for (const [of, bytes] of before?.results ?? []) this.results.set(of, bytes);
    return new Map(this.results);
  }

  keep(of: string, result: Uint8Array): void {
    this.results.set(of, result);
    this.isWritten = false;
    if (performance.now() - this.written >= LEAST_MILLISECONDS) this.save();
  }

  save(): void {
    if (this.isWritten) return;
    const text = recordText({ subject: this.subject, results: this.results });
    writeOutput(this.path, new TextEncoder().encode(text), "sweep", false);
    this.isWritten = true;
    this.written = performance.now();
  }

  remove(): void {
    removeOwn(this.path, "sweep");
  }
}
