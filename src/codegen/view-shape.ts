// What a template that a user writes may name of a view, as data: so that a path it does not have is found before anything is rendered.

import type { SourceView } from "./template-view.ts";
import type { Passage } from "./text.ts";

/** A text, a truth that `if` asks for, a list for `each`, or fields with names. */
export type Shape = "text" | "truth" | ListShape | FieldsShape;

export interface ListShape {
  readonly each: Shape;
}

export interface FieldsShape {
  readonly fields: Readonly<Record<string, Shape>>;
}

type ShapeOf<Value> = Value extends string | Passage
  ? "text"
  : Value extends boolean
    ? "truth"
    : Value extends readonly (infer Element)[]
      ? { readonly each: ShapeOf<Element> }
      : { readonly fields: { readonly [Name in keyof Value]: ShapeOf<Value[Name]> } };

type Named = Pick<SourceView, "version" | "summary" | "banner" | "contents" | "unitName" | "prototypes"> & {
  readonly tables: SourceView["tables"];
  readonly functions: readonly Pick<SourceView["functions"][number], "summary" | "comment" | "signature" | "body" | "isFollowed">[];
};

const LINES = { each: "text" } as const;

/** Of a source. */
export const SOURCE_SHAPE: ShapeOf<Named> = {
  fields: {
    version: "text",
    summary: "text",
    banner: LINES,
    contents: "text",
    unitName: "text",
    prototypes: LINES,
    tables: { each: { fields: { comment: "text", lines: LINES } } },
    functions: { each: { fields: { summary: "text", comment: "text", signature: "text", body: LINES, isFollowed: "truth" } } },
  },
};
