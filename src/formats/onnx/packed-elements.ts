// Reads arrays of integers of 4 and 2 bits, several in a byte, the first in its lowest bits. They are held as integers of 8 bits, one in a byte: no language
// addresses less, and taking them apart in the innermost loops would cost more than it saves.

import { BinaryReader } from "@bufbuild/protobuf/wire";
import { elementCount, showShape, type Shape } from "../../network/shape.ts";
import type { Fail } from "../refuse.ts";
import { nameOfElementType } from "./element-types.ts";
import type { Tensor } from "./onnx-messages.ts";

export interface PackedType {
  readonly name: string;
  readonly bits: 2 | 4;
  readonly isSigned: boolean;
}

/** By the number of the type. */
export const PACKED_TYPES: ReadonlyMap<number, PackedType> = new Map(
  [packed(21, 4, false), packed(22, 4, true), packed(25, 2, false), packed(26, 2, true)].map((type) => [type.number, type]),
);

/** Whether elements of the type, by its name, are packed. */
export function isPacked(name: string): boolean {
  return [...PACKED_TYPES.values()].some((type) => type.name === name);
}

/** @throws what `fail` makes where the bytes are not as many as the shape asks for, or no bytes. */
export function readPacked(tensor: Tensor, { name, bits, isSigned }: PackedType, shape: Shape, fail: Fail): Float64Array {
  const bytes = tensor.rawData ?? bytesOf(tensor.int32Data, name, fail);
  const [count, perByte] = [elementCount(shape), 8 / bits];
  if (bytes.length !== Math.ceil(count / perByte)) {
    throw fail({ message: `the data has ${bytes.length} bytes`, note: `its type ${name} and shape ${showShape(shape)} ask for ${Math.ceil(count / perByte)}` });
  }
  return Float64Array.from({ length: count }, (_, place) => {
    const field = (bytes[Math.floor(place / perByte)] >> (bits * (place % perByte))) & (2 ** bits - 1);
    return isSigned && field >= 2 ** (bits - 1) ? field - 2 ** bits : field;
  });
}

function packed(number: number, bits: 2 | 4, isSigned: boolean): PackedType & { readonly number: number } {
  return { number, name: nameOfElementType(number), bits, isSigned };
}

/** In int32_data each byte is a number of its own. */
function bytesOf(chunks: readonly Uint8Array[], name: string, fail: Fail): Uint8Array {
  const bytes: number[] = [];
  for (const chunk of chunks) {
    const reader = new BinaryReader(chunk);
    while (reader.pos < reader.len) {
      const byte = byteOf(reader, fail);
      if (byte < 0 || byte > 255) throw fail({ message: `element ${bytes.length} is ${byte}, which is no byte of ${name}` });
      bytes.push(byte);
    }
  }
  return Uint8Array.from(bytes);
}

function byteOf(reader: BinaryReader, fail: Fail): number {
  try {
    return reader.int32();
  } catch {
    throw fail({ message: "the data ends in the middle of an element" });
  }
}
