// nnc schema: prints the JSON Schema of what a command prints with --json.

import * as z from "zod/mini";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import type { Problem } from "../../../diagnostics/problem.ts";
import { oneOfWords } from "../../../diagnostics/problem.ts";
import { defineCommand } from "../../arguments/define-command.ts";
import { text } from "../../arguments/validate.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { JSON_FORMATS } from "../json-formats.ts";
import { jsonSchema } from "./json-schema.ts";

const NAMES = Object.keys(JSON_FORMATS);

const options = z.object({ command: z.optional(text(readCommand)) });

export const schema = defineCommand({
  positionals: [{ name: "COMMAND", describe: `a command with --json: ${NAMES.join(", ")}`, choices: NAMES }],
  options: [],
  examples: [["nnc schema check > check.schema.json", "for a validator of JSON Schema, draft 7"]],
  schema: options,
  run,
});

async function run({ command }: z.infer<typeof options>, terminal: Terminal): Promise<number> {
  if (command === undefined) throw missingCommand();
  await terminal.print(jsonSchema(command, await JSON_FORMATS[command]()));
  return 0;
}

function readCommand(given: string): string | Problem {
  return oneOfWords(NAMES, given, `nnc ${given} prints no JSON`);
}

function missingCommand(): DiagnosticError {
  return new DiagnosticError({
    id: "schema-of-no-command",
    message: "there is no command to give the schema of",
    place: "COMMAND",
    note: `those with --json are ${NAMES.join(", ")}`,
    hint: "name one, such as nnc schema check",
  });
}
