// Takes a model file through the front of the pipeline: bytes, model, passes, program. Emits nothing.

import { createHash } from "node:crypto";
import { basename } from "node:path";
import { lower } from "../../codegen/lower/lower.ts";
import { MAXIMUM_MODEL_BYTES } from "../../formats/format.ts";
import { formatOf, readModel } from "../../formats/index.ts";
import type { LayerActivations } from "../../formats/layers.ts";
import type { FormatId } from "../../formats/names.ts";
import { describeBatch } from "../../network/describe.ts";
import type { Model } from "../../network/model.ts";
import type { Network } from "../../network/network.ts";
import { oneRowOf } from "../../network/rows.ts";
import type { Pass } from "../../passes/index.ts";
import { runPasses } from "../../passes/index.ts";
import type { Program } from "../../program/program.ts";
import type { ActivationSettings } from "../options/activation-options.ts";
import { activationWords, readActivations } from "../options/activation-options.ts";
import { DEFAULT_MODEL } from "../options/shared-options.ts";
import { readInput } from "./read-file.ts";

export interface LoadedModel {
  /** The file's name without its folder, `-` for standard input. */
  readonly fileName: string;
  readonly byteLength: number;
  /** Of the file's bytes, hexadecimal. */
  readonly modelSha256: string;
  readonly format: FormatId;
  /** Whether the file holds parameters only. */
  readonly holdsLayersOnly: boolean;
  /** The options it was read with: `--activation leaky_relu:0.2`. */
  readonly readWith: readonly string[];
  readonly model: Model;
  /** What is worth knowing of how the file was read: lines for the user. */
  readonly notes: readonly string[];
  /** After the passes. */
  readonly network: Network;
  readonly program: Program;
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
  const { id: format, holds } = formatOf(bytes, called);
  // Before the bytes are taken over.
  const modelSha256 = createHash("sha256").update(bytes).digest("hex");
  const model = takeOneRow(readModel(bytes, called, activations));
  const network = runPasses(model.network, observe);
  return {
    fileName,
    byteLength: bytes.length,
    modelSha256,
    format,
    holdsLayersOnly: holds === "layers",
    readWith: [],
    model,
    notes: model.fixedBatch === undefined ? [] : [`note: ${describeBatch(model.fixedBatch)}`],
    network,
    program: lower(network),
  };
}

/** The function computes one row where the file fixes a batch. */
function takeOneRow(model: Model): Model {
  const { network, batch } = oneRowOf(model.network);
  return batch === undefined ? model : { ...model, network, fixedBatch: batch };
}
