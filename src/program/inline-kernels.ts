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
        const { value } = statement;
        if (value.kind !== "apply" || !isKernelName(value.operator)) return [statement];
        this.hasChanged = true;
        const before: Statement[] = [];
        const body = KERNELS[value.operator].body(value.operands.map((operand) => this.ofVariable(operand, before)));
        const last = this.ofAtoms(body, before, new Map());
        return [...before, { ...statement, value: last }];
      }
      case "for":
        return [{ ...statement, body: this.statements(statement.body) }];
      case "call":
      case "return":
        return [statement];
    }
  }

  /** No operation of constants alone may come of it. */
  private ofVariable(operand: Expression, before: Statement[]): Expression {
    return operand.kind === "constant" ? this.variable("value", operand, before) : operand;
  }

  private variable(name: string, value: Expression, before: Statement[]): Expression {
    const { buffers } = this.program;
    this.locals.push({ name, scalar: scalarOf(value, { buffers, locals: this.locals }) });
    const local = this.locals.length - 1;
    before.push({ kind: "let", local, value, mutable: false });
    return readLocal(local);
  }

  /** One operation of atoms, which the statements compute that are put before it. */
  private ofAtoms(expression: Expression, before: Statement[], known: Map<Expression, Expression>): Expression {
    const atom = (operand: Expression): Expression => {
      if (operand.kind === "constant" || operand.kind === "local") return operand;
      const existing = known.get(operand);
      if (existing !== undefined) return existing;
      const value = this.ofAtoms(operand, before, known);
      const made = this.variable(operand.kind === "apply" ? (operand.name ?? "value") : "value", value, before);
      known.set(operand, made);
      return made;
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
