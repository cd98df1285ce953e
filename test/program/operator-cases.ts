// Every operator with every list of types it takes, for the tests that walk the registry.

import { OPERATOR_NAMES, OPERATORS, type OperatorName } from "../../src/program/operators.ts";
import type { Scalar } from "../../src/program/scalar.ts";
import { SCALAR_NAMES } from "./scalar-values.ts";

export interface OperatorCase {
  readonly label: string;
  readonly operator: OperatorName;
  readonly scalars: readonly Scalar[];
  readonly result: Scalar;
}

export const OPERATOR_CASES: readonly OperatorCase[] = OPERATOR_NAMES.flatMap((operator) => {
  const { operands, result } = OPERATORS[operator];
  return listsOf(operands.length).flatMap((scalars): readonly OperatorCase[] => {
    const type = result(scalars);
    return type === undefined ? [] : [{ label: `${operator} of ${scalars.join(", ")}`, operator, scalars, result: type }];
  });
});

function listsOf(length: number): readonly (readonly Scalar[])[] {
  if (length === 0) return [[]];
  return SCALAR_NAMES.flatMap((scalar) => listsOf(length - 1).map((rest) => [scalar, ...rest]));
}
