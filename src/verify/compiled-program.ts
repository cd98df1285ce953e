// Compiles a Program to WebAssembly, four calls side by side, to evaluate it at very many points: the bits of the
// interpreter, NaN payloads aside, in a fraction of its time. The interpreter stays the meaning of Programs.

import { childrenOf } from "../program/expression.ts";
import { OPERATORS } from "../program/operators.ts";
import type { Expression, Index, LocalId, Program, Statement } from "../program/program.ts";
import { interpret } from "../program/interpret.ts";
import type { FunctionBuilder, Local } from "../wasm/function-builder.ts";
import { hasWasmSimd, instantiate } from "../wasm/instantiate.ts";
import { ModuleBuilder, PAGE_BYTES } from "../wasm/module-builder.ts";
import type { Operand } from "../wasm/operand.ts";
import { i32 } from "../wasm/scalar.ts";
import { f32x4, v128 } from "../wasm/simd.ts";

/** Calls side by side: the lanes of a vector. */
const LANES = 4;
const VECTOR_BYTES = 4 * LANES;
/** Elements of arguments and results the memory has room for, if one group of calls has not more. */
const ARGUMENT_VECTORS = 4096;
/** Calls from which on compiling pays. */
const MANY_CALLS = 512;
/** Elements of all buffers up to which programs are compiled: 256 MiB. */
const MAXIMUM_VECTORS = 2 ** 24;

/** Where buffers are: tables hold an element in 4 bytes, all others in a vector; arguments and results for all groups. */
interface Layout {
  readonly starts: readonly number[];
  readonly bytes: number;
  /** Groups of calls the memory has arguments and results for. */
  readonly groups: number;
}

/** `interpret`, by whichever way is faster. */
export function runProgram(program: Program, inputs: readonly Float32Array[], count: number): Float32Array[] {
  const vectors = program.buffers.reduce((sum, { size }) => sum + size, 0);
  const isWorthwhile = count >= MANY_CALLS && vectors <= MAXIMUM_VECTORS && isCompilable(program) && hasWasmSimd();
  return (isWorthwhile ? runCompiled : interpret)(program, inputs, count);
}

/** Whether everything in a program is float32 and every operator has a vector instruction. */
export function isCompilable({ buffers, locals, body }: Program): boolean {
  if (buffers.some(({ scalar }) => scalar !== "f32")) return false;
  const isVector = (expression: Expression): boolean =>
    expression.kind !== "convert" &&
    (expression.kind !== "apply" || OPERATORS[expression.operator].vector !== undefined) &&
    childrenOf(expression).every(isVector);
  const isCompilableStatement = (statement: Statement): boolean => {
    if (statement.kind === "for") return statement.body.every(isCompilableStatement);
    if (statement.kind === "let" && locals[statement.local].scalar !== "f32") return false;
    return isVector(statement.value);
  };
  return body.every(isCompilableStatement);
}

/**
 * As `interpret`: the results of `count` calls, per output buffer count × size, of arguments that are given likewise.
 *
 * @throws Error where the engine has no WebAssembly with SIMD.
 */
export function runCompiled(program: Program, inputs: readonly Float32Array[], count: number): Float32Array[] {
  const layout = layOut(program);
  const instance = instantiate(programModule(program, layout));
  const memory = new Float32Array(instance.memory("memory"));
  const run = instance.function("run");
  program.buffers.forEach((buffer, id) => {
    if (buffer.role === "table") memory.set(buffer.values, layout.starts[id] / 4);
  });
  const inputIds = buffersOf(program, "input");
  const outputIds = buffersOf(program, "output");
  const outputs = outputIds.map((id) => new Float32Array(count * program.buffers[id].size));
  for (let first = 0; first < count; first += layout.groups * LANES) {
    const calls = Math.min(layout.groups * LANES, count - first);
    inputIds.forEach((id, position) => {
      const { size } = program.buffers[id];
      spread(inputs[position].subarray(first * size, (first + calls) * size), size, memory, layout.starts[id] / 4);
    });
    run(Math.ceil(calls / LANES));
    outputIds.forEach((id, position) => {
      const { size } = program.buffers[id];
      collect(memory, layout.starts[id] / 4, size, outputs[position].subarray(first * size, (first + calls) * size));
    });
  }
  return outputs;
}

/** Call c's element i goes to lane c mod 4 of vector i of group ⌊c/4⌋. */
function spread(values: Float32Array, size: number, memory: Float32Array, start: number): void {
  for (let call = 0, from = 0; from < values.length; call++) {
    const lane = start + Math.floor(call / LANES) * size * LANES + (call % LANES);
    for (let i = 0; i < size; i++) memory[lane + i * LANES] = values[from++];
  }
}

/** The reverse of `spread`. */
function collect(memory: Float32Array, start: number, size: number, values: Float32Array): void {
  for (let call = 0, to = 0; to < values.length; call++) {
    const lane = start + Math.floor(call / LANES) * size * LANES + (call % LANES);
    for (let i = 0; i < size; i++) values[to++] = memory[lane + i * LANES];
  }
}

function buffersOf(program: Program, role: "input" | "output"): number[] {
  return program.buffers.flatMap((buffer, id) => (buffer.role === role ? [id] : []));
}

