// Refuses names by which a file would be taken for something else than what is written into it: exp.c for a model. Opens no file.

import { basename, dirname, extname, join } from "node:path";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { shellWords } from "../../shell/shell-words.ts";
import type { FileKind } from "./own-files.ts";

/** What files of these extensions hold. */
const HOLDS: readonly (readonly [extensions: readonly string[], what: "a source" | "a table" | "a picture" | "a page" | "a document" | "a model"])[] = [
  [["c", "h", "cc", "cpp", "cxx", "hpp", "go", "ts", "mts", "cts", "js", "mjs", "cjs", "rs", "py"], "a source"],
  [["csv", "tsv", "parquet", "xlsx"], "a table"],
  [["svg", "png", "jpg", "jpeg"], "a picture"],
  [["html", "htm"], "a page"],
  [["pdf", "md", "docx", "txt"], "a document"],
  [["onnx", "npz", "safetensors", "h5", "keras", "pt", "pth", "tflite", "pkl", "joblib"], "a model"],
];

/** What is written, of kinds whose files have one format whatever they are called. */
const WRITTEN = {
  model: { what: "a model", extension: "onnx", note: "models are written as ONNX, whatever the file is called" },
  report: { what: "a page", extension: "html", note: "reports are written as HTML, whatever the file is called" },
} as const;

/** @throws DiagnosticError (usage) where the name is that of a file of another kind. */
export function refuseOtherKind(path: string, kind: FileKind): void {
  if (kind !== "model" && kind !== "report") return;
  const { what, extension, note } = WRITTEN[kind];
  const given = extname(path);
  const held = HOLDS.find(([extensions]) => extensions.includes(given.slice(1).toLowerCase()))?.[1];
  if (held === undefined || held === what) return;
  const meant = join(dirname(path), `${basename(path, given)}.${extension}`);
  const then = kind === "model" && held === "a source" ? `; then ${shellWords(["nnc", "emit", meant, "-o", path])} writes the source` : "";
  throw new DiagnosticError({ id: "file-of-other-kind", message: `${path} is the name of ${held}, and ${what} is to be written`, note, hint: `name the file ${shellWords([meant])}${then}` });
}
