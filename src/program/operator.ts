// What an operator of Programs is: everything that is known of it, in one row. The rows are in operators/.

import type { Operand } from "../wasm/operand.ts";
import type { AffineRule } from "./domains/affine-algebra.ts";
import type { Interval } from "./domains/interval.ts";
import type { LinearRule } from "./domains/piecewise-linear.ts";
import type { Lane, LaneTarget } from "./lanes.ts";
import type { Scalar } from "./scalar.ts";

export interface Operator {
  /** What each operand is, in order. */
  readonly operands: readonly string[];
  /** The type of the result; undefined where the operands' types do not fit. */
  readonly result: (operands: readonly Scalar[]) => Scalar | undefined;
  /** How C-like languages and the printed form write it, between two operands or before one; others are spelled by name. */
  readonly sign?: string;
  /**
   * The meaning: every lane's result, rounded once to the result's type where that is a float, modulo 2^32 where it is an
   * integer. For + − × ÷ √ of float32 the operation in float64, rounded by the store, is that of float32 (Figueroa, "When is
   * double rounding innocuous?", ACM SIGNUM 30(3), 1995).
   */
  readonly lanes: (operands: readonly Lane[], to: LaneTarget) => void;
  /** Whether a result of floats may lie between two of them before it is rounded; absent where it never does. */
  readonly isRounded?: true;
  /** The least interval, or a wider one, that holds every result of operands within intervals. */
  readonly interval: (operands: readonly Interval[], result: Scalar) => Interval;
  /** Exactly, of piecewise linear functions; absent where the result of such is not one. */
  readonly linear?: LinearRule;
  /** Of bands and affine forms, before the result is rounded; absent where only the interval tells. */
  readonly affine?: AffineRule;
  /** On four lanes, by what they hold; absent where no instruction does it. */
  readonly vector?: Readonly<Partial<Record<VectorScalar, VectorRule>>>;
}

/** What a 32-bit lane holds. Narrow integers are held as i32, truth values as masks of all ones or zeros. */
export type VectorScalar = "f32" | "i32" | "u32" | "bool";

/**
 * A comparison gives masks. Operands' code may be used more than once.
 *
 * @param keep gives a value a place of its own, from which it is read again; without it the code of the value stands wherever it is read.
 */
export type VectorRule = (operands: readonly Operand<"v128">[], keep?: (value: Operand<"v128">) => Operand<"v128">) => Operand<"v128">;

/** How lanes hold a type; undefined where they do not. */
export function vectorScalarOf(scalar: Scalar): VectorScalar | undefined {
  switch (scalar) {
    case "f32":
    case "u32":
    case "bool":
      return scalar;
    case "i8":
    case "u8":
    case "i16":
    case "u16":
    case "i32":
      return "i32";
    case "f64":
      return undefined;
  }
}

/** An operator's rule for operands of these types, chosen by that of the values, which a condition is not. */
export function vectorRuleOf({ vector }: Operator, operands: readonly Scalar[]): VectorRule | undefined {
  const held = vectorScalarOf(operands.find((scalar) => scalar !== "bool") ?? "bool");
  return held === undefined ? undefined : vector?.[held];
}
