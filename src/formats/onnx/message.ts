// What a protobuf message is made of, as data, and the TypeScript type that follows from it. Reads and writes nothing.

import { WireType } from "@bufbuild/protobuf/wire";

/** Of a field: a number, text in UTF-8, bytes, a message of its own, or numbers that may be many. */
export type FieldType = "int32" | "int64" | "float" | "text" | "bytes" | PackedType | MessageSchema;

/**
 * Lists of numbers that are left as they lie in the file, since they may be many: pieces of bytes with the elements side by side,
 * little-endian or varints. Where they stand one by one in the file, a run of them is one piece.
 */
export type PackedType = "packed float" | "packed double" | "packed varint";

export interface Field<Type extends FieldType = FieldType, Repeated extends boolean = boolean> {
  /** Unique in its message. */
  readonly number: number;
  readonly type: Type;
  readonly repeated: Repeated;
}

/** By name, in the order of their numbers, in which they are written. */
export type MessageSchema = Readonly<Record<string, Field>>;

/** A field that is there once or not at all. */
export function one<const Type extends FieldType>(number: number, type: Type): Field<Type, false> {
  return { number, type, repeated: false };
}

/** A field that is there any number of times. */
export function many<const Type extends FieldType>(number: number, type: Type): Field<Type, true> {
  return { number, type, repeated: true };
}

type Element<Type extends FieldType> = Type extends "int32" | "float"
  ? number
  : Type extends "int64"
    ? bigint
    : Type extends "text"
      ? string
      : Type extends "bytes" | PackedType
        ? Uint8Array
        : Type extends MessageSchema
          ? Message<Type>
          : never;

/** A message that was read: undefined is what is not there. */
export type Message<Schema extends MessageSchema> = {
  readonly [Name in keyof Schema]: Schema[Name] extends Field<infer Type, true>
    ? readonly Element<Type>[]
    : Element<Schema[Name]["type"]> | undefined;
};

/** A message that is to be written: what is left out is not there. */
export type MessageParts<Schema extends MessageSchema> = {
  readonly [Name in keyof Schema]?: Schema[Name] extends Field<infer Type, true>
    ? readonly ElementParts<Type>[]
    : ElementParts<Schema[Name]["type"]> | undefined;
};

type ElementParts<Type extends FieldType> = Type extends MessageSchema ? MessageParts<Type> : Element<Type>;

const WIRE_TYPES: Readonly<Record<Exclude<FieldType, MessageSchema>, WireType>> = {
  int32: WireType.Varint,
  int64: WireType.Varint,
  float: WireType.Bit32,
  text: WireType.LengthDelimited,
  bytes: WireType.LengthDelimited,
  "packed float": WireType.LengthDelimited,
  "packed double": WireType.LengthDelimited,
  "packed varint": WireType.LengthDelimited,
};

const WIRE_TYPES_OF_ELEMENTS: Readonly<Record<PackedType, WireType>> = {
  "packed float": WireType.Bit32,
  "packed double": WireType.Bit64,
  "packed varint": WireType.Varint,
};

/** How an element is laid out in the file; of a packed list, a piece. */
export function wireTypeOf(type: FieldType): WireType {
  return typeof type === "object" ? WireType.LengthDelimited : WIRE_TYPES[type];
}

/** How one number of a packed list is laid out that stands alone; undefined for other types. */
export function elementWireType(type: FieldType): WireType | undefined {
  return isPackedType(type) ? WIRE_TYPES_OF_ELEMENTS[type] : undefined;
}

function isPackedType(type: FieldType): type is PackedType {
  return typeof type === "string" && Object.hasOwn(WIRE_TYPES_OF_ELEMENTS, type);
}

/** Lists of numbers may be packed: the elements side by side, after their length. */
export function isNumber(type: FieldType): boolean {
  return wireTypeOf(type) !== WireType.LengthDelimited;
}
