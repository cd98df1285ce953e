// Selection: one of two values of any one type, whichever the condition asks for. The other one has no effect.

import type { Operand } from "../../wasm/operand.ts";
import { v128 } from "../../wasm/simd.ts";
import { comparisonOf, formOf } from "../domains/affine-algebra.ts";
import { hull } from "../domains/interval.ts";
import { functionOf, isComparison, selected } from "../domains/piecewise-linear.ts";
import type { Operator } from "../operator.ts";

export const select: Operator = {
  operands: ["condition", "whenTrue", "whenFalse"],
  result: ([condition, whenTrue, whenFalse]) => (condition === "bool" && whenTrue === whenFalse ? whenTrue : undefined),
  lanes([c, t, f], { data, offset, count }) {
    for (let i = 0; i < count; i++) {
      data[offset + i] = c.data[c.offset + i * c.step] === 0 ? f.data[f.offset + i * f.step] : t.data[t.offset + i * t.step];
    }
  },
  interval([condition, whenTrue, whenFalse]) {
    if (condition.low === 1) return whenTrue;
    return condition.high === 0 ? whenFalse : hull(whenTrue, whenFalse);
  },
  linear([condition, whenTrue, whenFalse], interval) {
    if (!isComparison(condition)) throw new RangeError("a number stands in the place of a condition");
    return selected(condition, functionOf(whenTrue), functionOf(whenFalse), interval);
  },
  affine: ([condition, whenTrue, whenFalse], forms) => ({ value: forms.chosen(comparisonOf(condition), formOf(whenTrue), formOf(whenFalse)), isExact: true }),
  vector: { f32: chosenBits, i32: chosenBits, u32: chosenBits, bool: chosenBits },
};

function chosenBits([mask, whenTrue, whenFalse]: readonly Operand<"v128">[]): Operand<"v128"> {
  return v128.select(mask, whenTrue, whenFalse);
}
