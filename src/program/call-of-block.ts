// Writes the statements of one call of a block: what was a variable or a number of the single function is the element of this call.

import { addIndex, constantIndex, load } from "./expression.ts";
import { recordKey } from "./picked-records.ts";
import type { BufferId, Expression, Index, LocalId, Program, Statement } from "./program.ts";
import type { Straight } from "./runs-of-statements.ts";

/** Writes the statements of a run for the call with this number. */
export class CallMaker {
  readonly index: Index;
  /** Of variables that other runs set, where they pick an element. */
  readonly copies = new Map<LocalId, LocalId>();
  /** Where records are that were copied, by their keys. */
  readonly lines = new Map<string, { readonly line: BufferId; readonly length: number }>();
  private readonly program: Program;
  private readonly calls: number;
  private readonly homes: ReadonlyMap<LocalId, BufferId>;
  private readonly turned: ReadonlyMap<BufferId, BufferId>;

  constructor(program: Program, calls: number, index: Index, homes: ReadonlyMap<LocalId, BufferId>, turned: ReadonlyMap<BufferId, BufferId>) {
    this.program = program;
    this.calls = calls;
    this.index = index;
    this.homes = homes;
    this.turned = turned;
  }

  statement(statement: Straight): Statement {
    const value = this.value(statement.value);
    switch (statement.kind) {
      case "let":
      case "set": {
        const home = this.homes.get(statement.local);
        return home === undefined ? { ...statement, value } : { kind: "store", buffer: home, index: this.index, value };
      }
      case "store":
        return { kind: "store", ...this.element(statement.buffer, statement.index), value };
      case "return": {
        const output = this.program.buffers.findIndex(({ role }) => role === "output");
        return { kind: "store", ...this.element(output, constantIndex(0)), value };
      }
    }
  }

  private value(expression: Expression): Expression {
    switch (expression.kind) {
      case "constant":
        return expression;
      case "local": {
        const home = this.homes.get(expression.local);
        return home === undefined ? expression : load(home, this.index);
      }
      case "load": {
        const { buffer, index } = this.element(expression.buffer, expression.index);
        return load(buffer, index);
      }
      case "apply":
        return { ...expression, operands: expression.operands.map((operand) => this.value(operand)) };
      case "convert":
        return { ...expression, operand: this.value(expression.operand) };
    }
  }

  private element(buffer: BufferId, index: Index): { readonly buffer: BufferId; readonly index: Index } {
    const { role, size } = this.program.buffers[buffer];
    const copied = role === "table" ? this.lines.get(recordKey(buffer, index)) : undefined;
    if (copied !== undefined) return { buffer: copied.line, index: addIndex(constantIndex(index.constant), this.index, copied.length) };
    const own = { constant: index.constant, terms: index.terms.map((term) => ({ ...term, variable: this.copies.get(term.variable) ?? term.variable })) };
    if (role === "table") return { buffer, index: own };
    if (size === 1) return { buffer, index: this.index };
    return { buffer: this.turned.get(buffer) ?? buffer, index: addIndex(this.index, own, this.calls) };
  }
}
