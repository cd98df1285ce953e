// Checkpoints of nnc's as a model format: the network as it stood. Other safetensors files hold parameters without a
// network and are none of its business.

import type { NetworkFormat } from "../model-format.ts";
import { refuseInputSettings } from "../unfit-inputs.ts";
import { FORMAT_KEY, FORMAT_NAME, readDenseModel } from "./checkpoint-model.ts";
import { readSafetensors } from "./read.ts";
import { LENGTH_BYTES, METADATA_KEY } from "./tensor.ts";

/** What the header begins with; the key of the format comes first of all that are written. */
const BEGINNING = new TextEncoder().encode(`{"${METADATA_KEY}":{"${FORMAT_KEY}":"${FORMAT_NAME}"`);

/** Whether a file that begins so is a checkpoint of nnc's, damaged or not. */
export function looksLikeCheckpoint(beginning: Uint8Array): boolean {
  return BEGINNING.every((byte, position) => beginning[LENGTH_BYTES + position] === byte);
}

export const checkpoint = {
  id: "checkpoint",
  holds: "network",
  sniff: looksLikeCheckpoint,
  read(bytes, file, { said }) {
    refuseInputSettings(said, file);
    return readDenseModel(readSafetensors(bytes, file), file);
  },
} as const satisfies NetworkFormat;
