// Reads a table of samples that a program gives. Opens no file.

import type { Samples } from "../run/choose-source.ts";
import { readSamples } from "../run/read-samples.ts";
import type { SamplesFile } from "./train-schema.ts";

/** @throws DiagnosticError of category model where it is no table of numbers. */
export async function samplesIn({ name, contents }: SamplesFile): Promise<Samples> {
  return await readSamples(typeof contents === "string" ? new TextEncoder().encode(contents) : contents, name, name);
}
