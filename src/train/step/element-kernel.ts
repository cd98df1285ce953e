// The kernel of any op that writes statements for each element: runs them as closures. Slow beside a kernel made for the op,
// but it needs to know nothing of it.

import { flatIndex, load } from "../../program/expression.ts";
import { ProgramBuilder } from "../../program/builder.ts";
import { checkProgram } from "../../program/check.ts";
import type { BinaryOperator, Expression, Index, Program, Statement } from "../../program/program.ts";
import type { OperationValue } from "../../network/network.ts";
import { elementCount } from "../../network/network.ts";
import type { Computation } from "../../network/op.ts";
import type { Kernel, StoredArray } from "./kernel.ts";

type Elementwise = Extract<Computation, { readonly kind: "element" }>;

/** Computes a value element by element, in row-major order, every operation rounded to float32. */
export function elementKernel(
  value: OperationValue,
  computation: Elementwise,
  args: readonly StoredArray[],
  result: Float32Array,
): Kernel {
  const program = programOf(value, computation, args);
  const memory = program.buffers.map((buffer, id) => {
    if (buffer.role === "table") return buffer.values;
    return id < args.length ? args[id].data : result;
  });
  return new Compiler(memory, new Float64Array(program.locals.length)).statements(program.body);
}

/** The program whose first buffers are the arguments, followed by the result. */
function programOf(value: OperationValue, computation: Elementwise, args: readonly StoredArray[]): Program {
  const builder = new ProgramBuilder();
  const inputs = args.map(({ shape }, position) =>
    builder.buffer({ role: "input", name: value.op.parameters[position], size: elementCount(shape) }),
  );
  const output = builder.buffer({ role: "output", name: value.name, size: elementCount(value.shape) });
  const shapes = args.map(({ shape }) => shape);
  const emit = (indices: readonly Index[]): void => {
    if (indices.length < value.shape.length) {
      builder.for("i", value.shape[indices.length], (index) => emit([...indices, index]));
      return;
    }
    const read = (argument: number, at: readonly Index[]) => load(inputs[argument], flatIndex(shapes[argument], at));
    const element = computation.element({ shapes, attributes: value.attributes, indices, read, statements: builder });
    builder.store(output, flatIndex(value.shape, indices), element);
  };
  emit([]);
  const program = builder.finish();
  checkProgram(program);
  return program;
}

class Compiler {
  private readonly memory: readonly Float32Array[];
  /** Values of variables and loop counters. */
  private readonly registers: Float64Array;

  constructor(memory: readonly Float32Array[], registers: Float64Array) {
    this.memory = memory;
    this.registers = registers;
  }

  statements(statements: readonly Statement[]): Kernel {
    const steps = statements.map((statement) => this.statement(statement));
    if (steps.length === 1) return steps[0];
    return () => {
      for (let i = 0; i < steps.length; i++) steps[i]();
    };
  }

  private statement(statement: Statement): Kernel {
    const { registers } = this;
    switch (statement.kind) {
      case "let":
      case "set": {
        const value = this.expression(statement.value);
        const { local } = statement;
        return () => void (registers[local] = value());
      }
      case "store": {
        const data = this.memory[statement.buffer];
        const index = this.index(statement.index);
        const value = this.expression(statement.value);
        return () => void (data[index()] = value());
      }
      case "for": {
        const { variable, extent } = statement;
        const body = this.statements(statement.body);
        return () => {
          for (let i = 0; i < extent; i++) {
            registers[variable] = i;
            body();
          }
        };
      }
      case "return":
        throw new Error("an element is stored, not returned");
    }
  }

  private expression(expression: Expression): () => number {
    const { registers } = this;
    switch (expression.kind) {
      case "constant": {
        const { value } = expression;
        return () => value;
      }
      case "local": {
        const { local } = expression;
        return () => registers[local];
      }
      case "load": {
        const data = this.memory[expression.buffer];
        const index = this.index(expression.index);
        return () => data[index()];
      }
      case "binary":
        return rounded(expression.operator, this.expression(expression.left), this.expression(expression.right));
      case "select": {
        const left = this.expression(expression.condition.left);
        const right = this.expression(expression.condition.right);
        const whenTrue = this.expression(expression.whenTrue);
        const whenFalse = this.expression(expression.whenFalse);
        if (expression.condition.operator === "less") return () => (left() < right() ? whenTrue() : whenFalse());
        return () => (left() <= right() ? whenTrue() : whenFalse());
      }
    }
  }

  private index({ constant, terms }: Index): () => number {
    const { registers } = this;
    return () => {
      let index = constant;
      for (let i = 0; i < terms.length; i++) index += terms[i].factor * registers[terms[i].variable];
      return index;
    };
  }
}

function rounded(operator: BinaryOperator, left: () => number, right: () => number): () => number {
  switch (operator) {
    case "add":
      return () => Math.fround(left() + right());
    case "subtract":
      return () => Math.fround(left() - right());
    case "multiply":
      return () => Math.fround(left() * right());
    case "divide":
      return () => Math.fround(left() / right());
  }
}
