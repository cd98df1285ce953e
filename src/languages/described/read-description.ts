// Reads the text of a language.json: gives what it describes, or says which key is wrong and why.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { descriptionSchema, type Description } from "./description.ts";

/** Where the keys are listed. */
const KEYS = "docs/templates.md lists the keys, and examples/template-python is a description that is whole";

/**
 * @param path for what is said of it.
 * @throws DiagnosticError (usage) where the text is not JSON, or a key is unknown, missing or of no use.
 */
export function readDescription(text: string, path: string): Description {
  const result = descriptionSchema.safeParse(parsed(text, path), { reportInput: true });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue === undefined) throw new RangeError("a description was refused without an issue");
  const at = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    const unknown = issue.keys.slice(0, 1).join("");
    throw refused(path, `there is no key "${[...at, unknown].join(".")}"`, didYouMean(unknown, keysOf(at)));
  }
  if (issue.code === "invalid_key") throw refused(path, `there is no key "${at.join(".")}"`);
  throw refused(path, at.length === 0 ? `it ${issue.message}` : `"${at.join(".")}" ${issue.message}`);
}

function keysOf(at: readonly string[]): readonly string[] {
  const { shape } = descriptionSchema;
  const inner: Readonly<Record<string, readonly string[]>> = {
    "": Object.keys(shape),
    names: Object.keys(shape.names.shape),
    truth: Object.keys(shape.truth.shape),
    operators: Object.keys(shape.operators.shape),
    function: Object.keys(shape.function.shape),
    statements: Object.keys(shape.statements.shape),
    tables: Object.keys(shape.tables.shape),
  };
  return inner[at.join(".")] ?? [];
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused(path, "it is not JSON");
  }
}

function refused(path: string, note: string, hint: string = KEYS): DiagnosticError {
  return new DiagnosticError({ id: "language-description-invalid", message: `${path} describes no language`, note, hint });
}
