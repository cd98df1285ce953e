// Completes a loaded model to what the backends emit: a name, a version and the command that does it again.

import type { LanguageName } from "../../../codegen/backend.ts";
import { checkFunctionName, defaultFunctionName } from "../../../codegen/function-name.ts";
import { LAYOUTS, type Optimisation } from "../../../codegen/lower/layout.ts";
import { lower } from "../../../codegen/lower/lower.ts";
import type { EmitRequest } from "../../../codegen/package.ts";
import { FORMAT_NAMES } from "../../../formats/names.ts";
import { VERSION } from "../../entry/version.ts";
import type { LoadedModel } from "../../files/model-file.ts";
import { shellWords } from "../../terminal/shell-words.ts";

/** What the user chose of the function. */
export interface EmitChoices {
  readonly name?: string | undefined;
  readonly optimize: Optimisation;
  /** Whether it becomes a folder: what is written again is named so. */
  readonly isFolder?: boolean;
}

/** @throws DiagnosticError of category usage where the name cannot be used. */
export function emitRequest(loaded: LoadedModel, { name: givenName, optimize, isFolder = false }: EmitChoices, language: LanguageName): EmitRequest {
  const { fileName, format, holdsLayersOnly, readWith, model, network, modelSha256 } = loaded;
  // What a loaded model was lowered to is arranged for speed.
  const program = optimize === "speed" ? loaded.program : lower(network, LAYOUTS[optimize]);
  const name = givenName ?? defaultFunctionName(model.record?.targets);
  checkFunctionName(name);
  // A file whose name begins with a dash would be read as an option.
  const file = fileName.startsWith("-") && fileName !== "-" ? `./${fileName}` : fileName;
  const arranged = optimize === "speed" ? [] : ["--optimize", optimize];
  const command = shellWords(["nnc", "emit", file, ...readWith, "--lang", language, "--name", name, ...arranged, ...(isFolder ? ["-o", "./"] : [])]);
  const modelRemark = holdsLayersOnly ? `a ${FORMAT_NAMES[format].title} file: it holds parameters, the activations were given` : undefined;
  return { model, network, program, name, version: VERSION, modelSha256, modelRemark, command };
}
