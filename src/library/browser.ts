// What pages import of nnc: bytes in, sources out. Nothing here is of Node's.

export { DiagnosticError, isFailure, type Diagnostic } from "../diagnostics/diagnostic.ts";
export { EMITTED_NAMES, LANGUAGE_NAMES, type EmittedName, type LanguageName } from "../languages/index.ts";
export type { LoadedModel } from "../pipeline/load-model.ts";
export { VERSION } from "../pipeline/version.ts";
export { emit, type EmitOptions } from "./emit.ts";
export { read, type ReadOptions } from "./read.ts";
