// Interprets a Program: the meaning of the language, and the oracle every compiled program is compared with.
// Runs many calls at a time, lane by lane, so that a million inputs take seconds. Does not optimise.

import { convertLanes } from "./convert.ts";
import { copyLanes, type Lane, type LaneTarget } from "./lanes.ts";
import { OPERATORS } from "./operators.ts";
import type { Expression, Index, Program, Statement } from "./program.ts";
import { SCALARS, type Values } from "./scalar.ts";
import { scalarOf } from "./scalar-of.ts";

/** Calls computed side by side at the most. */
const MOST_LANES = 256;
/** Lanes are computed so many at a time. */
const LANES_OF_A_TURN = 4;

/**
 * The results of `count` calls, all float32.
 *
 * @param inputs per input buffer, in order, the arguments of all calls: count × size, row-major.
 * @returns per output buffer, in order, count × size values.
 * @throws RangeError where an input has another number of elements or a buffer of arguments is not of float32.
 */
export function interpret(program: Program, inputs: readonly Float32Array[], count: number): Float32Array[] {
  return interpretValues(program, inputs, count).map((values) => {
    if (!(values instanceof Float32Array)) throw new RangeError("an output is not of float32");
    return values;
  });
}

/** As `interpret`, with arguments and results of the buffers' own types. */
export function interpretValues(program: Program, inputs: readonly Values[], count: number): Values[] {
  const machine = new Machine(program, Math.min(MOST_LANES, LANES_OF_A_TURN * Math.ceil(count / LANES_OF_A_TURN)));
  const inputBuffers = buffersWithRole(program, "input");
  const outputBuffers = buffersWithRole(program, "output");
  checkArguments(program, inputs, count);
  const outputs = outputBuffers.map((id) => SCALARS[program.buffers[id].scalar].newValues(count * program.buffers[id].size));
  for (let first = 0; first < count; first += machine.lanes) {
    const lanes = Math.min(machine.lanes, count - first);
    inputBuffers.forEach((id, position) => machine.write(id, inputs[position], first, lanes));
    machine.run();
    outputBuffers.forEach((id, position) => machine.read(id, outputs[position], first, lanes));
  }
  return outputs;
}

/** @throws RangeError where an input has not the elements that `count` calls take. */
export function checkArguments(program: Program, inputs: readonly Values[], count: number): void {
  buffersWithRole(program, "input").forEach((id, position) => {
    const given = inputs[position]?.length;
    const needed = count * program.buffers[id].size;
    if (given !== needed) throw new RangeError(`input ${position} has ${given ?? 0} elements instead of ${needed}`);
  });
}

