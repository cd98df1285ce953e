// A Program compiled to WebAssembly, many calls side by side: the bits of the interpreter, NaN payloads aside, in a fraction of
// its time. The interpreter stays the meaning of Programs.

import type { Buffer, Program } from "../program/program.ts";
import { storedValues } from "../program/stored-rows.ts";
import { SCALARS, type Scalar, type Values } from "../program/scalar.ts";
import { instantiate } from "../wasm/instantiate.ts";
import { ModuleBuilder, PAGE_BYTES } from "../wasm/module-builder.ts";
import { CALLS, layOut, type Layout } from "./layout.ts";
import { ProgramCode } from "./program-code.ts";

/** The results of `count` calls of arguments of right number and type, as `interpretValues` gives them. */
export type Evaluate = (inputs: readonly Values[], count: number) => Values[];

/**
 * Compiles a program that `isCompilable`.
 *
 * @throws Error where the engine has no WebAssembly with SIMD.
 */
export function assemble(program: Program): Evaluate {
  const layout = layOut(program);
  const instance = instantiate(programModule(program, layout));
  const memory = instance.memory("memory");
  const run = instance.function("run");
  program.buffers.forEach((buffer, id) => {
    if (buffer.role !== "table") return;
    const { buffer: bytes, byteOffset, byteLength } = storedValues(buffer);
    new Uint8Array(memory).set(new Uint8Array(bytes, byteOffset, byteLength), layout.starts[id]);
  });
  const argumentsAndResults = program.buffers.map((buffer, id) => new CallBuffer(memory, layout.starts[id], buffer));
  const inputBuffers = argumentsAndResults.filter((_, id) => program.buffers[id].role === "input");
  const outputBuffers = argumentsAndResults.filter((_, id) => program.buffers[id].role === "output");
  return (inputs, count) => {
    const outputs = outputBuffers.map(({ scalar, size }) => SCALARS[scalar].newValues(count * size));
    for (let first = 0; first < count; first += layout.turns * CALLS) {
      const calls = Math.min(layout.turns * CALLS, count - first);
      inputBuffers.forEach((buffer, position) => buffer.write(inputs[position], first, calls));
      run(Math.ceil(calls / CALLS));
      outputBuffers.forEach((buffer, position) => buffer.read(outputs[position], first, calls));
    }
    return outputs;
  };
}

/** Exports `memory` and `run(turns)`. */
function programModule(program: Program, layout: Layout): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  module.exportMemory("memory", Math.ceil(layout.bytes / PAGE_BYTES));
  module.function("run", (code) => {
    const turns = code.parameter("i32");
    const calls = new ProgramCode(code, program, layout);
    code.loop((again) => {
      calls.turn();
      code.increase(turns, -1);
      code.branchIf(again, turns.get);
    });
    return undefined;
  });
  return module.finish();
}

/** An argument or a result in memory: element i of call c is at start + (c div CALLS)·size·CALLS + i·CALLS + c mod CALLS. */
class CallBuffer {
  readonly scalar: Scalar;
  readonly size: number;
  private readonly cells: Float32Array | Int32Array | Uint32Array;

  constructor(memory: ArrayBuffer, start: number, { scalar, size }: Buffer) {
    this.scalar = scalar;
    this.size = size;
    this.cells = cellsOf(scalar, memory, start);
  }

  /** Calls `first` … of an array of all of them. */
  write(values: Values, first: number, calls: number): void {
    const { size, cells } = this;
    if (this.isOneNumber()) {
      cells.set(values.subarray(first, first + calls));
      return;
    }
    // A truth value is a mask.
    const sign = this.scalar === "bool" ? -1 : 1;
    for (let call = 0, from = first * size; call < calls; call++) {
      for (let i = 0, to = this.cellOf(call); i < size; i++, to += CALLS) cells[to] = sign * values[from++];
    }
  }

  /** The reverse of `write`. */
  read(values: Values, first: number, calls: number): void {
    const { size, cells } = this;
    if (this.isOneNumber()) {
      values.set(cells.subarray(0, calls), first);
      return;
    }
    const sign = this.scalar === "bool" ? -1 : 1;
    for (let call = 0, to = first * size; call < calls; call++) {
      for (let i = 0, from = this.cellOf(call); i < size; i++, from += CALLS) values[to++] = sign * cells[from];
    }
  }

  /** Those of all calls lie side by side, as outside. */
  private isOneNumber(): boolean {
    return this.size === 1 && this.scalar !== "bool";
  }

  private cellOf(call: number): number {
    return Math.floor(call / CALLS) * this.size * CALLS + (call % CALLS);
  }
}

function cellsOf(scalar: Scalar, memory: ArrayBuffer, start: number): Float32Array | Int32Array | Uint32Array {
  if (scalar === "f32") return new Float32Array(memory, start);
  return scalar === "u32" ? new Uint32Array(memory, start) : new Int32Array(memory, start);
}
