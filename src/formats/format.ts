// What a model file format is: how to recognise, read and write its files. The formats are listed in index.ts.

import type { Model } from "../network/model.ts";

/** A file of this size has more parameters than can be compiled into a source file. */
export const MAXIMUM_MODEL_BYTES = 512 * 2 ** 20;

export interface Format {
  /** As users know it: `ONNX`. */
  readonly name: string;
  /** Whether the bytes are of this format, damaged or not. Looks at the contents alone, never at a file's name. */
  sniff(bytes: Uint8Array): boolean;
  /**
   * Reads a whole file into a network of float32 parameters; `file` is what messages call it.
   *
   * @throws DiagnosticError of category model, and nothing else, whatever the bytes are.
   */
  read(bytes: Uint8Array, file: string): Model;
  /** The same model gives the same bytes; `version` is that of nnc. Absent where the format is only read. */
  write?(model: Model, version: string): Uint8Array;
}
