// Opens a model file and has it read and prepared. Emits nothing.

import { basename } from "node:path";
import type { LayerActivations } from "../formats/layers.ts";
import { read, type PreparedModel } from "../library/read.ts";
import { describeBatch } from "../network/describe.ts";
import type { Network } from "../network/network.ts";
import type { Pass } from "../passes/index.ts";
import type { ActivationSettings } from "./activation-options.ts";
import { activationWords, readActivations } from "./activation-options.ts";
import { readInput } from "./files.ts";
import { DEFAULT_MODEL } from "./options.ts";

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
  const bytes = await readInput(path, path === DEFAULT_MODEL ? "nnc train makes one" : undefined);
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
  return { ...prepared, fileName, byteLength: bytes.length, readWith: [], notes: fixedBatch === undefined ? [] : [`note: ${describeBatch(fixedBatch)}`] };
}
