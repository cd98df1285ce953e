// Decodes protobuf messages. Expects bytes that checkWire has gone through.

import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import type { Field, FieldType, Message, MessageSchema } from "./message.ts";
import { elementWireType, isNumber } from "./message.ts";

/**
 * The message in the bytes, of which its own bytes remain a part. Fields the schema does not know are skipped. As protobuf
 * asks for, numbers of a list may stand side by side or one by one; of a field that there is one of but that is given twice,
 * the last counts, of a message the parts of both.
 *
 * @throws Error where the bytes are not what the schema says.
 */
export function readMessage<Schema extends MessageSchema>(schema: Schema, bytes: Uint8Array): Message<Schema> {
  const message = readInto(emptyMessage(schema), schema, new BinaryReader(bytes), bytes.length);
  // The fields are those of the schema, which the compiler cannot know.
  return message as Message<Schema>;
}

type Fields = Record<string, unknown>;

const NAMES = new WeakMap<MessageSchema, ReadonlyMap<number, string>>();

/** The names of a schema's fields by their numbers. */
function namesOf(schema: MessageSchema): ReadonlyMap<number, string> {
  const known = NAMES.get(schema);
  if (known !== undefined) return known;
  const names = new Map(Object.entries(schema).map(([name, { number }]) => [number, name]));
  NAMES.set(schema, names);
  return names;
}

function emptyMessage(schema: MessageSchema): Fields {
  return Object.fromEntries(Object.entries(schema).map(([name, { repeated }]) => [name, repeated ? [] : undefined]));
}

function readInto(message: Fields, schema: MessageSchema, reader: BinaryReader, end: number): Fields {
  const names = namesOf(schema);
  while (reader.pos < end) {
    const [number, wireType] = reader.tag();
    const name = names.get(number);
    if (name === undefined) reader.skip(wireType, number);
    else message[name] = readField(message[name], schema[name], wireType, reader, end);
  }
  if (reader.pos > end) throw new Error("a field is longer than its message");
  return message;
}

/** What the field holds after this part of it. */
function readField(held: unknown, { number, type, repeated }: Field, wireType: WireType, reader: BinaryReader, end: number): unknown {
  if (!repeated) return readElement(held, type, reader);
  const list: unknown[] = Array.isArray(held) ? held : [];
  if (wireType === elementWireType(type)) {
    list.push(readRun(number, wireType, reader, end));
    return list;
  }
  if (wireType !== WireType.LengthDelimited || !isNumber(type)) {
    list.push(readElement(undefined, type, reader));
    return list;
  }
  const last = endOf(reader);
  while (reader.pos < last) list.push(readElement(undefined, type, reader));
  return list;
}

/** The bytes of numbers that stand one by one, each with its tag, of which the first has been read: without the tags, side by side. */
function readRun(number: number, wireType: WireType, reader: BinaryReader, end: number): Uint8Array {
  let bytes = new Uint8Array(16);
  let length = 0;
  for (;;) {
    const element = reader.skip(wireType, number);
    if (length + element.length > bytes.length) {
      const longer = new Uint8Array(2 * bytes.length);
      longer.set(bytes);
      bytes = longer;
    }
    bytes.set(element, length);
    length += element.length;
    const next = reader.pos;
    if (next >= end) break;
    const [nextNumber, nextType] = reader.tag();
    if (nextNumber === number && nextType === wireType) continue;
    reader.pos = next;
    break;
  }
  return bytes.subarray(0, length);
}

function readElement(held: unknown, type: FieldType, reader: BinaryReader): unknown {
  switch (type) {
    case "int32":
      return reader.int32();
    case "int64":
      return BigInt(reader.int64());
    case "float":
      return reader.float();
    case "text":
      return reader.string();
    case "bytes":
    case "packed float":
    case "packed double":
    case "packed varint":
      return reader.bytes();
    default:
      return readInto(isFields(held) ? held : emptyMessage(type), type, reader, endOf(reader));
  }
}

/** Reads the length of what follows. */
function endOf(reader: BinaryReader): number {
  const length = reader.uint32();
  return reader.pos + length;
}

function isFields(held: unknown): held is Fields {
  return typeof held === "object" && held !== null;
}
