// Opens a model file and has it read. Emits nothing.

import { MAXIMUM_MODEL_BYTES } from "../../formats/model-format.ts";
import { describeBatch } from "../../network/describe.ts";
import type { Network } from "../../network/network.ts";
import type { Pass } from "../../passes/index.ts";
import { loadBytes, type LoadedModel } from "../../pipeline/load-model.ts";
import { describeNotice } from "../../network/notice.ts";
import { namedActivations } from "../../pipeline/named-activations.ts";
import { inputsSaidOf, type ReadingSettings } from "../options/reading-options.ts";
import { DEFAULT_MODEL } from "../options/shared-options.ts";
import { modelsIn } from "./near-file.ts";
import { readInput } from "./read-file.ts";
import { siblingsOf } from "./sibling-files.ts";

/** Models that are told of by their names. */
const MOST_NAMED = 3;

/**
 * Reads and prepares a model; `observe` sees the network after each pass.
 *
 * @param reading of a command with READING_OPTIONS.
 * @throws DiagnosticError of category file, model or usage.
 */
export async function loadModel(
  path: string,
  reading: ReadingSettings = {},
  observe?: (pass: Pass, network: Network) => void,
): Promise<LoadedModel> {
  // Before a large file is read, or one is waited for.
  namedActivations(reading);
  const whenMissing = path === DEFAULT_MODEL ? defaultMissing() : undefined;
  const bytes = await readInput(path, { most: MAXIMUM_MODEL_BYTES, holds: "a model", whenMissing }, {
    id: "model-from-terminal",
    message: "a model is expected on standard input, which is a terminal",
    hint: "redirect a file: nnc emit - < model.onnx",
  });
  const { activation, outputActivation, state = [], stream, multiplyAdd } = reading;
  const said = { activations: { activation, outputActivation }, said: inputsSaidOf(reading), states: state.flat(), stream, multiplyAdd };
  return loadBytes(bytes, { path, ...said, siblings: siblingsOf(path), observe });
}

/** What to do where no model is named and there is none of the usual name. */
function defaultMissing(): string {
  const here = modelsIn(".");
  return here.length === 0 || here.length > MOST_NAMED ? "nnc train makes one" : `nnc train makes one, or name a model that is here: ${here.join(", ")}`;
}

/** What is worth knowing of how the file was read: lines for the user. */
export function readingNotes({ model }: LoadedModel): readonly string[] {
  const notes = [...(model.notices ?? []).map(describeNotice), ...[describeBatch(model) ?? []].flat()];
  return notes.map((note) => `note: ${note}`);
}
