// Writes what the outputs of a classifier stand for as entries of metadata, and reads their texts: labels are any text, metadata is
// printable ASCII. Knows no other entries.

import * as z from "zod/mini";
import type { RecordedClasses } from "../../network/model.ts";

/** More labels than a network of nnc's has outputs are the work of somebody else. */
const MOST_LABELS = 4096;

/** A text as JSON. */
const jsonText = z.pipe(z.string(), z.transform((given: string, context): string => {
  const value = parsedJson(given);
  if (typeof value === "string") return value;
  context.issues.push({ code: "custom", input: given, message: "must be a text in JSON" });
  return z.NEVER;
}));

/** A list of two texts or more, all of them different, as JSON. */
const jsonLabels = z.pipe(z.string(), z.transform((given: string, context): readonly string[] => {
  const value = parsedJson(given);
  const labels = Array.isArray(value) ? value.filter((label): label is string => typeof label === "string") : [];
  const areLabels = Array.isArray(value) && labels.length === value.length && labels.length >= 2 && labels.length <= MOST_LABELS;
  if (areLabels && new Set(labels).size === labels.length) return labels;
  context.issues.push({ code: "custom", input: given, message: "must be a JSON list of labels that differ, such as [\"no\",\"yes\"]" });
  return z.NEVER;
}));

export const classesSchema = z.object({
  "nnc.data.classes.kind": z.enum(["one-of", "each"], "must be one-of or each"),
  "nnc.data.classes": z.optional(jsonLabels),
  "nnc.data.classes.column": z.optional(jsonText),
});

export function classesEntries(classes: RecordedClasses): readonly (readonly [key: string, value: string])[] {
  const kind = ["nnc.data.classes.kind", classes.kind] as const;
  if (classes.kind === "each") return [kind];
  const { labels, column } = classes;
  return [kind, ["nnc.data.classes", asciiJson(labels)], ...(column === "" ? [] : [["nnc.data.classes.column", asciiJson(column)] as const])];
}

/** JSON in which whatever is no printable ASCII is escaped. */
export function asciiJson(value: string | readonly string[]): string {
  return JSON.stringify(value).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Undefined where it is no JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
