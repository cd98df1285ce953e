// What a kernel is: an elementary function of float32 as a Program computes it, from + − × ÷, √, comparisons, integers and bits alone.

import type { AffineRule } from "./domains/affine-algebra.ts";
import type { LinearRule } from "./domains/piecewise-linear.ts";
import type { Expression } from "./program.ts";

export interface Kernel {
  /** As Programs and messages name it: `exp`. */
  readonly name: string;
  /** What each operand is, in order. */
  readonly operands: readonly string[];
  /** Goes on from its name in a comment of the source: `e^x, within 0.52 units in the last place`. Printable ASCII. */
  readonly does: string;
  /** Where float32 holds every result, so that all who compute it rightly give the same bits. */
  readonly isExact?: true;
  /** Exactly, of piecewise linear functions; absent where the result of such is not one. */
  readonly linear?: LinearRule;
  /** Of bands and affine forms; absent where bounds of the function and its derivative are all that is known. */
  readonly affine?: AffineRule;
  /** The result, every operation rounded to float32. Expressions that occur several times are one object. */
  readonly body: (operands: readonly Expression[]) => Expression;
  /** The same function of float64, for steps of training that are computed in it: nnc's own (src/numeric/elementary), or written here. */
  readonly float64: (...operands: readonly number[]) => number;
}
