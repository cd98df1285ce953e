// Writes the JSON Schema of what a command prints with --json, for validators and for programs that make types of one.

import * as z from "zod/mini";
import { failureJson } from "../../json/failure-json.ts";
import type { JsonFormat } from "../../json/json-format.ts";

/** Of JSON Schema's drafts the one that most tools read. */
const DRAFT = "draft-07";

/**
 * Any of the command's documents, or why there is none, with no key beside those that are named.
 *
 * @param formats of the command.
 */
export function jsonSchema(command: string, formats: readonly JsonFormat[]): string {
  const documents = [...formats, failureJson].map(documentOf);
  const { $schema, ...rest } = z.toJSONSchema(z.union(documents), { target: DRAFT });
  return `${JSON.stringify({ $schema, title: `nnc ${command} --json`, ...rest }, undefined, 2)}\n`;
}

function documentOf({ title, version, fields }: JsonFormat): z.ZodMiniType {
  return z.strictObject({ version: z.literal(version), ...fields }).check(z.meta({ title }));
}