function buffersWithRole(program: Program, role: "input" | "output"): number[] {
  return program.buffers.flatMap((buffer, id) => (buffer.role === role ? [id] : []));
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Holds a buffer's element i for all lanes at [i·lanes, (i+1)·lanes); tables hold one value for all lanes. */
class Machine {
  readonly lanes: number;
  private readonly program: Program;
  private readonly memory: readonly Values[];
  private readonly variables: readonly Values[];
  /** Of loops and of bounded variables, which are the same in all lanes where they stand in an index. */
  private readonly counters: Int32Array;
  /** One for each expression that is an operand or a target: a run has millions of evaluations. */
  private readonly operands = new Map<Expression, Mutable<Lane>>();
  private readonly applied = new Map<Expression, readonly Lane[]>();
  private readonly target: Mutable<LaneTarget>;
  private readonly returned: number | undefined;

  constructor(program: Program, lanes: number) {
    this.lanes = lanes;
    this.target = { data: new Float32Array(), offset: 0, count: lanes };
    this.program = program;
    this.memory = program.buffers.map((buffer) =>
      buffer.role === "table" ? buffer.values : SCALARS[buffer.scalar].newValues(buffer.size * lanes),
    );
    this.variables = program.locals.map(({ scalar }) => SCALARS[scalar].newValues(lanes));
    this.counters = new Int32Array(program.locals.length);
    this.returned = buffersWithRole(program, "output")[0];
  }

  write(buffer: number, values: Values, first: number, lanes: number): void {
    const { size } = this.program.buffers[buffer];
    const memory = this.memory[buffer];
    for (let lane = 0; lane < lanes; lane++) {
      for (let i = 0; i < size; i++) memory[i * this.lanes + lane] = values[(first + lane) * size + i];
    }
  }

  read(buffer: number, values: Values, first: number, lanes: number): void {
    const { size } = this.program.buffers[buffer];
    const memory = this.memory[buffer];
    for (let lane = 0; lane < lanes; lane++) {
      for (let i = 0; i < size; i++) values[(first + lane) * size + i] = memory[i * this.lanes + lane];
    }
  }

  run(): void {
    this.execute(this.program.body);
  }

  private execute(statements: readonly Statement[]): void {
    for (const statement of statements) {
      switch (statement.kind) {
        case "let":
        case "set":
          this.evaluate(statement.value, this.variables[statement.local], 0);
          break;
        case "store":
          this.store(statement.value, statement.buffer, statement.index);
          break;
        case "for":
          for (let i = 0; i < statement.extent; i += statement.step) {
            this.counters[statement.variable] = i;
            this.execute(statement.body);
          }
          break;
        case "return":
          if (this.returned === undefined) throw new Error("Program is broken: it returns but has no output");
          this.evaluate(statement.value, this.memory[this.returned], 0);
      }
    }
  }

  private store(value: Expression, buffer: number, index: Index): void {
    const memory = this.memory[buffer];
    if (!this.isScattered(index)) {
      this.evaluate(value, memory, this.address(index, 0) * this.lanes);
      return;
    }
    const { data, offset, step } = this.operand(value);
    for (let lane = 0; lane < this.lanes; lane++) memory[this.address(index, lane) * this.lanes + lane] = data[offset + lane * step];
  }

  /** Writes the value for every lane to target[offset …]. */
  private evaluate(expression: Expression, data: Values, offset: number): void {
    switch (expression.kind) {
      case "apply": {
        const operands = this.operandsOf(expression);
        OPERATORS[expression.operator].lanes(operands, this.place(data, offset));
        return;
      }
      case "convert": {
        const from = scalarOf(expression.operand, this.program);
        const operand = this.operand(expression.operand);
        convertLanes(expression.how, from, expression.to, operand, this.place(data, offset));
        return;
      }
      case "constant":
      case "local":
      case "load":
        copyLanes(this.operand(expression), this.place(data, offset));
    }
  }

  private operandsOf(expression: Extract<Expression, { readonly kind: "apply" }>): readonly Lane[] {
    const known = this.applied.get(expression);
    if (known === undefined) {
      const operands = expression.operands.map((operand) => this.operand(operand));
      this.applied.set(expression, operands);
      return operands;
    }
    for (let i = 0; i < known.length; i++) this.operand(expression.operands[i]);
    return known;
  }

  private place(data: Values, offset: number): LaneTarget {
    this.target.data = data;
    this.target.offset = offset;
    return this.target;
  }

  private operand(expression: Expression): Lane {
    const operand = this.operands.get(expression) ?? this.declareOperand(expression);
    switch (expression.kind) {
      case "constant":
      case "local":
        break;
      case "load":
        if (this.isScattered(expression.index)) this.gather(expression.buffer, expression.index, operand.data);
        else operand.offset = this.address(expression.index, 0) * (operand.step === 0 ? 1 : this.lanes);
        break;
      case "apply":
      case "convert":
        this.evaluate(expression, operand.data, 0);
    }
    return operand;
  }

  private declareOperand(expression: Expression): Mutable<Lane> {
    const operand = this.newOperand(expression);
    this.operands.set(expression, operand);
    return operand;
  }

  private newOperand(expression: Expression): Mutable<Lane> {
    switch (expression.kind) {
      case "constant":
        return { data: SCALARS[expression.scalar].newValues(1).fill(expression.value), offset: 0, step: 0 };
      case "local":
        return { data: this.variables[expression.local], offset: 0, step: 1 };
      case "load": {
        const { role, scalar } = this.program.buffers[expression.buffer];
        if (this.isScattered(expression.index)) return { data: SCALARS[scalar].newValues(this.lanes), offset: 0, step: 1 };
        return { data: this.memory[expression.buffer], offset: 0, step: role === "table" ? 0 : 1 };
      }
      case "apply":
      case "convert":
        return { data: SCALARS[scalarOf(expression, this.program)].newValues(this.lanes), offset: 0, step: 1 };
    }
  }

  /** Whether lanes differ in the element they mean. */
  private isScattered({ terms }: Index): boolean {
    for (let i = 0; i < terms.length; i++) if (this.program.locals[terms[i].variable].bounds !== undefined) return true;
    return false;
  }

  private gather(buffer: number, index: Index, target: Values): void {
    const memory = this.memory[buffer];
    const isTable = this.program.buffers[buffer].role === "table";
    for (let lane = 0; lane < this.lanes; lane++) {
      const address = this.address(index, lane);
      target[lane] = isTable ? memory[address] : memory[address * this.lanes + lane];
    }
  }

  private address({ constant, terms }: Index, lane: number): number {
    let address = constant;
    for (let i = 0; i < terms.length; i++) {
      const { variable, factor } = terms[i];
      const isLoop = this.program.locals[variable].bounds === undefined;
      address += factor * (isLoop ? this.counters[variable] : this.variables[variable][lane]);
    }
    return address;
  }
}
