// Runs the loops of a Program while it is compiled: what is left is one statement after the other, and what stood in working memory is
// in variables. Changes no operation and no order of them.

import { addIndex, constantIndex, load, local, variableIndex } from "../../program/expression.ts";
import type { Interval } from "../../program/domains/interval.ts";
import { intervalOf } from "../../program/interval-of.ts";
import type { Bounds, BufferId, Expression, Index, Local, LocalId, Program, Statement } from "../../program/program.ts";
import { scalarOf } from "../../program/scalar-of.ts";

/** What is left of a statement. Each variable is declared once and never set again. */
export type Straight = Extract<Statement, { readonly kind: "let" | "store" | "return" }>;

export interface StraightProgram extends Program {
  readonly body: readonly Straight[];
}

/**
 * The program without loops, working memory and variables that are set. It calls nothing, and positions that depend on data pick elements of
 * tables and inputs alone.
 */
export function straightened(program: Program): StraightProgram {
  const straightener = new Straightener(program);
  straightener.run(program.body);
  return { buffers: program.buffers, locals: straightener.locals, body: straightener.body };
}

class Straightener {
  readonly locals: Local[] = [];
  readonly body: Straight[] = [];
  private readonly program: Program;
  /** What variables of the program hold now, and what these values are called. */
  private readonly held = new Map<LocalId, Expression>();
  private readonly names = new Map<LocalId, string>();
  /** Of loops under way. */
  private readonly turns = new Map<LocalId, number>();
  /** What elements of working memory hold now. */
  private readonly stored = new Map<BufferId, Expression[]>();

  constructor(program: Program) {
    this.program = program;
  }

  /** @param turn of the innermost loop around the statements. */
  run(statements: readonly Statement[], turn?: number): void {
    for (const statement of statements) {
      switch (statement.kind) {
        case "let":
          this.declare(statement.local, this.value(statement.value), turn);
          break;
        case "set":
          this.hold(statement.local, this.value(statement.value));
          break;
        case "store":
          this.store(statement.buffer, this.index(statement.index), this.value(statement.value));
          break;
        case "for":
          for (let own = 0; own < statement.extent; own += statement.step) {
            this.turns.set(statement.variable, own);
            this.run(statement.body, own);
          }
          break;
        case "return":
          this.body.push({ kind: "return", value: this.value(statement.value) });
          break;
        case "call":
          throw new Error("a program that calls others is not written out");
      }
    }
  }

  /** A sum that goes on in another turn keeps its name, so that it may be set again there. */
  private declare(variable: LocalId, value: Expression, turn: number | undefined): void {
    const { name } = this.program.locals[variable];
    const own = turn === undefined ? name : numbered(name, turn);
    const former = value.kind === "local" ? this.locals[value.local].name : own;
    this.names.set(variable, former.startsWith(name) ? former : own);
    this.hold(variable, value);
  }

  private hold(variable: LocalId, value: Expression): void {
    const { name, bounds } = this.program.locals[variable];
    this.held.set(variable, this.computed(this.names.get(variable) ?? name, value, bounds));
  }

  private store(buffer: BufferId, index: Index, value: Expression): void {
    const memory = this.program.buffers[buffer];
    if (memory.role !== "scratch") {
      this.body.push({ kind: "store", buffer, index, value });
      return;
    }
    // A comment tells that the array is called after one of several values.
    const name = memory.comment === undefined ? memory.name : "value";
    const elements = this.stored.get(buffer) ?? [];
    elements[index.constant] = this.computed(numbered(name, index.constant), value);
    this.stored.set(buffer, elements);
  }

  /** What costs no operation stays as it is, but for positions. */
  private computed(name: string, value: Expression, bounds?: Bounds): Expression {
    return value.kind === "apply" || value.kind === "convert" || bounds !== undefined ? this.variable(name, value, bounds) : value;
  }

  private variable(name: string, value: Expression, bounds?: Bounds): Expression {
    const program = { ...this.program, locals: this.locals };
    const scalar = scalarOf(value, program);
    const id = this.locals.push(bounds === undefined ? { name, scalar } : { name, scalar, bounds: withinOf(bounds, intervalOf(value, program)) }) - 1;
    this.body.push({ kind: "let", local: id, value, mutable: false });
    return local(id);
  }

  private value(expression: Expression): Expression {
    switch (expression.kind) {
      case "constant":
        return expression;
      case "local":
        return this.heldBy(expression.local);
      case "load": {
        const index = this.index(expression.index);
        // Where data picks the element, the constant alone tells nothing of which one it is.
        const stored = index.terms.length === 0 ? this.stored.get(expression.buffer)?.[index.constant] : undefined;
        return stored ?? this.read(expression.buffer, index);
      }
      case "apply":
        return { ...expression, operands: this.operands(expression.operands) };
      case "convert": {
        const [operand] = this.operands([expression.operand]);
        return { ...expression, operand };
      }
    }
  }

  /** No operation is left that is of constants alone: one gets a variable. */
  private operands(given: readonly Expression[]): readonly Expression[] {
    const operands = given.map((operand) => this.value(operand));
    if (operands.some(({ kind }) => kind !== "constant")) return operands;
    return operands.map((operand, position) => (position === 0 ? this.variable("value", operand) : operand));
  }

  /** An element of an argument is read once. */
  private read(buffer: BufferId, index: Index): Expression {
    const { role, name, size } = this.program.buffers[buffer];
    if (role !== "input" || size === 1 || index.terms.length > 0) return load(buffer, index);
    const elements = this.stored.get(buffer) ?? [];
    elements[index.constant] = this.variable(numbered(name, index.constant), load(buffer, index));
    this.stored.set(buffer, elements);
    return elements[index.constant];
  }

  private heldBy(variable: LocalId): Expression {
    const value = this.held.get(variable);
    if (value === undefined) throw new Error(`variable ${this.program.locals[variable].name} is read before it is set`);
    return value;
  }

  private index({ constant, terms }: Index): Index {
    return terms.reduce((sum, { variable, factor }) => addIndex(sum, this.place(variable), factor), constantIndex(constant));
  }

  private place(variable: LocalId): Index {
    const turn = this.turns.get(variable);
    if (turn !== undefined) return constantIndex(turn);
    const held = this.heldBy(variable);
    if (held.kind !== "local") throw new Error(`the position ${this.program.locals[variable].name} is no variable`);
    return variableIndex(held.local);
  }
}

/** What a variable of the program may hold, and this value of it can be: the first terms of a sum are less than all of them. */
function withinOf({ least, greatest }: Bounds, { low, high }: Pick<Interval, "low" | "high">): Bounds {
  return { least: Math.max(least, low), greatest: Math.min(greatest, high) };
}

/** `sum2`; `h1_2` of a name that ends in a digit. */
function numbered(name: string, number: number): string {
  return /[0-9]$/.test(name) ? `${name}_${number}` : `${name}${number}`;
}
