// Checks that bytes are well-formed protobuf of a schema, before anything is allocated for them: lengths, wire types, text
// and the number of fields. Does not decode.

import { WireType } from "@bufbuild/protobuf/wire";
import { isUtf8 } from "../../numeric/bytes.ts";
import { refused } from "../refuse.ts";
import type { Field, FieldType, MessageSchema } from "./message.ts";
import { elementWireType, isNumber, wireTypeOf } from "./message.ts";

/** More than a network has that can be compiled; decoding so many takes under a second. */
export const MAXIMUM_FIELDS = 250_000;
/** Bytes of one piece of text, such as a name. */
const MAXIMUM_TEXT_BYTES = 2 ** 24;

/** As numbers: in a file there may be any. */
const VARINT: number = WireType.Varint;
const BIT64: number = WireType.Bit64;
const LENGTH_DELIMITED: number = WireType.LengthDelimited;
const BIT32: number = WireType.Bit32;

/**
 * Goes through all fields the schema knows and skips the others. The schema must not be recursive.
 *
 * @throws DiagnosticError of category model naming the byte where the file ends too early, is no protobuf, holds text that
 * is not UTF-8 or longer than MAXIMUM_TEXT_BYTES, or has more than MAXIMUM_FIELDS fields.
 */
export function checkWire(schema: MessageSchema, bytes: Uint8Array, file: string): void {
  new WireChecker(bytes, file).message(schema, bytes.length);
}

class WireChecker {
  private readonly bytes: Uint8Array;
  private readonly file: string;
  private readonly fieldsOf = new Map<MessageSchema, ReadonlyMap<number, Field>>();
  private position = 0;
  private fields = 0;

  constructor(bytes: Uint8Array, file: string) {
    this.bytes = bytes;
    this.file = file;
  }

  message(schema: MessageSchema, end: number): void {
    const known = this.byNumber(schema);
    let previous: number | undefined;
    while (this.position < end) {
      const start = this.position;
      const tag = this.varint(end);
      const number = Math.floor(tag / 8);
      const wireType = tag % 8;
      if (number === 0 || tag >= 2 ** 32) throw this.damaged(start, `${tag} is no field`);
      const field = known.get(number);
      // Of numbers that stand one by one, a run is read as one part.
      const isFurther = tag === previous && field !== undefined && isElement(field, wireType);
      if (!isFurther) this.count(1);
      if (field === undefined) this.skip(wireType, start, end);
      else this.field(field, wireType, start, end);
      previous = tag;
    }
  }

  private field(field: Field, wireType: number, start: number, end: number): void {
    const { type, repeated } = field;
    const isPacked = repeated && isNumber(type) && wireType === LENGTH_DELIMITED;
    const own: number = wireTypeOf(type);
    if (wireType !== own && !isPacked && !isElement(field, wireType)) {
      throw this.damaged(start, `a field of wire type ${own} has wire type ${wireType}`);
    }
    if (wireType !== LENGTH_DELIMITED) {
      this.skip(wireType, start, end);
      return;
    }
    const inner = this.length(end);
    if (typeof type === "object") this.message(type, inner);
    else if (isPacked) this.packed(type, inner);
    else if (type === "text") this.text(inner);
    this.position = inner;
  }

  /** Elements side by side, which must fill their chunk. */
  private packed(type: FieldType, end: number): void {
    const size = type === "float" ? 4 : 1;
    this.count(Math.ceil((end - this.position) / size));
    if (size > 1 && (end - this.position) % size !== 0) throw this.damaged(this.position, "a list of numbers ends within one");
    while (size === 1 && this.position < end) this.varint(end);
  }

  private text(end: number): void {
    if (end - this.position > MAXIMUM_TEXT_BYTES) {
      throw refused(this.file, {
        place: `byte ${this.position}`,
        kind: "unsupported",
        message: `a text has ${end - this.position} bytes`,
        note: `at most ${MAXIMUM_TEXT_BYTES} are read`,
      });
    }
    if (!isUtf8(this.bytes.subarray(this.position, end))) throw this.damaged(this.position, "a text is not UTF-8");
  }

  private skip(wireType: number, start: number, end: number): void {
    if (wireType === VARINT) this.varint(end);
    else if (wireType === BIT64) this.advance(8, end);
    else if (wireType === BIT32) this.advance(4, end);
    else if (wireType === LENGTH_DELIMITED) this.position = this.length(end);
    else throw this.damaged(start, `wire type ${wireType} does not occur in ONNX`);
  }

  /** Reads a length and returns where what it measures ends. */
  private length(end: number): number {
    const length = this.varint(end);
    if (length > end - this.position) throw this.tooShort(end);
    return this.position + length;
  }

  private advance(count: number, end: number): void {
    if (count > end - this.position) throw this.tooShort(end);
    this.position += count;
  }

  /** A base-128 number of at most ten bytes; exact below 2^53, which is beyond all lengths. */
  private varint(end: number): number {
    const start = this.position;
    let value = 0;
    for (let factor = 1, count = 0; count < 10; factor *= 128, count++) {
      if (this.position >= end) throw this.tooShort(end);
      const byte = this.bytes[this.position++];
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    throw this.damaged(start, "a number has more than ten bytes");
  }

  private count(fields: number): void {
    this.fields += fields;
    if (this.fields <= MAXIMUM_FIELDS) return;
    throw refused(this.file, {
      kind: "unsupported",
      message: "the model has too many parts",
      note: `nodes, names, attributes and so on are more than ${MAXIMUM_FIELDS}`,
      hint: "a network of this size cannot be compiled into a source file; use a smaller one",
    });
  }

  /** A field of a part that stretches to `end` needs more bytes. */
  private tooShort(end: number): Error {
    if (end < this.bytes.length) return this.damaged(this.position, "a field is longer than what it is part of");
    return refused(this.file, {
      place: `byte ${this.bytes.length}`,
      message: "the file ends too early",
      note: "it was cut off while it was written or copied",
      hint: "copy it or export the model again",
    });
  }

  private damaged(position: number, note: string): Error {
    return refused(this.file, { place: `byte ${position}`, message: "the file is not valid protobuf", note });
  }

  private byNumber(schema: MessageSchema): ReadonlyMap<number, Field> {
    const known = this.fieldsOf.get(schema);
    if (known !== undefined) return known;
    const fields = new Map(Object.values(schema).map((field) => [field.number, field]));
    this.fieldsOf.set(schema, fields);
    return fields;
  }
}

/** Whether a number of a packed list stands alone. */
function isElement({ type }: Field, wireType: number): boolean {
  const own: number | undefined = elementWireType(type);
  return wireType === own;
}
