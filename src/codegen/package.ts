// Emits a model as a package: a map from relative path to text, which is made while it is read. Writes no files.

import type { Model } from "../network/model.ts";
import type { Network } from "../network/network.ts";
import type { Program } from "../program/program.ts";
import type { Backend } from "./backend.ts";
import { render } from "./render.ts";
import { spellProgram } from "./spell.ts";
import { TEMPLATES } from "./templates.ts";
import type { Text } from "./text.ts";
import { driverView, sourceView } from "./view.ts";

export type Package = ReadonlyMap<string, Text>;

export interface EmitRequest {
  readonly model: Model;
  /** The model's network after the passes, and what it was lowered to. */
  readonly network: Network;
  readonly program: Program;
  /** Accepted by checkFunctionName. */
  readonly name: string;
  readonly version: string;
  /** Of the model file's bytes, hexadecimal. */
  readonly modelSha256: string;
  /** What else is worth knowing of the model file. */
  readonly modelRemark?: string | undefined;
  /** The command that writes this again, without paths. */
  readonly command: string;
}

/** One self-contained source file. */
export function emitSource(backend: Backend, request: EmitRequest): Package {
  const functionName = backend.functionName(request.name);
  const spelled = spellProgram(request.program, backend, functionName);
  const view = sourceView(backend, { ...request, functionName }, spelled);
  const text = render(TEMPLATES[backend.name].source, view);
  return new Map([[`${request.name}.${backend.extension}`, text]]);
}

/**
 * A program around the function: reads records from standard input, the elements of all inputs in order, each as the bytes
 * of its type in the machine's order, none between them; writes the outputs of each record to standard output likewise. Not for users: for checking.
 */
export function emitDriver(backend: Backend, request: EmitRequest): Package {
  const functionName = backend.functionName(request.name);
  const view = driverView(backend, request.program, functionName, request.name);
  return new Map([[backend.driverFile, render(TEMPLATES[backend.name].driver, view)]]);
}
