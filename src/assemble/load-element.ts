// Loads one element of a table. Where it is is for others to say.

import type { Scalar } from "../program/scalar.ts";
import type { Operand } from "../wasm/operand.ts";
import { i32 } from "../wasm/scalar-instructions.ts";
import type { Address } from "./pointers.ts";

/** As 32 bits: narrow integers extended, a truth value as a mask. */
export function loadElement(scalar: Scalar, { pointer, offset }: Address): Operand<"i32"> {
  switch (scalar) {
    case "f32":
    case "i32":
    case "u32":
      return i32.load(pointer, offset);
    case "i8":
      return i32.load8Signed(pointer, offset);
    case "u8":
      return i32.load8Unsigned(pointer, offset);
    case "i16":
      return i32.load16Signed(pointer, offset);
    case "u16":
      return i32.load16Unsigned(pointer, offset);
    case "bool":
      return i32.subtract(i32.constant(0), i32.load8Unsigned(pointer, offset));
    case "f64":
      throw new RangeError("lanes of 32 bits do not hold float64");
  }
}
