// Encodes protobuf messages. The same message gives the same bytes.

import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import type { FieldType, MessageParts, MessageSchema } from "./message.ts";
import { isNumber, wireTypeOf } from "./message.ts";

/** The bytes of the fields that are there, in the order of the schema; lists of numbers are packed. */
export function writeMessage<Schema extends MessageSchema>(schema: Schema, parts: MessageParts<Schema>): Uint8Array {
  const writer = new BinaryWriter();
  writeFields(schema, parts, writer);
  return writer.finish();
}

function writeFields(schema: MessageSchema, parts: Readonly<Record<string, unknown>>, writer: BinaryWriter): void {
  for (const [name, { number, type, repeated }] of Object.entries(schema)) {
    const value = parts[name];
    const elements: readonly unknown[] = repeated && Array.isArray(value) ? value : value === undefined ? [] : [value];
    if (elements.length === 0) continue;
    if (!repeated || !isNumber(type)) {
      for (const element of elements) writeElement(type, element, writer.tag(number, wireTypeOf(type)));
    } else {
      writer.tag(number, WireType.LengthDelimited).fork();
      for (const element of elements) writeElement(type, element, writer);
      writer.join();
    }
  }
}

function writeElement(type: FieldType, value: unknown, writer: BinaryWriter): void {
  if (type === "int32" && typeof value === "number") writer.int32(value);
  else if (type === "int64" && typeof value === "bigint") writer.int64(value);
  else if (type === "float" && typeof value === "number") writer.float(value);
  else if (type === "text" && typeof value === "string") writer.string(value);
  else if (typeof type === "string" && wireTypeOf(type) === WireType.LengthDelimited && value instanceof Uint8Array) writer.bytes(value);
  else if (typeof type === "object" && typeof value === "object" && value !== null) {
    writer.fork();
    writeFields(type, { ...value }, writer);
    writer.join();
  } else throw new TypeError(`a field of type ${typeof type === "object" ? "message" : type} holds a ${typeof value}`);
}
