// Numbers and calls as a program in JavaScript writes them.

import { digitsOf } from "../../codegen/digits.ts";
import type { Parameter } from "../../codegen/language.ts";
import type { Scalar } from "../../program/scalar.ts";
import { ARRAYS } from "./types.ts";

/** An argument, which functions round to their type. */
export function argumentText(value: number, scalar: Scalar): string {
  if (scalar === "bool") return String(value !== 0);
  return Number.isFinite(value) ? digitsOf(value, scalar) : String(value);
}

/** A result, as it is. */
export function resultText(value: number, scalar: Scalar): string {
  if (scalar === "bool") return String(value !== 0);
  return Object.is(value, -0) ? "-0" : String(value);
}

/** The arguments of a call by parameters, from the numbers of all of them. */
export function argumentsByParameter(inputs: readonly Parameter[], numbers: readonly number[]): readonly (readonly number[])[] {
  let end = 0;
  return inputs.map(({ size = 1 }) => {
    end += size;
    return numbers.slice(end - size, end);
  });
}

/** An array, of truth values as 0 and 1; of float32 a plain one, which functions take. */
export function arrayText(numbers: readonly number[], scalar: Scalar): string {
  const list = numbers.map((value) => argumentText(value, scalar === "bool" ? "u8" : scalar)).join(", ");
  return scalar === "f32" ? `[${list}]` : `${ARRAYS[scalar]}.of(${list})`;
}
