// Refuses names by which a file would be taken for something else than what is written into it: exp.c for a model. Opens no file.

import { basename, dirname, extname, join } from "node:path";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { shellWords } from "../../shell/shell-words.ts";
import type { FileKind } from "./own-files.ts";

/** What files of these extensions hold, also such as nnc never writes. */
const HOLDS = {
  "a source": "c h cc cpp cxx hpp go ts mts cts js mjs cjs rs py",
  "a table": "csv tsv parquet xlsx",
  "a picture": "svg png jpg jpeg",
  "a page": "html htm",
  "a document": "pdf md docx txt",
  "a model of another tool": "npz safetensors h5 hdf5 keras pt pth tflite pkl joblib",
  "a model": "onnx",
} as const;

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
  const [held] = Object.entries(HOLDS).find(([, extensions]) => extensions.split(" ").includes(given.slice(1).toLowerCase())) ?? [];
  if (held === undefined || held === what) return;
  const meant = join(dirname(path), `${basename(path, given)}.${extension}`);
  const then = kind === "model" ? thenWritten(held, given, meant, path) : "";
  throw new DiagnosticError({ id: "file-of-other-kind", message: `${path} is the name of ${held}, and ${what} is to be written`, note, hint: `name the file ${shellWords([meant])}${then}` });
}

/** The command by which a model becomes what the name says, where nnc writes that. */
function thenWritten(held: string, given: string, meant: string, path: string): string {
  if (held === "a source") return `; then ${shellWords(["nnc", "emit", meant, "-o", path])} writes the source`;
  if (given.toLowerCase() === ".npz") return `; then ${shellWords(["nnc", "convert", meant, path])} writes that one`;
  return "";
}
