// A kernel's value by the rules of the operators, one after the other: for tests, without any of what is built on kernels.

import { convertLanes } from "../../../src/program/convert.ts";
import type { Kernel } from "../../../src/program/kernel.ts";
import { OPERATORS } from "../../../src/program/operators.ts";
import type { Expression } from "../../../src/program/program.ts";
import { SCALARS, type Scalar, type Values } from "../../../src/program/scalar.ts";

interface Typed {
  readonly scalar: Scalar;
  readonly data: Values;
}

/** The kernel's float32 results for float32 operands, one list for each operand. */
export function evaluateKernel(kernel: Kernel, operands: readonly (readonly number[])[]): readonly number[] {
  const count = operands[0].length;
  const known = new Map<Expression, Typed>();
  const inputs = kernel.operands.map((_, local): Expression => {
    const input: Expression = { kind: "local", local };
    known.set(input, { scalar: "f32", data: Float32Array.from(operands[local]) });
    return input;
  });
  return [...valuesOf(kernel.body(inputs), count, known).data];
}

function valuesOf(expression: Expression, count: number, known: Map<Expression, Typed>): Typed {
  const found = known.get(expression);
  if (found !== undefined) return found;
  const made = computed(expression, count, known);
  known.set(expression, made);
  return made;
}

function computed(expression: Expression, count: number, known: Map<Expression, Typed>): Typed {
  switch (expression.kind) {
    case "constant": {
      const { scalar, value } = expression;
      return { scalar, data: SCALARS[scalar].newValues(count).fill(value) };
    }
    case "apply": {
      const operands = expression.operands.map((operand) => valuesOf(operand, count, known));
      const row = OPERATORS[expression.operator];
      const scalar = row.result(operands.map((operand) => operand.scalar));
      if (scalar === undefined) throw new Error(`no ${expression.operator} of ${operands.map((operand) => operand.scalar).join(", ")}`);
      const data = SCALARS[scalar].newValues(count);
      row.lanes(
        operands.map((operand) => ({ data: operand.data, offset: 0, step: 1 })),
        { data, offset: 0, count },
      );
      return { scalar, data };
    }
    case "convert": {
      const { scalar: from, data } = valuesOf(expression.operand, count, known);
      const target = { data: SCALARS[expression.to].newValues(count), offset: 0, count };
      convertLanes(expression.how, from, expression.to, { data, offset: 0, step: 1 }, target);
      return { scalar: expression.to, data: target.data };
    }
    case "local":
    case "load":
      throw new Error("a kernel reads its operands alone");
  }
}
