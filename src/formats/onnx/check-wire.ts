// Checks that bytes are well-formed protobuf of a schema, before anything is allocated for them: lengths, wire types, text
// and the number of fields. Does not decode.

import { isUtf8 } from "node:buffer";
import type { DescField, DescMessage } from "@bufbuild/protobuf";
import { ScalarType } from "@bufbuild/protobuf";
import { refused } from "../refuse.ts";

/** More than a network has that can be compiled; decoding so many takes under a second. */
export const MAXIMUM_FIELDS = 250_000;
/** Bytes of one piece of text, such as a name. */
const MAXIMUM_TEXT_BYTES = 2 ** 24;

/** The wire types of protobuf that ONNX uses. */
const VARINT = 0;
const BIT64 = 1;
const LENGTH_DELIMITED = 2;
const BIT32 = 5;
/** By wire type: bytes of which a packed field has a whole number. */
const PACKED_UNITS: Readonly<Record<number, number>> = { [VARINT]: 1, [BIT64]: 8, [BIT32]: 4 };

/** What is known of a field from the schema. */
interface FieldRule {
  readonly wireType: number;
  readonly isText: boolean;
  readonly message: DescMessage | undefined;
  /** Bytes of the smallest element where elements may be packed. */
  readonly packed: number | undefined;
}

/**
 * Goes through all fields the schema knows and skips the others. The schema must not be recursive.
 *
 * @throws DiagnosticError of category model naming the byte where the file ends too early, is no protobuf, holds text that
 * is not UTF-8 or longer than MAXIMUM_TEXT_BYTES, or has more than MAXIMUM_FIELDS fields.
 */
export function checkWire(schema: DescMessage, bytes: Uint8Array, file: string): void {
  new WireChecker(bytes, file).message(schema, bytes.length);
}

class WireChecker {
  private readonly bytes: Uint8Array;
  private readonly file: string;
  private readonly rules = new Map<DescMessage, ReadonlyMap<number, FieldRule>>();
  private position = 0;
  private fields = 0;

  constructor(bytes: Uint8Array, file: string) {
    this.bytes = bytes;
    this.file = file;
  }

  message(schema: DescMessage, end: number): void {
    const rules = this.rulesOf(schema);
    while (this.position < end) {
      const start = this.position;
      const tag = this.varint(end);
      const number = Math.floor(tag / 8);
      const wireType = tag % 8;
      if (number === 0 || tag >= 2 ** 32) throw this.damaged(start, `${tag} is no field`);
      const rule = rules.get(number);
      this.count(1);
      if (rule === undefined) this.skip(wireType, start, end);
      else this.field(rule, wireType, start, end);
    }
  }

  private field(rule: FieldRule, wireType: number, start: number, end: number): void {
    const isPacked = rule.packed !== undefined && wireType === LENGTH_DELIMITED;
    if (wireType !== rule.wireType && !isPacked) {
      throw this.damaged(start, `a field of wire type ${rule.wireType} has wire type ${wireType}`);
    }
    if (wireType !== LENGTH_DELIMITED) {
      this.skip(wireType, start, end);
      return;
    }
    const inner = this.length(end);
    if (rule.message !== undefined) {
      this.message(rule.message, inner);
    } else if (rule.packed !== undefined) {
      this.packed(rule.packed, inner);
    } else if (rule.isText) {
      this.text(inner);
    }
    this.position = inner;
  }

  /** Elements side by side, which must fill their chunk. */
  private packed(size: number, end: number): void {
    this.count(Math.ceil((end - this.position) / size));
    if (size > 1 && (end - this.position) % size !== 0) throw this.damaged(this.position, "a list of numbers ends within one");
    while (size === 1 && this.position < end) this.varint(end);
  }

  private text(end: number): void {
    if (end - this.position > MAXIMUM_TEXT_BYTES) {
      throw refused(this.file, {
        place: `byte ${this.position}`,
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

  private rulesOf(schema: DescMessage): ReadonlyMap<number, FieldRule> {
    const known = this.rules.get(schema);
    if (known !== undefined) return known;
    const rules = new Map(schema.fields.map((field) => [field.number, ruleOf(field)]));
    this.rules.set(schema, rules);
    return rules;
  }
}

function ruleOf(field: DescField): FieldRule {
  const message = field.fieldKind === "message" || (field.fieldKind === "list" && field.listKind === "message") ? field.message : undefined;
  const scalar = field.fieldKind === "scalar" || (field.fieldKind === "list" && field.listKind === "scalar") ? field.scalar : undefined;
  const wireType = scalar === undefined ? LENGTH_DELIMITED : wireTypeOf(scalar);
  const isNumber = wireType !== LENGTH_DELIMITED;
  return {
    wireType,
    isText: scalar === ScalarType.STRING,
    message,
    packed: field.fieldKind === "list" && isNumber ? PACKED_UNITS[wireType] : undefined,
  };
}

/** Protocol Buffers, "Encoding": the wire type of each scalar type. */
function wireTypeOf(scalar: ScalarType): number {
  switch (scalar) {
    case ScalarType.STRING:
    case ScalarType.BYTES:
      return LENGTH_DELIMITED;
    case ScalarType.FLOAT:
    case ScalarType.FIXED32:
    case ScalarType.SFIXED32:
      return BIT32;
    case ScalarType.DOUBLE:
    case ScalarType.FIXED64:
    case ScalarType.SFIXED64:
      return BIT64;
    case ScalarType.INT32:
    case ScalarType.INT64:
    case ScalarType.UINT32:
    case ScalarType.UINT64:
    case ScalarType.SINT32:
    case ScalarType.SINT64:
    case ScalarType.BOOL:
      return VARINT;
  }
}
