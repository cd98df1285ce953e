// What a function is called with and what it returns, with final names. Spells nothing.

import type { Buffer } from "../program/program.ts";
import { callingConvention, parametersOf } from "../program/program.ts";
import type { UnitFunction } from "../program/unit.ts";
import { usesOf } from "../program/uses.ts";
import type { Signature } from "./language.ts";

/** @param nameOf of parameters. */
export function signatureOf(
  { exported, isInline, isSelfTest, program }: UnitFunction,
  { functionName, state, workspace }: Pick<Signature, "functionName" | "state" | "workspace">,
  nameOf: (parameter: Buffer) => string,
): Signature {
  const { passed } = usesOf(program);
  return {
    functionName,
    exported,
    isInline: isInline === true,
    isSelfTest: isSelfTest === true,
    state,
    workspace,
    parameters: parametersOf(program).map(({ buffer, passing }) => ({
      name: nameOf(buffer),
      role: buffer.role,
      scalar: buffer.scalar,
      size: passing === "scalar" ? undefined : buffer.size,
      isPassedOn: passed.has(program.buffers.indexOf(buffer)),
    })),
    returns: callingConvention(program).outputs.find(({ passing }) => passing === "returned")?.buffer.scalar,
  };
}
