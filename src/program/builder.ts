// Builds a Program statement by statement, one arithmetic operation each.
// Keeps the order it is given; loops of one turn are unrolled.

import * as e from "./expression.ts";
import type { Buffer, BufferId, Expression, Index, Local, LocalId, Program, Statement } from "./program.ts";

/** A variable that can be set again, in the scope it was declared in or deeper. */
export interface MutableVariable {
  readonly read: Expression;
  set(value: Expression): void;
}

export class ProgramBuilder {
  private readonly buffers: Buffer[] = [];
  private readonly locals: Local[] = [];
  private readonly body: Statement[] = [];
  private statements: Statement[] = this.body;

  /** Declares a buffer. */
  buffer(buffer: Buffer): BufferId {
    this.buffers.push(buffer);
    return this.buffers.length - 1;
  }

  /**
   * Makes an expression one that costs no operation: constants, variables and loads stay as they are,
   * anything else is computed into a variable of its own, so that it is rounded there, in every language.
   */
  atom(expression: Expression): Expression {
    switch (expression.kind) {
      case "constant":
        return this.constant(expression.value, expression.name);
      case "local":
      case "load":
        return expression;
      case "binary":
        return this.let(expression.name ?? "value", expression);
      case "select":
        return this.let("selected", expression);
    }
  }

  /** As atom, but an operation's variable is given this name. */
  named(name: string, expression: Expression): Expression {
    return expression.kind === "binary" || expression.kind === "select" ? this.let(name, expression) : this.atom(expression);
  }

  /** Computes an expression into a new variable. */
  let(name: string, value: Expression): Expression {
    const flat = this.flatten(value);
    const local = this.newLocal(name);
    this.statements.push({ kind: "let", local, value: flat, mutable: false });
    return e.local(local);
  }

  /** Declares a variable that will be set again. */
  variable(name: string, initial: Expression): MutableVariable {
    const flat = this.flatten(initial);
    const local = this.newLocal(name);
    this.statements.push({ kind: "let", local, value: flat, mutable: true });
    return {
      read: e.local(local),
      set: (value) => {
        const next = this.flatten(value);
        this.statements.push({ kind: "set", local, value: next });
      },
    };
  }

  store(buffer: BufferId, index: Index, value: Expression): void {
    const flat = this.flatten(value);
    this.statements.push({ kind: "store", buffer, index, value: flat });
  }

  return(value: Expression): void {
    this.statements.push({ kind: "return", value: this.atom(value) });
  }

  /** Emits `emit`'s statements for index = 0 … extent − 1, ascending; once and without a loop where extent is 1. */
  for(name: string, extent: number, emit: (index: Index) => void): void {
    if (extent === 1) {
      emit(e.constantIndex(0));
      return;
    }
    const variable = this.newLocal(name);
    const outer = this.statements;
    const body: Statement[] = [];
    this.statements = body;
    emit(e.variableIndex(variable));
    this.statements = outer;
    outer.push({ kind: "for", variable, extent, body });
  }

  finish(): Program {
    return { buffers: this.buffers, locals: this.locals, body: this.body };
  }

  /** At most one operation is left at the top; its operands are atoms. */
  private flatten(expression: Expression): Expression {
    switch (expression.kind) {
      case "constant":
      case "local":
      case "load":
        return this.atom(expression);
      case "binary": {
        const left = this.atom(expression.left);
        const right = this.atom(expression.right);
        return { ...expression, left, right };
      }
      case "select": {
        const left = this.atom(expression.condition.left);
        const right = this.atom(expression.condition.right);
        const whenTrue = this.atom(expression.whenTrue);
        const whenFalse = this.atom(expression.whenFalse);
        return { ...expression, condition: { ...expression.condition, left, right }, whenTrue, whenFalse };
      }
    }
  }

  /**
   * Named constants are kept in tables: a literal inside an expression has, in C on some machines, more precision
   * than float.
   */
  private constant(value: number, name: string | undefined): Expression {
    if (name === undefined) return e.constant(value);
    const known = this.buffers.findIndex(
      (buffer) => buffer.role === "table" && buffer.name === name && buffer.size === 1 && buffer.values[0] === value,
    );
    const id = known >= 0 ? known : this.buffer(scalarTable(name, value));
    return e.load(id, e.constantIndex(0));
  }

  private newLocal(name: string): LocalId {
    this.locals.push({ name });
    return this.locals.length - 1;
  }
}

function scalarTable(name: string, value: number): Buffer {
  return { role: "table", name, size: 1, values: Float32Array.of(value), rowLength: 1, comment: "" };
}
