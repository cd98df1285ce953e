// The literals of C.

import type { Scalar } from "../../program/scalar.ts";
import { digitsOf, withPoint } from "../../codegen/digits.ts";
import type { Dialect } from "./dialect.ts";

/** `1f` is not C: a float literal always has a point or an exponent. −2147483648 would be a sign before a number that is no int. */
export function literal(value: number, scalar: Scalar, { leastInt32, truth }: Dialect): string {
  const digits = digitsOf(value, scalar);
  switch (scalar) {
    case "f32":
      return `${withPoint(digits)}f`;
    case "f64":
      return withPoint(digits);
    case "i32":
      return value === -2147483648 ? leastInt32 : digits;
    case "u32":
      return `${digits}u`;
    case "bool":
      return value === 0 ? truth.no : truth.yes;
    case "i8":
    case "u8":
    case "i16":
    case "u16":
      return digits;
  }
}
