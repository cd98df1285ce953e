// Puts the functions that are called in the place of the calls: one Program that computes the same, for readers of Programs
// that know no calls. Simplifies nothing.

import { addIndex, constantIndex, load, local as readLocal } from "./expression.ts";
import type { Argument, Buffer, BufferId, Call, Expression, FunctionId, Index, Local, LocalId, Program, Statement } from "./program.ts";
import { parametersOf } from "./program.ts";
import { scalarOf } from "./scalar-of.ts";
import type { Unit } from "./unit.ts";

/** The Program of a function with all it calls. */
export function inlineCalls(unit: Unit, id: FunctionId): Program {
  return new Inliner(unit).run(id);
}

/** Where a callee's buffer is: in a buffer from an index on, or a number in a variable. */
type Home = { readonly kind: "buffer"; readonly buffer: BufferId; readonly start: Index } | { readonly kind: "number"; readonly local: LocalId };

interface Frame {
  readonly program: Program;
  readonly homes: ReadonlyMap<BufferId, Home>;
  /** Of the callee's first local; the others follow. */
  readonly firstLocal: number;
  /** Where what is returned goes; undefined in the function itself. */
  readonly result: LocalId | undefined;
}

class Inliner {
  private readonly unit: Unit;
  private readonly buffers: Buffer[] = [];
  private readonly locals: Local[] = [];

  constructor(unit: Unit) {
    this.unit = unit;
  }

  run(id: FunctionId): Program {
    const { program } = this.unit.functions[id];
    this.buffers.push(...program.buffers);
    const homes = new Map(program.buffers.map((_, buffer) => [buffer, { kind: "buffer", buffer, start: constantIndex(0) }] as const));
    const body = this.statements(program.body, this.frame(program, homes, undefined));
    return { buffers: this.buffers, locals: this.locals, body };
  }

  private frame(program: Program, homes: ReadonlyMap<BufferId, Home>, result: LocalId | undefined): Frame {
    const firstLocal = this.locals.length;
    this.locals.push(...program.locals);
    return { program, homes, firstLocal, result };
  }

  private statements(statements: readonly Statement[], frame: Frame): readonly Statement[] {
    return statements.flatMap((statement) => this.statement(statement, frame));
  }

  private statement(statement: Statement, frame: Frame): readonly Statement[] {
    switch (statement.kind) {
      case "let":
      case "set":
        return [{ ...statement, local: this.local(statement.local, frame), value: this.value(statement.value, frame) }];
      case "store": {
        const { buffer, index } = this.place(statement.buffer, statement.index, frame);
        return [{ ...statement, buffer, index, value: this.value(statement.value, frame) }];
      }
      case "for":
        return [{ ...statement, variable: this.local(statement.variable, frame), body: this.statements(statement.body, frame) }];
      case "call":
        return this.call(statement, frame);
      case "return": {
        const value = this.value(statement.value, frame);
        return [frame.result === undefined ? { kind: "return", value } : { kind: "let", local: frame.result, value, mutable: false }];
      }
    }
  }

  private call({ function: id, arguments: given, result }: Call, frame: Frame): readonly Statement[] {
    const callee = this.unit.functions[id].program;
    const homes = new Map<BufferId, Home>();
    const before: Statement[] = [];
    parametersOf(callee).forEach(({ buffer }, position) => {
      const argument = given[position];
      if (argument.kind === "value") before.push(this.receive(argument, frame));
      const home: Home =
        argument.kind === "value"
          ? { kind: "number", local: this.locals.length - 1 }
          : { kind: "buffer", ...this.region(argument, frame) };
      homes.set(callee.buffers.indexOf(buffer), home);
    });
    callee.buffers.forEach((buffer, own) => {
      if (buffer.role !== "input" && buffer.role !== "output") homes.set(own, { kind: "buffer", buffer: this.shared(buffer), start: constantIndex(0) });
    });
    const kept = result === undefined ? undefined : this.local(result, frame);
    return [...before, ...this.statements(callee.body, this.frame(callee, homes, kept))];
  }

  /** A number is taken at the time of the call: what it is read from may change meanwhile. */
  private receive({ value }: Extract<Argument, { readonly kind: "value" }>, frame: Frame): Statement {
    const scalar = scalarOf(value, frame.program);
    this.locals.push({ name: "argument", scalar });
    return { kind: "let", local: this.locals.length - 1, value: this.value(value, frame), mutable: false };
  }

  private region({ buffer, start }: Extract<Argument, { readonly kind: "region" }>, frame: Frame): { readonly buffer: BufferId; readonly start: Index } {
    const place = this.place(buffer, start, frame);
    return { buffer: place.buffer, start: place.index };
  }

  /** Tables and states are one for all; working memory is free again after every call. */
  private shared(buffer: Buffer): BufferId {
    const known = this.buffers.indexOf(buffer);
    return known >= 0 ? known : this.buffers.push(buffer) - 1;
  }

  private value(expression: Expression, frame: Frame): Expression {
    switch (expression.kind) {
      case "constant":
        return expression;
      case "local":
        return readLocal(this.local(expression.local, frame));
      case "load": {
        const home = frame.homes.get(expression.buffer);
        if (home?.kind === "number") return readLocal(home.local);
        const { buffer, index } = this.place(expression.buffer, expression.index, frame);
        return load(buffer, index);
      }
      case "apply":
        return { ...expression, operands: expression.operands.map((operand) => this.value(operand, frame)) };
      case "convert":
        return { ...expression, operand: this.value(expression.operand, frame) };
    }
  }

  private place(buffer: BufferId, index: Index, frame: Frame): { readonly buffer: BufferId; readonly index: Index } {
    const home = frame.homes.get(buffer);
    if (home?.kind !== "buffer") throw new Error(`Program is broken: ${frame.program.buffers[buffer]?.name ?? buffer} is no array here`);
    const own = {
      constant: index.constant,
      terms: index.terms.map(({ variable, factor }) => ({ variable: this.local(variable, frame), factor })),
    };
    return { buffer: home.buffer, index: addIndex(home.start, own) };
  }

  private local(local: LocalId, frame: Frame): LocalId {
    return frame.firstLocal + local;
  }
}
