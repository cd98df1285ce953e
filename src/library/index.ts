// What programs import of nnc: bytes in, sources out. All of it runs in a browser as well.

export { wholeText } from "../codegen/text.ts";
export { DiagnosticError } from "../diagnostics/diagnostic.ts";
export { defaultFunctionName } from "../languages/function-name.ts";
export { LANGUAGE_NAMES, type LanguageName } from "../languages/index.ts";
export { parseActivation } from "../network/activation.ts";
export { emit, type EmitOptions } from "./emit.ts";
export { read, type PreparedModel, type ReadOptions } from "./read.ts";
