// Completes a loaded model to what languages emit: a name, a version and the command that does it again.

import type { Optimisation } from "../../../codegen/lower/layout.ts";
import type { EmitRequest } from "../../../codegen/package.ts";
import { defaultFunctionName } from "../../../languages/function-name.ts";
import type { LanguageName } from "../../../languages/index.ts";
import { requestOf } from "../../../library/emit.ts";
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
export function emitRequest(loaded: LoadedModel, choices: EmitChoices, language: LanguageName): EmitRequest {
  const { name: givenName, optimize, isFolder = false } = choices;
  const { fileName, readWith, model } = loaded;
  const name = givenName ?? defaultFunctionName(model.record?.targets);
  // A file whose name begins with a dash would be read as an option.
  const file = fileName.startsWith("-") && fileName !== "-" ? `./${fileName}` : fileName;
  const arranged = optimize === "speed" ? [] : ["--optimize", optimize];
  const command = shellWords(["nnc", "emit", file, ...readWith, "--lang", language, "--name", name, ...arranged, ...(isFolder ? ["-o", "./"] : [])]);
  return requestOf(loaded, { name, optimize, command });
}
