// What Go decides in statements, because it has no expression that does: the lesser, the greater, a quotient of
// integers, a truth as a number.

import { everything, exactly } from "../../program/domains/interval.ts";
import type { Scalar } from "../../program/scalar.ts";
import { excludes } from "../../codegen/spelled-value.ts";
import type { SpelledAtom, SpelledConversion, SpelledOperation, SpelledSelection, SpelledValue } from "../../codegen/spelled-value.ts";

/** The value as a selection, or as it is where it has an expression. */
export function decided(value: SpelledValue): SpelledAtom | SpelledOperation | SpelledConversion | SpelledSelection {
  switch (value.kind) {
    case "atom":
    case "select":
      return value;
    case "convert":
      return value.operand.scalar === "bool" ? truth(value) : value;
    case "apply":
      if (value.operator === "minimum") return leftUnless(value, value.operands.toReversed());
      if (value.operator === "maximum") return leftUnless(value, value.operands);
      return value.operator === "quotient" ? quotientOrZero(value) : value;
  }
}

/** The left operand, unless the first of the compared ones is less than the second: then the right one. */
function leftUnless({ operands, scalar, interval }: SpelledOperation, compared: readonly SpelledAtom[]): SpelledSelection {
  const [whenFalse, whenTrue] = operands;
  const condition: SpelledOperation = { kind: "apply", operator: "less", sign: "<", operands: compared, scalar: "bool", interval: everything("bool") };
  return { kind: "select", condition, whenTrue, whenFalse, scalar, interval };
}

/** Dividing by 0 would end the program. */
function quotientOrZero(value: SpelledOperation): SpelledOperation | SpelledSelection {
  const { operands: [left, right], scalar, interval } = value;
  if (excludes(right, 0)) return value;
  const condition: SpelledAtom = { kind: "atom", text: `${right.text} != 0`, isLiteral: false, scalar: "bool", interval: everything("bool") };
  const quotient: SpelledAtom = { kind: "atom", text: `${left.text} / ${right.text}`, isLiteral: false, scalar, interval };
  return { kind: "select", condition, whenTrue: quotient, whenFalse: number(0, scalar), scalar, interval };
}

function truth({ operand, scalar, interval }: SpelledConversion): SpelledSelection {
  return { kind: "select", condition: operand, whenTrue: number(1, scalar), whenFalse: number(0, scalar), scalar, interval };
}

function number(value: 0 | 1, scalar: Scalar): SpelledAtom {
  return { kind: "atom", text: String(value), isLiteral: true, scalar, interval: exactly(value) };
}