function layOut(program: Program): Layout {
  const largest = Math.max(...program.buffers.map(({ role, size }) => (role === "input" || role === "output" ? size : 1)));
  const groups = Math.max(1, Math.floor(ARGUMENT_VECTORS / largest));
  let bytes = 0;
  const starts = program.buffers.map(({ role, size }) => {
    const start = bytes;
    const elements = role === "table" ? Math.ceil(size / LANES) : role === "scratch" ? size : groups * size;
    bytes += VECTOR_BYTES * elements;
    return start;
  });
  return { starts, bytes, groups };
}

/** Exports `memory` and `run(groups)`. */
function programModule(program: Program, layout: Layout): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  module.exportMemory("memory", Math.ceil(layout.bytes / PAGE_BYTES));
  module.function("run", (code) => {
    const groups = code.parameter("i32");
    const compiler = new ProgramCompiler(code, program, layout);
    code.loop((again) => {
      compiler.statements(program.body);
      compiler.nextGroup();
      code.increase(groups, -1);
      code.branchIf(again, groups.get);
    });
    return undefined;
  });
  return module.finish();
}

type Vector = Operand<"v128">;

class ProgramCompiler {
  private readonly code: FunctionBuilder;
  private readonly program: Program;
  private readonly layout: Layout;
  private readonly variables = new Map<LocalId, Local<"v128">>();
  private readonly counters = new Map<LocalId, Local<"i32">>();
  /** Bytes from the first group's arguments and results to the present ones, for each size of buffer. */
  private readonly groupOffsets = new Map<number, Local<"i32">>();
  private readonly returned: number | undefined;

  constructor(code: FunctionBuilder, program: Program, layout: Layout) {
    this.code = code;
    this.program = program;
    this.layout = layout;
    this.returned = buffersOf(program, "output")[0];
    for (const { role, size } of program.buffers) {
      if ((role === "input" || role === "output") && !this.groupOffsets.has(size)) this.groupOffsets.set(size, code.keep(i32.constant(0)));
    }
  }

  nextGroup(): void {
    for (const [size, offset] of this.groupOffsets) this.code.increase(offset, size * VECTOR_BYTES);
  }

  statements(statements: readonly Statement[]): void {
    for (const statement of statements) this.statement(statement);
  }

  private statement(statement: Statement): void {
    switch (statement.kind) {
      case "let":
      case "set":
        this.code.set(this.variable(statement.local), this.value(statement.value));
        break;
      case "store":
        this.store(statement.buffer, statement.index, statement.value);
        break;
      case "for":
        this.repeat(statement.variable, statement.extent, statement.body);
        break;
      case "return":
        if (this.returned === undefined) throw new Error("Program is broken: it returns but has no output");
        this.store(this.returned, { constant: 0, terms: [] }, statement.value);
    }
  }

  private repeat(variable: LocalId, extent: number, body: readonly Statement[]): void {
    if (extent < 1) return;
    const { code } = this;
    code.scope(() => {
      const counter = code.keep(i32.constant(0));
      this.counters.set(variable, counter);
      code.loop((again) => {
        this.statements(body);
        code.increase(counter, 1);
        code.branchIf(again, i32.lessSigned(counter.get, i32.constant(extent)));
      });
    });
  }

  private store(buffer: number, index: Index, value: Expression): void {
    this.code.emit(v128.store(this.address(buffer, index), this.value(value), this.layout.starts[buffer]));
  }

  private value(expression: Expression): Vector {
    switch (expression.kind) {
      case "constant":
        return f32x4.constant([expression.value, expression.value, expression.value, expression.value]);
      case "local":
        return this.variable(expression.local).get;
      case "load": {
        const load = this.program.buffers[expression.buffer].role === "table" ? v128.load32Splat : v128.load;
        return load(this.address(expression.buffer, expression.index), this.layout.starts[expression.buffer]);
      }
      case "apply": {
        const { vector } = OPERATORS[expression.operator];
        if (vector === undefined) throw new Error(`${expression.operator} has no vector instruction`);
        return vector(expression.operands.map((operand) => this.value(operand)));
      }
      case "convert":
        throw new Error(`the conversion to ${expression.to} has no vector instruction`);
    }
  }

  /** Bytes from the start of a buffer to an element: never negative, for checkProgram proves accesses to be in range. */
  private address(buffer: number, { constant, terms }: Index): Operand<"i32"> {
    const { role, size } = this.program.buffers[buffer];
    const bytes = role === "table" ? 4 : VECTOR_BYTES;
    let address = i32.constant(constant * bytes);
    for (const { variable, factor } of terms) {
      address = i32.add(address, i32.multiply(this.counter(variable), i32.constant(factor * bytes)));
    }
    const group = role === "input" || role === "output" ? this.groupOffsets.get(size) : undefined;
    return group === undefined ? address : i32.add(address, group.get);
  }

  private counter(variable: LocalId): Operand<"i32"> {
    const counter = this.counters.get(variable);
    if (counter === undefined) throw new Error(`Program is broken: ${variable} is no loop variable`);
    return counter.get;
  }

  private variable(local: LocalId): Local<"v128"> {
    const known = this.variables.get(local);
    if (known !== undefined) return known;
    const variable = this.code.local("v128");
    this.variables.set(local, variable);
    return variable;
  }
}
