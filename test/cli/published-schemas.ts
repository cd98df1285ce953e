// Holds what nnc prints with --json to the schemas that are published with it, by a validator that is none of nnc's.

import { readFileSync } from "node:fs";
import Ajv, { type ValidateFunction } from "ajv";

const FOLDER = new URL("../../dist/schemas/", import.meta.url);

const ajv = new Ajv({ allErrors: true });
const compiled = new Map<string, ValidateFunction>();

export function publishedSchema(command: string): string {
  return readFileSync(new URL(`${command}.json`, FOLDER), "utf8");
}

/** What is wrong with a document of a command; nothing where its schema accepts it. */
export function faultsIn(command: string, document: unknown): readonly string[] {
  const validate = compiled.get(command) ?? ajv.compile(JSON.parse(publishedSchema(command)) as object);
  compiled.set(command, validate);
  if (validate(document) === true) return [];
  return (validate.errors ?? []).map(({ dataPath, message, params }) => `${dataPath} ${message ?? ""} ${JSON.stringify(params)}`);
}

/** @throws Error where a command line that asks for JSON has printed anything else than its schema describes. */
export function holdToSchema(words: readonly string[], stdout: string): void {
  const read = words.includes("--") ? words.slice(0, words.indexOf("--")) : words;
  if (!read.includes("--json") || stdout === "") return;
  const command = read.find((word) => !word.startsWith("-")) ?? "";
  const faults = faultsIn(command, JSON.parse(stdout));
  if (faults.length > 0) throw new Error(`nnc ${words.join(" ")} prints what its schema refuses:\n${faults.join("\n")}`);
}
