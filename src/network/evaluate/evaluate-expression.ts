// Evaluates a Program's expression on arrays side by side, outside of any Program: what constants are computed with. Every shared
// part is computed once.

import { convertLanes } from "../../program/convert.ts";
import type { Lane } from "../../program/lanes.ts";
import { OPERATORS } from "../../program/operators.ts";
import type { Expression } from "../../program/program.ts";
import { SCALARS, type Scalar, type Values } from "../../program/scalar.ts";
import { scalarsOfShared } from "../../program/scalar-of.ts";

/** An array of one number for all lanes, or of one for each. */
export interface Operand {
  readonly scalar: Scalar;
  readonly data: Values;
}

/** The value on every lane of an expression whose locals are the operands, by number. */
export function evaluateExpression(expression: Expression, operands: readonly Operand[], lanes: number): Values {
  const known = new Map<Expression, Lane>();
  const locals = operands.map(({ scalar }, position) => ({ name: `operand ${position}`, scalar }));
  const scalar = scalarsOfShared({ buffers: [], locals });
  const laneOf = (one: Expression): Lane => {
    const found = known.get(one) ?? compute(one);
    known.set(one, found);
    return found;
  };
  const compute = (one: Expression): Lane => {
    switch (one.kind) {
      case "constant":
        return { data: SCALARS[one.scalar].newValues(1).fill(one.value), offset: 0, step: 0 };
      case "local": {
        const { data } = operands[one.local];
        return { data, offset: 0, step: data.length === 1 ? 0 : 1 };
      }
      case "load":
        throw new RangeError("an expression outside of a Program loads from a buffer");
      case "apply": {
        const given = one.operands.map(laneOf);
        const data = SCALARS[scalar(one)].newValues(lanes);
        OPERATORS[one.operator].lanes(given, { data, offset: 0, count: lanes });
        return { data, offset: 0, step: 1 };
      }
      case "convert": {
        const given = laneOf(one.operand);
        const data = SCALARS[one.to].newValues(lanes);
        convertLanes(one.how, scalar(one.operand), one.to, given, { data, offset: 0, count: lanes });
        return { data, offset: 0, step: 1 };
      }
    }
  };
  const { data, step } = laneOf(expression);
  const isWhole = step === 1 || lanes === 1;
  return isWhole ? data : SCALARS[scalar(expression)].newValues(lanes).fill(data[0]);
}
