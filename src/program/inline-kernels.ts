// Puts what kernels compute in their place: one Program that computes the same, for readers of Programs that know basic operators
// alone. What occurs several times in a kernel is computed once. Simplifies nothing.

import { local as readLocal } from "./expression.ts";
import { KERNELS } from "./kernels/index.ts";
import { isKernelName } from "./operator-name.ts";
import type { Expression, Local, Program, Statement } from "./program.ts";
import { scalarOf } from "./scalar-of.ts";

/** The Program itself where it applies none. */
export function withoutKernels(program: Program): Program {
  const inliner = new Inliner(program);
  const body = inliner.statements(program.body);
  return inliner.hasChanged ? { ...program, locals: inliner.locals, body } : program;
}

class Inliner {
  readonly locals: Local[];
  hasChanged = false;
  private readonly program: Program;

  constructor(program: Program) {
    this.program = program;
    this.locals = [...program.locals];
  }

  statements(statements: readonly Statement[]): readonly Statement[] {
    return statements.flatMap((statement) => this.statement(statement));
  }

  private statement(statement: Statement): readonly Statement[] {
    switch (statement.kind) {
      case "let":
      case "set":
      case "store": {
        const body = kernelBodyOf(statement.value);
        if (body === undefined) return [statement];
        this.hasChanged = true;
        const before: Statement[] = [];
        const value = this.ofAtoms(body, before, new Map());
        return [...before, { ...statement, value }];
      }
      case "for":
        return [{ ...statement, body: this.statements(statement.body) }];
      case "call":
      case "return":
        return [statement];
    }
  }

  /** One operation of atoms, which the statements compute that are put before it. */
  private ofAtoms(expression: Expression, before: Statement[], known: Map<Expression, Expression>): Expression {
    const atom = (operand: Expression): Expression => {
      if (operand.kind === "constant" || operand.kind === "local") return operand;
      const existing = known.get(operand);
      if (existing !== undefined) return existing;
      const value = this.ofAtoms(operand, before, known);
      const name = operand.kind === "apply" ? (operand.name ?? "value") : "value";
      this.locals.push({ name, scalar: scalarOf(value, { buffers: this.program.buffers, locals: this.locals }) });
      const made = this.locals.length - 1;
      before.push({ kind: "let", local: made, value, mutable: false });
      known.set(operand, readLocal(made));
      return readLocal(made);
    };
    switch (expression.kind) {
      case "constant":
      case "local":
      case "load":
        return expression;
      case "apply":
        return { ...expression, operands: expression.operands.map(atom) };
      case "convert":
        return { ...expression, operand: atom(expression.operand) };
    }
  }
}

function kernelBodyOf(expression: Expression): Expression | undefined {
  if (expression.kind !== "apply" || !isKernelName(expression.operator)) return undefined;
  return KERNELS[expression.operator].body(expression.operands);
}
