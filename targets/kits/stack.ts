// What a call of an emitted function takes of the stack, from what a compiler tells of each function. Compiles nothing.

import { unitOfRequest, type EmitRequest } from "../../src/codegen/package.ts";
import { spellUnit } from "../../src/codegen/spell-unit.ts";
import { stackOfCalls } from "../../src/codegen/stack-of-calls.ts";
import { SPOKEN } from "../../src/languages/index.ts";
import { functionStacks } from "../../src/toolchain/stack-usage.ts";
import type { Figures } from "../target.ts";

/**
 * Nothing where the compiler does not bound what each function takes. One that grows to a bound, as where arguments are pushed, counts as that.
 *
 * @param usage the lines that -fstack-usage writes.
 */
export function stackOf(request: EmitRequest, usage: string): Pick<Figures, "stack"> {
  const bytes = functionStacks(usage.replaceAll("dynamic,bounded", "static"), 0);
  if (bytes === undefined) return {};
  const { language } = SPOKEN.c;
  const unit = unitOfRequest(language, request);
  const calls = stackOfCalls(unit, spellUnit(unit, language, request.math ?? "own"), (name) => bytes.get(name) ?? 0, [...bytes.keys()], 0);
  return { stack: Math.max(...calls.map((call) => call.bytes)) };
}
