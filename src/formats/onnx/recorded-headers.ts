// Writes the headers of the columns a network was trained on as an entry of metadata, and reads their text. Knows no other entries.

import * as z from "zod/mini";
import type { DataRecord } from "../../network/model.ts";
import { asciiJson, parsedJson } from "./recorded-classes.ts";

/** A list of texts as JSON. */
const jsonTexts = z.pipe(z.string(), z.transform((given: string, context): readonly string[] => {
  const value = parsedJson(given);
  const texts = Array.isArray(value) ? value.filter((text): text is string => typeof text === "string") : [];
  if (Array.isArray(value) && texts.length === value.length) return texts;
  context.issues.push({ code: "custom", input: given, message: "must be a JSON list of texts, such as [\"temp [degC]\",\"y\"]" });
  return z.NEVER;
}));

export const headersSchema = z.object({ "nnc.data.headers": z.optional(jsonTexts) });

export function headersEntries(headers: DataRecord["headers"]): readonly (readonly [key: string, value: string])[] {
  return headers === undefined ? [] : [["nnc.data.headers", asciiJson(headers)]];
}
