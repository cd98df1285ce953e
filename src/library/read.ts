// Reads a model from its bytes. Opens no file, and runs in a browser as well.

import * as z from "zod/mini";
import type { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { loadBytes, type LoadedModel } from "../pipeline/load-model.ts";
import type { ActivationNames } from "../network/activation.ts";
import { optionsLike, optionsOf, text } from "./options.ts";
import { valueRefused } from "./refuse.ts";

/** The activations are for files that hold parameters only, and for no others. */
export interface ReadOptions extends ActivationNames {
  /** What messages and emitted headers call the bytes; `model.onnx` where it is left out. */
  readonly file?: string | undefined;
}

const READ_OPTIONS = optionsLike({
  file: z.optional(text),
  activation: z.optional(text),
  outputActivation: z.optional(text),
} satisfies { readonly [Name in keyof Required<ReadOptions>]: z.ZodMiniType<ReadOptions[Name]> });

/**
 * Reads a model of any format nnc knows, told by its contents, and prepares it for `emit` and `check`.
 *
 * @param bytes of the file; copied.
 * @throws DiagnosticError of category model where the bytes cannot be used; of category usage where the options are not of their types, or
 * activations are missing or out of place.
 */
export function read(bytes: Uint8Array, options: ReadOptions = {}): LoadedModel {
  const { file = "model.onnx", activation, outputActivation } = optionsOf<ReadOptions>(READ_OPTIONS, options, "read");
  if (!isBytes(bytes)) throw noBytes();
  return loadBytes(bytes.slice(), { path: file, activations: { activation, outputActivation } });
}

/** Those of another realm, such as a frame or a context of node:vm, are bytes as well. */
function isBytes(value: unknown): boolean {
  return Object.prototype.toString.call(value) === "[object Uint8Array]";
}

function noBytes(): DiagnosticError {
  return valueRefused({
    message: "read was given no bytes",
    note: "it takes a Uint8Array, such as the Buffer of readFile; it opens no file itself",
    hint: "write read(await readFile(path)), or read(new Uint8Array(buffer)) of an ArrayBuffer",
  });
}
