// What a function that users call does about their arrays, where the types of its language do not say lengths or float32. Functions of the
// unit pass one another what is of its type.

import { parametersOf, type Buffer, type BufferId } from "../program/program.ts";
import type { UnitFunction } from "../program/unit.ts";
import type { ProgramUses } from "../program/uses.ts";
import type { Spelling } from "./language.ts";
import type { Rounding } from "./rounding.ts";

/** The lines that refuse arrays of other lengths; none where the language has none. */
export function lengthChecks(one: UnitFunction, { checkLength }: Spelling, functionName: string, nameOf: (buffer: Buffer) => string): readonly string[] {
  const { exported, program } = one;
  if (!exported || checkLength === undefined) return [];
  const arrays = parametersOf(program).filter(({ passing }) => passing === "array");
  return arrays.flatMap(({ buffer }) => checkLength(functionName, nameOf(buffer), buffer.size));
}

/** An element as it is read: rounded, where users may pass an array of numbers that are no float32. What is passed on is of its type. */
export function receivedElement(element: string, id: BufferId, { exported, program }: UnitFunction, { passed }: ProgramUses, rounding: Rounding): string {
  const { role, scalar } = program.buffers[id];
  const isOfAnyNumbers = role === "input" && scalar === "f32" && exported && !passed.has(id);
  return isOfAnyNumbers && rounding.kind === "spelled" ? rounding.round(element) : element;
}
