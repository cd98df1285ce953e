// Runs a program on symbols in the place of numbers, in real arithmetic: whether outputs at a point and at its mirror image are made alike, which proves that
// they are the same, or each the other's opposite.

import { runIn, type Domain } from "../../analysis/domain-run.ts";
import { isKernelName, type OperatorName } from "../../program/operator-name.ts";
import type { Conversion, Program } from "../../program/program.ts";
import { isFloat, type Scalar } from "../../program/scalar.ts";
import { Symbols, TooMuch, type Condition, type Sum } from "./symbols.ts";

type Value =
  | { readonly kind: "number"; readonly of: Sum }
  | { readonly kind: "condition"; readonly of: Condition }
  | { readonly kind: "whole"; readonly of: number }
  | { readonly kind: "other" };

/** What an output is known to be. */
export interface Parities {
  readonly even: boolean;
  readonly odd: boolean;
}

/** Of each output whether it is even, and odd, by how it is made; undefined where nothing is followed. */
export function paritiesOf(program: Program, inputs: number): readonly Parities[] | undefined {
  const symbols = new Symbols();
  const run = runIn(new Symbolic(symbols), program);
  const given = Array.from({ length: inputs }, (_, input) => symbols.named(`input ${input}`));
  try {
    const [there, opposite] = [given, given.map((of) => symbols.negativeOf(of))].map((those) => run(those.map((of) => ({ kind: "number", of }) as const)));
    return there.map((value, output) => {
      const image = opposite[output];
      if (value.kind !== "number" || image.kind !== "number") return { even: false, odd: false };
      const [key, imageKey] = [value.of, image.of].map((of) => symbols.keyOf(of));
      return { even: key === imageKey, odd: key === symbols.keyOf(symbols.negativeOf(image.of)) };
    });
  } catch (error) {
    if (error instanceof TooMuch || error instanceof NotKnown) return undefined;
    throw error;
  }
}

class NotKnown extends Error {}

class Symbolic implements Domain<Value> {
  private readonly symbols: Symbols;

  constructor(symbols: Symbols) {
    this.symbols = symbols;
  }

  constant(value: number, scalar: Scalar): Value {
    return isFloat(scalar) ? { kind: "number", of: this.symbols.constant(value) } : { kind: "whole", of: value };
  }

  apply(operator: OperatorName, operands: readonly Value[], scalar: Scalar): Value {
    if (operator === "select") return this.selected(operands);
    if (operator === "not") {
      const [given] = operands;
      return given.kind === "condition" ? { kind: "condition", of: { ...given.of, holds: (sign) => !given.of.holds(sign) } } : OTHER;
    }
    const numbers = operands.flatMap((operand) => (operand.kind === "number" ? [operand.of] : []));
    if (numbers.length < operands.length) return isFloat(scalar) ? { kind: "number", of: this.symbols.other() } : OTHER;
    const holds = HOLDS.get(operator);
    if (holds === undefined) return { kind: "number", of: this.computed(operator, numbers) };
    return { kind: "condition", of: { difference: this.symbols.sumOf(numbers[0], this.symbols.negativeOf(numbers[1])), holds } };
  }

  /** What is a number of another type is the same one; of bits nothing is known. */
  convert(how: Conversion, from: Scalar, to: Scalar, operand: Value): Value {
    if (how === "round" && isFloat(from) && isFloat(to)) return operand;
    if (operand.kind === "whole" && isFloat(to) && how === "round") return { kind: "number", of: this.symbols.constant(operand.of) };
    return isFloat(to) ? { kind: "number", of: this.symbols.other() } : OTHER;
  }

  place(value: Value): number {
    if (value.kind !== "whole") throw new NotKnown();
    return value.of;
  }

  private computed(operator: OperatorName, numbers: readonly Sum[]): Sum {
    const rule = RULES.get(operator);
    if (rule !== undefined) return rule(this.symbols, numbers);
    return operator === "squareRoot" || isKernelName(operator) ? this.symbols.functionOf(operator, numbers) : this.symbols.other();
  }

  private selected([condition, whenTrue, whenFalse]: readonly Value[]): Value {
    if (condition.kind === "whole") return condition.of === 1 ? whenTrue : whenFalse;
    if (whenTrue.kind !== "number" || whenFalse.kind !== "number") return OTHER;
    return { kind: "number", of: condition.kind === "condition" ? this.symbols.chosen(condition.of, whenTrue.of, whenFalse.of) : this.symbols.other() };
  }
}

const OTHER: Value = { kind: "other" };

const HOLDS: ReadonlyMap<OperatorName, (sign: number) => boolean> = new Map<OperatorName, (sign: number) => boolean>([
  ["less", (sign) => sign < 0],
  ["lessOrEqual", (sign) => sign <= 0],
  ["equal", (sign) => sign === 0],
]);

type Rule = (symbols: Symbols, operands: readonly Sum[]) => Sum;

const RULES: ReadonlyMap<OperatorName, Rule> = new Map<OperatorName, Rule>([
  ["add", (symbols, [left, right]) => symbols.sumOf(left, right)],
  ["subtract", (symbols, [left, right]) => symbols.sumOf(left, symbols.negativeOf(right))],
  ["negate", (symbols, [of]) => symbols.negativeOf(of)],
  ["multiply", (symbols, [left, right]) => symbols.productOf(left, right)],
  ["multiplyAdd", (symbols, [left, right, addend]) => symbols.sumOf(symbols.productOf(left, right), addend)],
  ["divide", (symbols, [dividend, divisor]) => symbols.quotientOf(dividend, divisor)],
]);
