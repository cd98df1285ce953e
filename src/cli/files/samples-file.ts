// Reads a file of samples to train on. Parsing and checks are those of train/data.

import { basename } from "node:path";
import type { Samples } from "../../run/choose-source.ts";
import { readSamples } from "../../run/read-samples.ts";
import { MAXIMUM_DATA_BYTES } from "../../train/data/csv.ts";
import type { Reading } from "./read-file.ts";
import { readInput } from "./read-file.ts";

const READING: Reading = {
  most: MAXIMUM_DATA_BYTES,
  holds: "samples",
  whenMissing: "check the name of the file, and the folder you are in",
  whenLarger: "train on a part of its lines",
};

/**
 * Of no more than MAXIMUM_DATA_BYTES, pipes and devices included, is anything kept.
 *
 * @throws DiagnosticError: file where it cannot be read or is too large, model where it is no table of numbers.
 */
export async function readSamplesFile(path: string): Promise<Samples> {
  const bytes = await readInput(path, READING, {
    id: "samples-from-terminal",
    message: "samples are expected on standard input, which is a terminal",
    place: "--data",
    hint: "redirect a file: nnc train --data - < samples.csv",
  });
  return readSamples(bytes, path === "-" ? "standard input" : path, path === "-" ? "-" : basename(path));
}
