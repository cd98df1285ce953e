// Bounds the stack that emitted functions take, by what a compiler says of each.

import { emitSource, unitOfRequest, type EmitRequest } from "../codegen/package.ts";
import { spellUnit } from "../codegen/spell-unit.ts";
import { stackOfCalls, type StackBound } from "../codegen/stack-of-calls.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { setting } from "../diagnostics/prose.ts";
import { EMITTED, SPOKEN, spokenName, type EmittedName } from "../languages/index.ts";
import { stackUsage } from "../toolchain/stack-usage.ts";

/**
 * @param command the compiler and its options, a word each.
 * @throws DiagnosticError of category usage for a language none of whose compilers tells, of category toolchain as `stackUsage`.
 */
export async function stackBound(languageName: EmittedName, request: EmitRequest, command: readonly string[]): Promise<StackBound> {
  const { language } = EMITTED[languageName];
  if (SPOKEN[spokenName(languageName)].compilers.every(({ timed }) => timed?.object === undefined)) {
    throw new DiagnosticError({
      id: "stack-of-other-language",
      message: `no compiler of ${language.title} tells what functions take of the stack`,
      place: setting("stack"),
      hint: "leave it out",
    });
  }
  const [[path, text]] = emitSource(language, request);
  const { compiler, bytes, redZone } = await stackUsage(command, { path, text });
  const unit = unitOfRequest(language, request);
  const spelled = spellUnit(unit, language, request.math ?? "own");
  return { functions: stackOfCalls(unit, spelled, (name) => bytes.get(name) ?? 0, [...bytes.keys()], redZone), compiler };
}
