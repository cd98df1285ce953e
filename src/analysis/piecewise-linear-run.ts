// Runs a program with piecewise linear functions in the place of float32 numbers.

import type { BufferId, Expression, Index, LocalId, Program, Statement } from "../program/program.ts";
import { dyadicOf, ZERO } from "../program/domains/dyadic.ts";
import type { LinearRefusal, LinearValue, OpenInterval, PiecewiseLinear } from "../program/domains/piecewise-linear.ts";
import { constantFunction, functionOf, isComparison } from "../program/domains/piecewise-linear.ts";
import { exactly } from "../program/domains/rational.ts";
import { OPERATORS } from "../program/operators.ts";
import { storedValues } from "../program/stored-rows.ts";

/** Why a program cannot be followed. */
export type Refusal = LinearRefusal | "too large" | "picked";

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
  private readonly interval: OpenInterval;
  private readonly buffers: readonly PiecewiseLinear[][];
  private readonly locals = new Map<LocalId, LinearValue>();
  private readonly loops = new Map<LocalId, number>();
  private pieces = 0;

  /** `program` has one input of one element. */
  constructor(program: Program, low: number, high: number) {
    this.program = program;
    this.interval = { low: exactly(low), high: exactly(high) };
    this.buffers = program.buffers.map((buffer) => {
      if (buffer.role === "input") return [IDENTITY];
      return buffer.role === "table" ? Array.from(storedValues(buffer), (value) => constantFunction(dyadicOf(value))) : [];
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
        this.locals.set(statement.local, this.value(statement.value));
        return;
      case "store":
        this.store(statement.buffer, this.position(statement.index), statement.value);
        return;
      case "for":
        for (let turn = 0; turn < statement.extent; turn += statement.step) {
          this.loops.set(statement.variable, turn);
          this.runAll(statement.body);
        }
        return;
      case "call":
        throw new RangeError("calls are put in place before a program is analysed");
      case "return":
        this.store(this.program.buffers.findIndex(({ role }) => role === "output"), 0, statement.value);
    }
  }

  private store(buffer: BufferId, position: number, value: Expression): void {
    const elements = this.buffers[buffer];
    if (elements === undefined) throw new RangeError(`the program has no buffer ${buffer}`);
    elements[position] = functionOf(this.value(value));
  }

  private value(expression: Expression): LinearValue {
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
      case "apply": {
        const { linear } = OPERATORS[expression.operator];
        if (linear === undefined) throw new Refused("not linear");
        const result = linear(expression.operands.map((operand) => this.value(operand)), this.interval);
        if (typeof result === "string") throw new Refused(result);
        return isComparison(result) ? result : this.counted(result);
      }
      case "convert":
        throw new Refused("not linear");
    }
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
    return terms.reduce((position, { variable, factor }) => position + factor * this.turnOf(variable), constant);
  }

  /** What is no loop's depends on the input. */
  private turnOf(variable: LocalId): number {
    const turn = this.loops.get(variable);
    if (turn === undefined) throw new Refused("picked");
    return turn;
  }
}
