// Interprets a Program: the meaning of the language, and the oracle every compiled program is compared with.
// Runs many calls at a time, lane by lane, so that a million inputs take seconds. Does not optimise.

import type { Lanes } from "./lane-arithmetic.ts";
import { computeLanes, copyLanes } from "./lane-arithmetic.ts";
import type { Comparison, Expression, Index, Program, Statement } from "./program.ts";

/** Calls computed side by side at the most. */
const MOST_LANES = 256;
/** Lanes are computed so many at a time. */
const LANES_OF_A_TURN = 4;

/**
 * The results of `count` calls.
 *
 * @param inputs per input buffer, in order, the arguments of all calls: count × size, row-major float32.
 * @returns per output buffer, in order, count × size float32 values.
 *
 * Every operation is done in float64 and stored in a Float32Array, which rounds it once, to nearest: for + − × ÷
 * of float32 operands that equals the operation in float32 (Figueroa, "When is double rounding innocuous?",
 * ACM SIGNUM 30(3), 1995).
 */
export function interpret(program: Program, inputs: readonly Float32Array[], count: number): Float32Array[] {
  const machine = new Machine(program, Math.min(MOST_LANES, LANES_OF_A_TURN * Math.ceil(count / LANES_OF_A_TURN)));
  const inputBuffers = buffersWithRole(program, "input");
  const outputBuffers = buffersWithRole(program, "output");
  inputBuffers.forEach((id, position) => {
    const given = inputs[position]?.length;
    const needed = count * sizeOf(program, id);
    if (given !== needed) throw new RangeError(`input ${position} has ${given ?? 0} elements instead of ${needed}`);
  });
  const outputs = outputBuffers.map((id) => new Float32Array(count * sizeOf(program, id)));
  for (let first = 0; first < count; first += machine.lanes) {
    const lanes = Math.min(machine.lanes, count - first);
    inputBuffers.forEach((id, position) => {
      const values = inputs[position];
      if (values !== undefined) machine.write(id, values, first, lanes);
    });
    machine.run();
    outputBuffers.forEach((id, position) => {
      const values = outputs[position];
      if (values !== undefined) machine.read(id, values, first, lanes);
    });
  }
  return outputs;
}

function buffersWithRole(program: Program, role: "input" | "output"): number[] {
  return program.buffers.flatMap((buffer, id) => (buffer.role === role ? [id] : []));
}

function sizeOf(program: Program, id: number): number {
  return program.buffers[id]?.size ?? 0;
}

type MutableLanes = { -readonly [Key in keyof Lanes]: Lanes[Key] };

/** Holds a buffer's element i for all lanes at [i·lanes, (i+1)·lanes); tables hold one value for all lanes. */
class Machine {
  readonly lanes: number;
  private readonly program: Program;
  private readonly memory: readonly Float32Array[];
  private readonly variables: readonly Float32Array[];
  private readonly counters: Int32Array;
  private readonly constants = [0, 1, 2, 3].map(() => new Float32Array(1));
  private readonly operands = this.constants.map((data): MutableLanes => ({ data, offset: 0, step: 0 }));
  private readonly returned: number | undefined;

  constructor(program: Program, lanes: number) {
    this.lanes = lanes;
    this.program = program;
    this.memory = program.buffers.map((buffer) =>
      buffer.role === "table" ? buffer.values : new Float32Array(buffer.size * lanes),
    );
    this.variables = program.locals.map(() => new Float32Array(lanes));
    this.counters = new Int32Array(program.locals.length);
    this.returned = buffersWithRole(program, "output")[0];
  }

  write(buffer: number, values: Float32Array, first: number, lanes: number): void {
    const size = sizeOf(this.program, buffer);
    const memory = existing(this.memory, buffer);
    for (let lane = 0; lane < lanes; lane++) {
      for (let i = 0; i < size; i++) memory[i * this.lanes + lane] = values[(first + lane) * size + i];
    }
  }

  read(buffer: number, values: Float32Array, first: number, lanes: number): void {
    const size = sizeOf(this.program, buffer);
    const memory = existing(this.memory, buffer);
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
          this.evaluate(statement.value, existing(this.variables, statement.local), 0);
          break;
        case "store":
          this.evaluate(statement.value, existing(this.memory, statement.buffer), this.address(statement.index) * this.lanes);
          break;
        case "for":
          for (let i = 0; i < statement.extent; i++) {
            this.counters[statement.variable] = i;
            this.execute(statement.body);
          }
          break;
        case "return":
          if (this.returned === undefined) throw new Error("Program is broken: it returns but has no output");
          this.evaluate(statement.value, existing(this.memory, this.returned), 0);
      }
    }
  }

  /** Writes the value for every lane to target[offset …]. */
  private evaluate(expression: Expression, target: Float32Array, offset: number): void {
    switch (expression.kind) {
      case "binary":
        computeLanes(expression.operator, this.operand(expression.left, 0), this.operand(expression.right, 1), target, offset, this.lanes);
        return;
      case "select":
        this.select(expression.condition, expression.whenTrue, expression.whenFalse, target, offset);
        return;
      default:
        copyLanes(this.operand(expression, 0), target, offset, this.lanes);
    }
  }

  private select(
    condition: Comparison,
    whenTrue: Expression,
    whenFalse: Expression,
    target: Float32Array,
    offset: number,
  ): void {
    const a = this.operand(condition.left, 0);
    const b = this.operand(condition.right, 1);
    const t = this.operand(whenTrue, 2);
    const f = this.operand(whenFalse, 3);
    for (let lane = 0; lane < this.lanes; lane++) {
      const left = a.data[a.offset + lane * a.step];
      const right = b.data[b.offset + lane * b.step];
      const holds = condition.operator === "less" ? left < right : left <= right;
      target[offset + lane] = holds ? t.data[t.offset + lane * t.step] : f.data[f.offset + lane * f.step];
    }
  }

  /** Fills in one of the four operands, which are used again and again: a run has millions. */
  private operand(expression: Expression, position: 0 | 1 | 2 | 3): Lanes {
    const operand = this.operands[position];
    operand.offset = 0;
    switch (expression.kind) {
      case "constant":
        operand.data = this.constants[position];
        operand.data[0] = expression.value;
        operand.step = 0;
        return operand;
      case "local":
        operand.data = existing(this.variables, expression.local);
        operand.step = 1;
        return operand;
      case "load": {
        const address = this.address(expression.index);
        const isTable = this.program.buffers[expression.buffer]?.role === "table";
        operand.data = existing(this.memory, expression.buffer);
        operand.offset = isTable ? address : address * this.lanes;
        operand.step = isTable ? 0 : 1;
        return operand;
      }
      default:
        throw new Error("Program is broken: an operand is itself an operation");
    }
  }

  private address(index: Index): number {
    let address = index.constant;
    for (const { variable, factor } of index.terms) address += factor * this.counters[variable];
    return address;
  }
}

function existing<T>(items: readonly T[], id: number): T {
  const item = items[id];
  if (item === undefined) throw new Error(`Program is broken: there is no buffer or local ${id}`);
  return item;
}
