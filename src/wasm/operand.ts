// Operands and statements: pieces of WebAssembly code that are typed when nnc is compiled, so that no ill-typed function can
// be written down. Knows the shape of instructions, not their list.

import { unsigned, type Bytes } from "./module-bytes.ts";

export type ValueType = "i32" | "f32" | "f64" | "v128";

/** Code that leaves one value of type T on the stack: the folded form of the text format. */
export interface Operand<T extends ValueType> {
  readonly type: T;
  readonly code: Bytes;
}

/** Code that leaves the stack as it was. */
export interface Statement {
  readonly code: Bytes;
}

/** The byte that stands for a type (§5.3.1, §5.3.2). */
export const TYPE_CODES: Readonly<Record<ValueType, number>> = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b };

/** The operands' code in order, then the instruction. */
export function operation<T extends ValueType>(type: T, operands: readonly Operand<ValueType>[], instruction: Bytes): Operand<T> {
  let code = "";
  for (const operand of operands) code += operand.code;
  return { type, code: code + instruction };
}

/** An instruction that reads memory at `address` + `offset` bytes; 2^alignment is the alignment promised. */
export function load<T extends ValueType>(
  type: T,
  instruction: Bytes,
  alignment: number,
  address: Operand<"i32">,
  offset: number,
): Operand<T> {
  return { type, code: address.code + instruction + unsigned(alignment) + unsigned(offset) };
}

/** An instruction that writes memory at `address` + `offset` bytes. */
export function store(
  instruction: Bytes,
  alignment: number,
  address: Operand<"i32">,
  value: Operand<ValueType>,
  offset: number,
): Statement {
  return { code: address.code + value.code + instruction + unsigned(alignment) + unsigned(offset) };
}
