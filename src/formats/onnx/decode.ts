// Turns the bytes of an ONNX file into its messages. Checks that they are well formed, not that they make sense.

import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { checkWire } from "./check-wire.ts";
import type { Model } from "./onnx-messages.ts";
import { MODEL } from "./onnx-messages.ts";
import { readMessage } from "./read-message.ts";
import { refused } from "../refuse.ts";

/** The fields of ONNX's ModelProto, those nnc does not read included, and how they are written. */
const MODEL_FIELDS: ReadonlyMap<number, WireType> = new Map([
  ...[1, 5].map((number) => [number, WireType.Varint] as const),
  ...[2, 3, 4, 6, 7, 8, 14, 20, 25, 26].map((number) => [number, WireType.LengthDelimited] as const),
]);
const IR_VERSION_TAG = 0x08;

/**
 * @throws DiagnosticError of category model where the bytes are no well-formed ONNX file, as checkWire.
 */
export function decodeModel(bytes: Uint8Array, file: string): Model {
  checkWire(MODEL, bytes, file);
  try {
    return readMessage(MODEL, bytes);
  } catch (error) {
    throw refused(file, { message: "the file is not valid protobuf", note: error instanceof Error ? error.message : String(error) });
  }
}

/**
 * ONNX has no magic number. A file counts as ONNX where it begins with ir_version, as nearly all do, and a second field of
 * a model, or where it consists of fields of a model from beginning to end.
 */
export function looksLikeOnnx(bytes: Uint8Array): boolean {
  const enough = bytes[0] === IR_VERSION_TAG ? 2 : Infinity;
  const reader = new BinaryReader(bytes);
  try {
    for (let fields = 0; fields < enough && reader.pos < bytes.length; fields++) {
      const [number, wireType] = reader.tag();
      if (MODEL_FIELDS.get(number) !== wireType) return false;
      if (fields + 1 < enough) reader.skip(wireType);
    }
    return bytes.length > 0;
  } catch {
    // Cut off within one of the first fields.
    return bytes[0] === IR_VERSION_TAG;
  }
}
