// The formats a model may be read from, and the one it is written in. Adding one is a folder beside this file and a line
// here. Does not open files.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Model } from "../network/model.ts";
import type { Format } from "./format.ts";
import { MAXIMUM_MODEL_BYTES } from "./format.ts";
import { onnx } from "./onnx/index.ts";
import { recognise } from "./recognise.ts";
import { safetensors } from "./safetensors/index.ts";

/** Those with the surer marks first: the beginning of an ONNX file is two bytes that others may have, too. */
export const FORMATS: readonly Format[] = [safetensors, onnx];

/**
 * Reads a model of any known format, told by its contents.
 *
 * @param file what messages call it: a path, or `standard input`.
 * @throws DiagnosticError of category model with place and hint, and nothing else, whatever the bytes are.
 */
export function readModel(bytes: Uint8Array, file: string): Model {
  if (bytes.length > MAXIMUM_MODEL_BYTES) {
    throw new DiagnosticError({
      category: "model",
      message: `the model is larger than ${MAXIMUM_MODEL_BYTES / 2 ** 20} MiB`,
      place: file,
      note: `it has ${bytes.length} bytes`,
      hint: "a network of this size cannot be compiled into a source file; use a smaller one",
    });
  }
  const format = FORMATS.find((candidate) => candidate.sniff(bytes));
  if (format === undefined) {
    throw new DiagnosticError({ category: "model", place: file, ...recognise(bytes) });
  }
  try {
    return format.read(bytes, file);
  } catch (error) {
    if (!(error instanceof DiagnosticError) || error.diagnostic.hint !== undefined) throw error;
    throw new DiagnosticError({ ...error.diagnostic, hint: "the file is damaged or was written wrongly; export the model again" });
  }
}

/** The bytes of the model file `nnc train` leaves behind: ONNX, always the same for the same model and version of nnc. */
export function writeModel(model: Model, version: string): Uint8Array {
  return onnx.write(model, version);
}
