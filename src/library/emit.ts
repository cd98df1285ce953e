// Takes a model that was read to its sources in one language. Writes no file, and runs in a browser as well.

import { LAYOUTS, type Optimisation } from "../codegen/lower/layout.ts";
import { lower } from "../codegen/lower/lower.ts";
import { emitFolder, emitSource, type EmitRequest, type Package } from "../codegen/package.ts";
import { FORMAT_NAMES } from "../formats/names.ts";
import { checkFunctionName } from "../languages/function-name.ts";
import { SPOKEN, type LanguageName } from "../languages/index.ts";
import type { PreparedModel } from "./read.ts";
import { VERSION } from "./version.ts";

/** What is said of the function in every language. */
export interface FunctionOptions {
  /** Of the function, as `defaultFunctionName` makes one; each language spells it in its own way. */
  readonly name: string;
  /** What loops and tables are arranged for; no bit of a result depends on it. */
  readonly optimize: Optimisation;
  /** What the sources name as the command that writes them again. */
  readonly command: string;
}

export interface EmitOptions extends FunctionOptions {
  readonly language: LanguageName;
  /** One self-contained source, or what a folder takes: in some languages a header beside it. */
  readonly shape: "source" | "folder";
}

/**
 * The files by their names, each made while it is read.
 *
 * @throws DiagnosticError of category usage where the name cannot be used.
 */
export function emit(prepared: PreparedModel, { language: name, shape, ...options }: EmitOptions): Package {
  const { language } = SPOKEN[name];
  const request = requestOf(prepared, options);
  return shape === "folder" ? emitFolder(language, request) : emitSource(language, request);
}

/** What a language is asked for; of use by itself where a compiled source is compared with the program. @throws as `emit`. */
export function requestOf(prepared: PreparedModel, { name, optimize, command }: FunctionOptions): EmitRequest {
  const { format, holdsLayersOnly, model, network, modelSha256 } = prepared;
  checkFunctionName(name);
  const program = optimize === "speed" ? prepared.program : lower(network, LAYOUTS[optimize]);
  const modelRemark = holdsLayersOnly ? `a ${FORMAT_NAMES[format].title} file: it holds parameters, the activations were given` : undefined;
  return { model, network, program, name, version: VERSION, modelSha256, modelRemark, command };
}
