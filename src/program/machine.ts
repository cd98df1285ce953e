// The machine that interprets: the memory and the variables of one function for many calls side by side, lane by lane, and what
// statements do to them. Does not optimise.

import { convertLanes } from "./convert.ts";
import { copyLanes, type Lane, type LaneTarget } from "./lanes.ts";
import { OPERATORS } from "./operators.ts";
import { parametersOf, type Argument, type Call, type Expression, type Index, type LocalId, type Program, type StateBuffer, type Statement } from "./program.ts";
import { SCALARS, type Values } from "./scalar.ts";
import { scalarOf } from "./scalar-of.ts";
import { storedValues } from "./stored-rows.ts";

type Region = Extract<Argument, { readonly kind: "region" }>;
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What machines of one unit have in common: what a state holds in all lanes. */
export type StateMemory = Map<StateBuffer, Values>;

/** Holds a buffer's element i for all lanes at [i·lanes, (i+1)·lanes); tables hold one value for all lanes. */
export class Machine {
  readonly lanes: number;
  private readonly program: Program;
  private readonly callees: readonly Machine[];
  private readonly memory: readonly Values[];
  private readonly variables: readonly Values[];
  /** Of loops and of bounded variables, which are the same in all lanes where they stand in an index. */
  private readonly counters: Int32Array;
  /** One for each expression that is an operand or a target: a run has millions of evaluations. */
  private readonly operands = new Map<Expression, Mutable<Lane>>();
  private readonly applied = new Map<Expression, readonly Lane[]>();
  private readonly target: Mutable<LaneTarget>;
  private readonly returned: number;

  /**
   * @param callees of the functions that the program may call, with as many lanes.
   * @param unrounded variables of f32 that keep what is computed in float64, as a Program never has it.
   */
  constructor(program: Program, lanes: number, callees: readonly Machine[], states: StateMemory, unrounded: ReadonlySet<LocalId> = new Set()) {
    this.lanes = lanes;
    this.callees = callees;
    this.target = { data: new Float32Array(), offset: 0, count: lanes };
    this.program = program;
    this.memory = program.buffers.map((buffer) => {
      if (buffer.role === "table") return storedValues(buffer);
      return buffer.role === "state" ? remembered(buffer, lanes, states) : SCALARS[buffer.scalar].newValues(buffer.size * lanes);
    });
    this.variables = program.locals.map(({ scalar }, local) => SCALARS[unrounded.has(local) ? "f64" : scalar].newValues(lanes));
    this.counters = new Int32Array(program.locals.length);
    this.returned = program.buffers.findIndex(({ role }) => role === "output");
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
        case "call":
          this.call(statement);
          break;
        case "return":
          if (this.returned < 0) throw new Error("Program is broken: it returns but has no output");
          this.evaluate(statement.value, this.memory[this.returned], 0);
      }
    }
  }

  /** Arguments are copied to the callee and results back: no two of them that matter are the same memory. */
  private call({ function: id, arguments: given, result }: Call): void {
    const callee = this.callees[id];
    const parameters = parametersOf(callee.program).map(({ buffer }, position) => ({
      buffer,
      home: callee.program.buffers.indexOf(buffer),
      argument: given[position],
    }));
    for (const { buffer, home, argument } of parameters) {
      if (argument.kind === "value") this.evaluate(argument.value, callee.memory[home], 0);
      else if (buffer.role === "input") this.copyRegion(argument, buffer.size, callee.memory[home], "to the callee");
    }
    callee.run();
    for (const { buffer, home, argument } of parameters) {
      if (argument.kind === "region" && buffer.role === "output") this.copyRegion(argument, buffer.size, callee.memory[home], "from the callee");
    }
    if (result !== undefined) this.variables[result].set(callee.memory[callee.returned].subarray(0, this.lanes));
  }

  private copyRegion({ buffer, start }: Region, size: number, foreign: Values, direction: "to the callee" | "from the callee"): void {
    const memory = this.memory[buffer];
    const isTable = this.program.buffers[buffer].role === "table";
    for (let lane = 0; lane < this.lanes; lane++) {
      const first = this.address(start, lane);
      for (let i = 0; i < size; i++) {
        const own = isTable ? first + i : (first + i) * this.lanes + lane;
        if (direction === "to the callee") foreign[i * this.lanes + lane] = memory[own];
        else memory[own] = foreign[i * this.lanes + lane];
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

function remembered(buffer: StateBuffer, lanes: number, states: StateMemory): Values {
  const known = states.get(buffer);
  if (known !== undefined) return known;
  const values = SCALARS[buffer.scalar].newValues(buffer.size * lanes);
  buffer.initial.forEach((value, i) => values.fill(value, i * lanes, (i + 1) * lanes));
  states.set(buffer, values);
  return values;
}
