// Takes a model file through the front of the pipeline: bytes, model, passes, program. Emits nothing.

import { createHash } from "node:crypto";
import { basename } from "node:path";
import { readModel } from "../formats/index.ts";
import type { Model } from "../network/model.ts";
import type { Network } from "../network/network.ts";
import { runPasses } from "../passes/index.ts";
import type { Pass } from "../passes/index.ts";
import { lower } from "../codegen/lower.ts";
import type { Program } from "../program/program.ts";
import { readInput } from "./files.ts";
import { DEFAULT_MODEL } from "./options.ts";

export interface LoadedModel {
  /** The file's name without its folder, `-` for standard input. */
  readonly fileName: string;
  readonly byteLength: number;
  /** Of the file's bytes, hexadecimal. */
  readonly modelSha256: string;
  readonly model: Model;
  /** After the passes. */
  readonly network: Network;
  readonly program: Program;
}

/**
 * Reads and prepares a model; `observe` sees the network after each pass.
 *
 * @throws DiagnosticError of category file or model.
 */
export async function loadModel(path: string, observe?: (pass: Pass, network: Network) => void): Promise<LoadedModel> {
  return prepareModel(await readInput(path, path === DEFAULT_MODEL ? "nnc train makes one" : undefined), path, observe);
}

/**
 * The same from the bytes of the file at `path`, which is not read.
 *
 * @throws DiagnosticError of category model.
 */
export function prepareModel(bytes: Uint8Array, path: string, observe?: (pass: Pass, network: Network) => void): LoadedModel {
  const fileName = path === "-" ? "-" : basename(path);
  const model = readModel(bytes, path === "-" ? "standard input" : path);
  const network = runPasses(model.network, observe);
  const modelSha256 = createHash("sha256").update(bytes).digest("hex");
  return { fileName, byteLength: bytes.length, modelSha256, model, network, program: lower(network) };
}
