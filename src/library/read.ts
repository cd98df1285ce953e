// Reads a model from its bytes. Opens no file, and runs in a browser as well.

import { loadBytes, type LoadedModel } from "../pipeline/load-model.ts";
import type { ActivationNames } from "../network/activation.ts";

/** The activations are for files that hold parameters only, and for no others. */
export interface ReadOptions extends ActivationNames {
  /** What messages and emitted headers call the bytes; `model.onnx` where it is left out. */
  readonly file?: string | undefined;
}

/**
 * Reads a model of any format nnc knows, told by its contents, and prepares it for `emit` and `check`.
 *
 * @param bytes of the file; copied.
 * @throws DiagnosticError of category model where the bytes cannot be used; of category usage where activations are missing or out of place.
 */
export function read(bytes: Uint8Array, { file = "model.onnx", activation, outputActivation }: ReadOptions = {}): LoadedModel {
  return loadBytes(bytes.slice(), { path: file, activations: { activation, outputActivation } });
}
