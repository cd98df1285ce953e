// Runs a program with piecewise linear functions in the place of float32 numbers.

import type { BufferId, Expression, Index, LocalId, Program, Statement } from "../program/program.ts";
import { dyadicOf, ZERO } from "./dyadic.ts";
import type { PiecewiseLinear } from "./piecewise-linear.ts";
import { constantFunction, constantOf, negative, scaled, selected, sum } from "./piecewise-linear.ts";
import type { Rational } from "./rational.ts";
import { quotient } from "./rational.ts";

/** Why a program cannot be followed. */
export type Refusal = "not linear" | "not dyadic" | "too large";

/** Pieces that are computed before it is given up: about a second. */
export const ELEMENT_LIMIT = 1_000_000;

class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

const IDENTITY: PiecewiseLinear = { breaks: [], pieces: [{ slope: dyadicOf(1), intercept: ZERO }] };

export class PiecewiseLinearRun {
  private readonly program: Program;
  private readonly interval: { readonly low: Rational; readonly high: Rational };
  private readonly buffers: readonly PiecewiseLinear[][];
  private readonly locals = new Map<LocalId, PiecewiseLinear>();
  private readonly loops = new Map<LocalId, number>();
  private pieces = 0;

  /** `program` has one input of one element. */
  constructor(program: Program, low: number, high: number) {
    this.program = program;
    this.interval = { low: exactly(low), high: exactly(high) };
    this.buffers = program.buffers.map((buffer) => {
      if (buffer.role === "input") return [IDENTITY];
      return buffer.role === "table" ? Array.from(buffer.values, (value) => constantFunction(dyadicOf(value))) : [];
    });
  }

  /** Undefined where the program came to its end. */
  run(): Refusal | undefined {
    try {
      this.runAll(this.program.body);
      return undefined;
    } catch (error) {
      if (error instanceof Refused) return error.refusal;
      throw error;
    }
  }

  /** Every element of every output, in order. */
  outputs(): readonly PiecewiseLinear[] {
    return this.program.buffers.flatMap(({ role, size }, id) =>
      role === "output" ? Array.from({ length: size }, (_, element) => this.element(id, element)) : [],
    );
  }

  private runAll(statements: readonly Statement[]): void {
    for (const statement of statements) this.runOne(statement);
  }

  private runOne(statement: Statement): void {
    switch (statement.kind) {
      case "let":
      case "set":
        this.locals.set(statement.local, this.evaluate(statement.value));
        return;
      case "store":
        this.store(statement.buffer, this.position(statement.index), statement.value);
        return;
      case "for":
        for (let turn = 0; turn < statement.extent; turn++) {
          this.loops.set(statement.variable, turn);
          this.runAll(statement.body);
        }
        return;
      case "return":
        this.store(this.program.buffers.findIndex(({ role }) => role === "output"), 0, statement.value);
    }
  }

  private store(buffer: BufferId, position: number, value: Expression): void {
    const elements = this.buffers[buffer];
    if (elements === undefined) throw new RangeError(`the program has no buffer ${buffer}`);
    elements[position] = this.evaluate(value);
  }

  private evaluate(expression: Expression): PiecewiseLinear {
    switch (expression.kind) {
      case "constant":
        return constantFunction(dyadicOf(expression.value));
      case "local": {
        const value = this.locals.get(expression.local);
        if (value === undefined) throw new RangeError(`local ${expression.local} is used before it is set`);
        return value;
      }
      case "load":
        return this.element(expression.buffer, this.position(expression.index));
      case "binary": {
        const [left, right] = [this.evaluate(expression.left), this.evaluate(expression.right)];
        return this.counted(this.combine(expression.operator, left, right));
      }
      case "select": {
        const { condition, whenTrue, whenFalse } = expression;
        const difference = sum(this.evaluate(condition.left), negative(this.evaluate(condition.right)));
        const orEqual = condition.operator === "lessOrEqual";
        return this.counted(selected(difference, orEqual, this.evaluate(whenTrue), this.evaluate(whenFalse), this.interval));
      }
    }
  }

  private combine(operator: "add" | "subtract" | "multiply" | "divide", left: PiecewiseLinear, right: PiecewiseLinear): PiecewiseLinear {
    if (operator === "add") return sum(left, right);
    if (operator === "subtract") return sum(left, negative(right));
    const [leftConstant, rightConstant] = [constantOf(left), constantOf(right)];
    if (operator === "multiply") {
      if (rightConstant !== undefined) return scaled(left, rightConstant);
      if (leftConstant !== undefined) return scaled(right, leftConstant);
      throw new Refused("not linear");
    }
    if (rightConstant === undefined) throw new Refused("not linear");
    const { mantissa, exponent } = rightConstant;
    if (mantissa !== 1n && mantissa !== -1n) throw new Refused("not dyadic");
    return scaled(left, { mantissa, exponent: -exponent });
  }

  private counted(value: PiecewiseLinear): PiecewiseLinear {
    this.pieces += value.pieces.length;
    if (this.pieces > ELEMENT_LIMIT) throw new Refused("too large");
    return value;
  }

  private element(buffer: BufferId, position: number): PiecewiseLinear {
    const value = this.buffers[buffer]?.[position];
    if (value === undefined) throw new RangeError(`element ${position} of buffer ${buffer} is used before it is stored`);
    return value;
  }

  private position({ constant, terms }: Index): number {
    return terms.reduce((position, { variable, factor }) => position + factor * (this.loops.get(variable) ?? NaN), constant);
  }
}

function exactly(value: number): Rational {
  return quotient(dyadicOf(value), dyadicOf(1));
}
