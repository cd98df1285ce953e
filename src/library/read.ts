// Takes a model through the front of the pipeline: bytes, model, passes, program. Opens no file, and runs in a browser as well.

import { sha256Hex } from "#sha256";
import { lower } from "../codegen/lower/lower.ts";
import { formatOf, readModel } from "../formats/index.ts";
import type { LayerActivations } from "../formats/layers.ts";
import type { FormatId } from "../formats/names.ts";
import type { Model } from "../network/model.ts";
import type { Network } from "../network/network.ts";
import { oneRowOf } from "../network/rows.ts";
import { runPasses, type Pass } from "../passes/index.ts";
import type { Program } from "../program/program.ts";

/** A model that was read, with everything that is made of it before a language is chosen. */
export interface PreparedModel {
  /** Of the bytes, hexadecimal. */
  readonly modelSha256: string;
  readonly format: FormatId;
  /** Whether the bytes hold parameters only. */
  readonly holdsLayersOnly: boolean;
  readonly model: Model;
  /** After the passes. */
  readonly network: Network;
  /** Arranged for speed. */
  readonly program: Program;
}

export interface ReadOptions {
  /** What messages call the bytes: a path, or `standard input`. */
  readonly file: string;
  /** What follows the layers of a file that holds parameters only, and of no other. */
  readonly activations?: LayerActivations | undefined;
  /** Sees the network after each pass. */
  readonly observe?: ((pass: Pass, network: Network) => void) | undefined;
}

/**
 * Reads a model of any known format, told by its contents.
 *
 * @param bytes are taken over, as by readModel.
 * @throws DiagnosticError of category model, whatever the bytes are; of category usage where activations are missing or out of place.
 */
export function read(bytes: Uint8Array, { file, activations, observe }: ReadOptions): PreparedModel {
  const { id: format, holds } = formatOf(bytes, file);
  // Before the bytes are taken over.
  const modelSha256 = sha256Hex(bytes);
  const model = takeOneRow(readModel(bytes, file, activations));
  const network = runPasses(model.network, observe);
  return { modelSha256, format, holdsLayersOnly: holds === "layers", model, network, program: lower(network) };
}

/** The function computes one row where the file fixes a batch. */
function takeOneRow(model: Model): Model {
  const { network, batch } = oneRowOf(model.network);
  return batch === undefined ? model : { ...model, network, fixedBatch: batch };
}
