// Reads a file of samples to train on, part by part. Parsing and checks are those of train/data.

import { basename } from "node:path";
import type { Samples } from "../../run/choose-source.ts";
import { samplesReader } from "../../run/read-samples.ts";
import { readingDisplay } from "../terminal/reading-progress.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { Reading } from "./read-file.ts";
import { readParts } from "./read-file.ts";

/** More is a mistake: a table of as many cells as are read has less. */
const MAXIMUM_DATA_BYTES = 2 ** 32;

const READING: Reading = {
  most: MAXIMUM_DATA_BYTES,
  holds: "samples",
  whenMissing: "check the name of the file, and the folder you are in",
  whenLarger: "train on a part of its lines",
};

/**
 * Of no more than the numbers of a table, and a part of the file, is anything kept.
 *
 * @param terminal where it is shown how far the reading is.
 * @throws DiagnosticError: file where it cannot be read or is too large, model where it is no table of numbers.
 */
export async function readSamplesFile(path: string, terminal?: Terminal): Promise<Samples> {
  const reader = samplesReader(path === "-" ? "standard input" : path, path === "-" ? "-" : basename(path));
  const whenTerminal = {
    id: "samples-from-terminal",
    message: "samples are expected on standard input, which is a terminal",
    place: "--data",
    hint: "redirect a file: nnc train --data - < samples.csv",
  } as const;
  const display = terminal && readingDisplay(path === "-" ? "standard input" : path, terminal);
  let read = 0;
  try {
    await readParts(path, READING, whenTerminal, (bytes, size) => {
      reader.push(bytes);
      read += bytes.length;
      display?.(read, size);
    });
    return await reader.finish();
  } finally {
    display?.(undefined);
  }
}
