// Writes the statements of a Program as WebAssembly, for several calls side by side: in memory-layout.ts's memory, four calls a vector.

import { convertVector } from "../program/convert-vector.ts";
import { visitExpression } from "../program/expression.ts";
import { vectorRuleOf } from "../program/operator.ts";
import { OPERATORS } from "../program/operators.ts";
import { turnsOf, valuesOf, type Expression, type For, type Index, type LocalId, type Program, type Statement } from "../program/program.ts";
import type { Scalar } from "../program/scalar.ts";
import { scalarOf } from "../program/scalar-of.ts";
import type { FunctionBuilder, Local } from "../wasm/function-builder.ts";
import type { Operand } from "../wasm/operand.ts";
import { f32x4, i32x4 } from "../wasm/simd.ts";
import type { Layout } from "./memory-layout.ts";
import { Memory } from "./memory.ts";
import { PickedElements } from "./picked-elements.ts";
import { Pointers } from "./pointers.ts";

/** Copies of an innermost loop's body that follow one another, so that pointers are moved on less often. */
const COPIES = 4;

type Vector = Operand<"v128">;
/** A value for each group of calls, or one for all of them. */
type Vectors = readonly Vector[];
type Variable = readonly Local<"v128">[];

export class ProgramCode {
  private readonly code: FunctionBuilder;
  private readonly program: Program;
  private readonly groups: number;
  private readonly pointers: Pointers;
  private readonly picked: PickedElements;
  private readonly memory: Memory;
  private variables = new Map<LocalId, Variable>();
  private readonly constants = new Map<string, Vector>();
  private readonly returned: number;

  constructor(code: FunctionBuilder, program: Program, layout: Layout) {
    this.code = code;
    this.program = program;
    this.groups = layout.groups;
    this.pointers = new Pointers(code, program, layout);
    this.picked = new PickedElements(code, program, layout, this.pointers, (local, group) => groupOf(this.variable(local), group).get);
    this.memory = new Memory(program, this.pointers, this.picked);
    this.returned = program.buffers.findIndex(({ role }) => role === "output");
    this.keepConstants(program.body);
  }

  /** One turn of calls, after which the next one's arguments and results are those. */
  turn(): void {
    this.code.scope(() => {
      this.statements(this.program.body);
    });
    this.pointers.nextTurn();
  }

  private statements(statements: readonly Statement[]): void {
    this.picked.during(statements, () => {
      for (const statement of statements) this.statement(statement);
    });
  }

  private statement(statement: Statement): void {
    switch (statement.kind) {
      case "let":
        this.declare(statement.local, statement.mutable, this.value(statement.value));
        break;
      case "set":
        this.set(this.variable(statement.local), this.value(statement.value));
        this.picked.forget();
        break;
      case "store":
        this.store(statement.buffer, statement.index, this.value(statement.value));
        break;
      case "for":
        this.repeat(statement);
        break;
      case "call":
        throw new Error("calls are put in place before a program is assembled");
      case "return":
        if (this.returned < 0) throw new Error("Program is broken: it returns but has no output");
        this.store(this.returned, { constant: 0, terms: [] }, this.value(statement.value));
    }
  }

  /** A value that is the same in all calls and stays so has one local. */
  private declare(local: LocalId, mutable: boolean, values: Vectors): void {
    const variable = Array.from({ length: mutable ? this.groups : values.length }, () => this.code.local("v128"));
    this.variables.set(local, variable);
    this.set(variable, values);
  }

  /** No group's value is made of another group's. */
  private set(variable: Variable, values: Vectors): void {
    variable.forEach((one, group) => {
      this.code.set(one, groupOf(values, group));
    });
  }

  private store(buffer: number, index: Index, values: Vectors): void {
    const isPicked = this.picked.isPicked(index);
    for (let group = 0; group < this.groups; group++) {
      const value = groupOf(values, group);
      // Lane by lane, the value's code stands there four times.
      const kept = isPicked ? this.code.keep(value).get : value;
      for (const statement of this.memory.store(buffer, index, group, kept)) this.code.emit(statement);
    }
  }

  private repeat(loop: For): void {
    const { code, pointers } = this;
    const { body } = loop;
    const turns = turnsOf(loop);
    const outside = new Map(this.variables);
    code.scope(() => {
      pointers.enter(loop);
      const isInnermost = body.every(({ kind }) => kind !== "for");
      const copies = isInnermost && pointers.runForwards() ? Math.min(COPIES, turns) : 1;
      const copy = (ahead: number): void => {
        pointers.ahead(ahead);
        code.scope(() => {
          this.statements(body);
        });
      };
      pointers.repeat(Math.floor(turns / copies), copies, () => {
        for (let ahead = 0; ahead < copies; ahead++) copy(ahead);
      });
      for (let ahead = 0; ahead < turns % copies; ahead++) copy(ahead);
      pointers.leave();
    });
    this.variables = outside;
  }

  private value(expression: Expression): Vectors {
    switch (expression.kind) {
      case "constant":
        return [this.constants.get(constantName(expression)) ?? constantVector(expression)];
      case "local":
        return this.variable(expression.local).map(({ get }) => get);
      case "load":
        if (this.memory.isShared(expression.buffer, expression.index)) {
          return [this.code.keep(this.memory.load(expression.buffer, expression.index, 0)).get];
        }
        return Array.from({ length: this.groups }, (_, group) => this.memory.load(expression.buffer, expression.index, group));
      case "apply":
        return this.apply(expression);
      case "convert": {
        const from = scalarOf(expression.operand, this.program);
        return this.value(expression.operand).map((value) => convertVector(expression.how, from, expression.to, value));
      }
    }
  }

  private apply({ operator, operands }: Extract<Expression, { readonly kind: "apply" }>): Vectors {
    const rule = vectorRuleOf(OPERATORS[operator], operands.map((operand) => scalarOf(operand, this.program)));
    if (rule === undefined) throw new Error(`${operator} has no vector instruction for its operands`);
    const values = operands.map((operand) => this.value(operand));
    const groups = Math.max(...values.map(({ length }) => length));
    const keep = (value: Vector): Vector => this.code.keep(value).get;
    return Array.from({ length: groups }, (_, group) => rule(values.map((value) => groupOf(value, group)), keep));
  }

  private variable(local: LocalId): Variable {
    const variable = this.variables.get(local);
    if (variable === undefined) throw new Error(`Program is broken: local ${local} is not declared`);
    return variable;
  }

  private keepConstant(expression: Expression): void {
    if (expression.kind !== "constant" || expression.value === 0 || this.constants.has(constantName(expression))) return;
    this.constants.set(constantName(expression), this.code.keep(constantVector(expression)).get);
  }

  /** Making a vector of a constant takes several instructions, but 0 takes one. */
  private keepConstants(statements: readonly Statement[]): void {
    for (const statement of statements) {
      if (statement.kind === "for") this.keepConstants(statement.body);
      else {
        for (const value of valuesOf(statement)) visitExpression(value, (expression) => this.keepConstant(expression));
      }
    }
  }
}

function groupOf<T>(values: readonly T[], group: number): T {
  return values.length === 1 ? values[0] : values[group];
}

interface Constant {
  readonly scalar: Scalar;
  readonly value: number;
}

function constantName({ scalar, value }: Constant): string {
  return `${scalar} ${value}`;
}

function constantVector({ scalar, value }: Constant): Vector {
  if (scalar === "f32") return f32x4.constant([value, value, value, value]);
  return i32x4.constant(scalar === "bool" ? -value : value | 0);
}
