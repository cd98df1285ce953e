// The file of a baseline: how it is read and written. What is in it is for src/baseline to say.

import { existsSync } from "node:fs";
import { baselineText, readBaseline, type Baseline } from "../../baseline/baseline.ts";
import { checkOutput } from "./destination.ts";
import { readFile } from "./read-file.ts";
import { writeOutput } from "./write-file.ts";

const MOST_BYTES = 2 ** 26;

export interface BaselineFile {
  readonly baseline: Baseline;
  /** Its bytes as they are; undefined where there is no file. */
  readonly text: string | undefined;
}

/**
 * @param isToBeWritten whether figures are to be recorded in it: there need be no file then.
 * @throws DiagnosticError: file where it cannot be read or may not be written, model where it holds something else.
 */
export async function openBaseline(path: string, isToBeWritten: boolean): Promise<BaselineFile> {
  if (isToBeWritten && !existsSync(path)) {
    checkOutput(path, "baseline", false);
    return { baseline: new Map(), text: undefined };
  }
  const bytes = await readFile(path, { most: MOST_BYTES, holds: "a baseline", whenMissing: "record one with --update" });
  const text = new TextDecoder().decode(bytes);
  const baseline = readBaseline(text, path);
  if (isToBeWritten) checkOutput(path, "baseline", false);
  return { baseline, text };
}

/** Whether the file had to be written: what it holds already is left as it is. */
export function writeBaseline(path: string, { text: before }: BaselineFile, baseline: Baseline): boolean {
  const text = baselineText(baseline);
  if (text === before) return false;
  writeOutput(path, new TextEncoder().encode(text), "baseline", false);
  return true;
}
