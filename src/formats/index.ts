// The formats a model may be read from and written in. Adding one is a folder beside this file, a line here and one in
// format-names.ts. Does not open files.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import type { Model } from "../network/model.ts";
import { chainer } from "./chainer/index.ts";
import { findLayers } from "./find-layers.ts";
import type { Format, LayerFormat, NetworkFormat, Surroundings } from "./model-format.ts";
import { MAXIMUM_MODEL_BYTES } from "./model-format.ts";
import type { LayerActivations } from "./file-layers.ts";
import { activationsMissing, networkOfFile } from "./file-layers.ts";
import { FORMAT_NAMES } from "./format-names.ts";
import { onnx } from "./onnx/index.ts";
import { isSavedModel, recognise } from "./recognise.ts";
import { checkpoint } from "./safetensors/index.ts";
import { tensorflowLite } from "./tflite/index.ts";
import { refuseInputSettings } from "./unfit-inputs.ts";

/** Those with the surer marks first: the beginning of an ONNX file is two bytes that others may have, too. */
export const FORMATS: readonly Format[] = [checkpoint, tensorflowLite, onnx, chainer];

/**
 * The format of a file, told by its contents.
 *
 * @param file what messages call it: a path, or `standard input`.
 * @throws DiagnosticError of category model where it is too large or of no format that is read.
 */
export function formatOf(bytes: Uint8Array, file: string): Format {
  if (bytes.length > MAXIMUM_MODEL_BYTES) {
    throw new DiagnosticError({
      id: "model-too-large",
      message: `the model is larger than ${MAXIMUM_MODEL_BYTES / 2 ** 20} MiB`,
      place: file,
      note: `it has ${bytes.length} bytes`,
      hint: "a network of this size cannot be compiled into a source file; use a smaller one",
    });
  }
  const format = isSavedModel(bytes, file) ? undefined : FORMATS.find((candidate) => candidate.sniff(bytes));
  if (format !== undefined) return format;
  throw new DiagnosticError({ id: "format-unknown", place: file, ...recognise(bytes, file) });
}

/**
 * Reads a model of any known format, told by its contents.
 *
 * @param bytes are taken over, as by NetworkFormat.read.
 * @param file what messages call it: a path, or `standard input`.
 * @param activations for a file that holds parameters only, and for no other.
 * @param surroundings what is beside the file, and what is said of its inputs.
 * @throws DiagnosticError of category model with place and hint, whatever the bytes are; of category usage where activations
 * are missing or given to a file that has its own, or something is said of inputs that does not fit them. Nothing else.
 */
export function readModel(bytes: Uint8Array, file: string, activations?: LayerActivations, surroundings: Surroundings = {}): Model {
  const format = formatOf(bytes, file);
  try {
    if (format.holds === "network") return readNetwork(format, bytes, file, surroundings, activations);
    refuseInputSettings(surroundings.said, file);
    return readFromLayers(format, bytes, file, activations);
  } catch (error) {
    if (!(error instanceof DiagnosticError) || error.diagnostic.hint !== undefined) throw error;
    throw new DiagnosticError({ ...error.diagnostic, hint: "the file is damaged or was written wrongly; export the model again" });
  }
}

function readNetwork(
  format: NetworkFormat,
  bytes: Uint8Array,
  file: string,
  surroundings: Surroundings,
  activations: LayerActivations | undefined,
): Model {
  if (activations === undefined) return format.read(bytes, file, surroundings);
  throw new DiagnosticError({
    id: "activation-not-wanted",
    message: `${file} has activations of its own`,
    place: setting("activation"),
    note: `its format, ${FORMAT_NAMES[format.id].title}, says what follows each layer`,
    hint: prose`leave ${setting("activation")} and ${setting("outputActivation")} out`,
  });
}

function readFromLayers(format: LayerFormat, bytes: Uint8Array, file: string, activations: LayerActivations | undefined): Model {
  const layers = format.read(bytes, file);
  if (activations === undefined) throw activationsMissing(layers, file, FORMAT_NAMES[format.id].title);
  return { network: networkOfFile(layers, activations), record: undefined };
}

/** The bytes of the model file `nnc train` leaves behind: ONNX, always the same for the same model and version of nnc. */
export function writeModel(model: Model, version: string): Uint8Array {
  return onnx.write(model, version);
}

/**
 * The bytes of a file of this format, always the same for the same model and version of nnc.
 *
 * @param model with its network after the passes where the format holds layers.
 * @throws DiagnosticError of category model where the format has no place for what the network computes.
 */
export async function writeModelAs(format: Format, model: Model, version: string): Promise<Uint8Array> {
  if (format.holds === "network") {
    if (format.write !== undefined) return format.write(model, version);
  } else if (format.write !== undefined) {
    return await format.write(findLayers(model.network, FORMAT_NAMES[format.id].title).layers);
  }
  throw new RangeError(`${FORMAT_NAMES[format.id].title} is not written`);
}
