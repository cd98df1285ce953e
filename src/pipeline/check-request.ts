// What a check compiles: the source that `emit` writes of the same choices.

import type { EmitRequest } from "../codegen/package.ts";
import { SPOKEN, type LanguageName } from "../languages/index.ts";
import type { Toolchain } from "../toolchain/find-toolchains.ts";
import { CHECKED, emitRequest, type EmitChoices } from "./emit-request.ts";
import type { InForm } from "./loaded-form.ts";

export type CheckChoices = Pick<EmitChoices, "optimize" | "math" | "form" | "numbers" | "batch" | "simd">;

/**
 * For all toolchains: vectors are for those languages among theirs that run WebAssembly.
 *
 * @throws DiagnosticError (usage) as `emitRequest`; where none of the languages runs WebAssembly, of the first one.
 */
export function checkRequest(inItsForm: InForm, choices: CheckChoices, toolchains: readonly Toolchain<LanguageName>[]): EmitRequest {
  const runsWebAssembly = toolchains.find(({ language }) => SPOKEN[language].language.runsWebAssembly === true);
  const { language } = (choices.simd ? runsWebAssembly : undefined) ?? toolchains[0];
  return emitRequest(inItsForm, { ...CHECKED, ...choices, language });
}
