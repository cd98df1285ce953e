// What a command prints with --json, as a schema that its TypeScript type and its published JSON Schema both follow from. Prints nothing.

import type * as z from "zod/mini";

/** The fields of an object, each with its schema. */
export type JsonFields = Readonly<Record<string, z.ZodMiniType>>;

/** One kind of document. */
export interface JsonFormat<Fields extends JsonFields = JsonFields> {
  /** What is in it: a few words, without a full stop. */
  readonly title: string;
  /** Stands in every document before its fields. It grows with whatever changes in them. */
  readonly version: number;
  readonly fields: Fields;
}

/** A value that a schema describes. */
export type Described<Schema extends z.ZodMiniType> = DeepReadonly<z.infer<Schema>>;

/** What a format has beside its version. */
export type Printed<Fields extends JsonFields> = DeepReadonly<z.infer<z.ZodMiniObject<Fields, z.core.$strict>>>;

/** Refuses a value with a key, however deep, that the format has not: what is passed on whole would print keys that no schema knows. */
export type Known<Value, Format> = [Unknown<Value, Format>] extends [never] ? unknown : { readonly unknownKeys: Unknown<Value, Format> };

type Unknown<Value, Format> = Exclude<Keys<Value>, Keys<Format>>;

type DeepReadonly<Value> = Value extends object ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> } : Value;

/** `error` and `error.maximum` of `{ error: { maximum: 1 } }`; those of its elements of a list. */
type Keys<Value> =
  Value extends readonly (infer Element)[] ? Keys<Element>
  : Value extends object ? { [Key in keyof Value & string]: Key | `${Key}.${Keys<Value[Key]>}` }[keyof Value & string]
  : never;
