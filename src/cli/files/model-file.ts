// Opens a model file and has it read and prepared. Emits nothing.

import { basename } from "node:path";
import { MAXIMUM_MODEL_BYTES } from "../../formats/format.ts";
import type { LayerActivations } from "../../formats/layers.ts";
import { read, type PreparedModel } from "../../library/read.ts";
import { describeBatch } from "../../network/describe.ts";
import type { Network } from "../../network/network.ts";
import type { Pass } from "../../passes/index.ts";
import type { ActivationSettings } from "../options/activation-options.ts";
import { activationWords, readActivations } from "../options/activation-options.ts";
import { DEFAULT_MODEL } from "../options/shared-options.ts";
import { readInput } from "./read-file.ts";

export interface LoadedModel extends PreparedModel {
  /** The file's name without its folder, `-` for standard input. */
  readonly fileName: string;
  readonly byteLength: number;
  /** The options it was read with: `--activation leaky_relu:0.2`. */
  readonly readWith: readonly string[];
  /** What is worth knowing of how the file was read: lines for the user. */
  readonly notes: readonly string[];
}

/**
 * Reads and prepares a model; `observe` sees the network after each pass.
 *
 * @param settings of a command with ACTIVATION_OPTIONS.
 * @throws DiagnosticError of category file, model or usage.
 */
export async function loadModel(
  path: string,
  settings: ActivationSettings = {},
  observe?: (pass: Pass, network: Network) => void,
): Promise<LoadedModel> {
  const activations = readActivations(settings);
  const whenMissing = path === DEFAULT_MODEL ? "nnc train makes one" : undefined;
  const bytes = await readInput(path, { most: MAXIMUM_MODEL_BYTES, holds: "a model", whenMissing }, {
    id: "model-from-terminal",
    message: "a model is expected on standard input, which is a terminal",
    hint: "redirect a file: nnc emit - < model.onnx",
  });
  return { ...prepareModel(bytes, path, activations, observe), readWith: activationWords(settings) };
}

/**
 * The same from the bytes of the file at `path`, which is not read.
 *
 * @param bytes are taken over, as by readModel.
 * @throws DiagnosticError of category model.
 */
export function prepareModel(
  bytes: Uint8Array,
  path: string,
  activations?: LayerActivations,
  observe?: (pass: Pass, network: Network) => void,
): LoadedModel {
  const fileName = path === "-" ? "-" : basename(path);
  const called = path === "-" ? "standard input" : path;
  const prepared = read(bytes, { file: called, activations, observe });
  const { fixedBatch } = prepared.model;
  const notes = fixedBatch === undefined ? [] : [`note: ${describeBatch(fixedBatch)}`];
  return { ...prepared, fileName, byteLength: bytes.length, readWith: [], notes };
}
