// A Program compiled to WebAssembly, many calls side by side, or one after the other where it has state: the bits of the
// interpreter, NaN payloads aside, in a fraction of its time. The interpreter stays the meaning of Programs.

import type { Buffer, BufferId, Program } from "../program/program.ts";
import { storedValues } from "../program/stored-rows.ts";
import { SCALARS, type Scalar, type Values } from "../program/scalar.ts";
import { instantiate } from "../wasm/instantiate.ts";
import { lanesOf, layOut, type Layout } from "./memory-layout.ts";
import { programModule } from "./program-module.ts";

/** The results of `count` calls of arguments of right number and type, as `interpretValues` gives them: state starts anew each time. */
export type Evaluate = (inputs: readonly Values[], count: number) => Values[];

/**
 * Compiles a program that `isCompilable`.
 *
 * @throws Error where the engine has no WebAssembly with SIMD.
 */
export function assemble(program: Program): Evaluate {
  const layout = layOut(program);
  const instance = instantiate(programModule(program, layout).finish());
  const memory = instance.memory("memory");
  const run = instance.function("run");
  program.buffers.forEach((buffer, id) => {
    if (buffer.role !== "table") return;
    const { buffer: bytes, byteOffset, byteLength } = storedValues(buffer);
    new Uint8Array(memory).set(new Uint8Array(bytes, byteOffset, byteLength), layout.starts[id]);
  });
  const callBuffers = program.buffers.map((buffer, id) => new CallBuffer(memory, layout, id, buffer));
  const inputBuffers = callBuffers.filter((_, id) => program.buffers[id].role === "input");
  const outputBuffers = callBuffers.filter((_, id) => program.buffers[id].role === "output");
  const start = (): void => {
    program.buffers.forEach((buffer, id) => {
      if (buffer.role === "state") callBuffers[id].write(buffer.initial, 0, 1);
    });
  };
  return (inputs, count) => {
    start();
    const outputs = outputBuffers.map(({ scalar, size }) => SCALARS[scalar].newValues(count * size));
    for (let first = 0; first < count; first += layout.turns * layout.calls) {
      const calls = Math.min(layout.turns * layout.calls, count - first);
      inputBuffers.forEach((buffer, position) => buffer.write(inputs[position], first, calls));
      run(Math.ceil(calls / layout.calls));
      outputBuffers.forEach((buffer, position) => buffer.read(outputs[position], first, calls));
    }
    return outputs;
  };
}

/**
 * What memory holds of a buffer for each call, L lanes and C calls a turn: element i of call c is in the cell
 * (c div C)·size·L + i·L + c mod C.
 */
class CallBuffer {
  readonly scalar: Scalar;
  readonly size: number;
  private readonly lanes: number;
  private readonly callsOfTurn: number;
  private readonly cells: Float32Array | Int32Array | Uint32Array;

  constructor(memory: ArrayBuffer, { groups, calls, starts }: Layout, id: BufferId, { scalar, size }: Buffer) {
    this.scalar = scalar;
    this.size = size;
    this.lanes = lanesOf(groups);
    this.callsOfTurn = calls;
    this.cells = cellsOf(scalar, memory, starts[id]);
  }

  /** Calls `first` … of an array of all of them. */
  write(values: Values, first: number, calls: number): void {
    const { size, lanes, cells } = this;
    if (this.isOneNumber()) {
      cells.set(values.subarray(first, first + calls));
      return;
    }
    // A truth value is a mask.
    const sign = this.scalar === "bool" ? -1 : 1;
    for (let call = 0, from = first * size; call < calls; call++) {
      for (let i = 0, to = this.cellOf(call); i < size; i++, to += lanes) cells[to] = sign * values[from++];
    }
  }

  /** The reverse of `write`. */
  read(values: Values, first: number, calls: number): void {
    const { size, lanes, cells } = this;
    if (this.isOneNumber()) {
      values.set(cells.subarray(0, calls), first);
      return;
    }
    const sign = this.scalar === "bool" ? -1 : 1;
    for (let call = 0, to = first * size; call < calls; call++) {
      for (let i = 0, from = this.cellOf(call); i < size; i++, from += lanes) values[to++] = sign * cells[from];
    }
  }

  /** Those of all calls lie side by side, as outside. */
  private isOneNumber(): boolean {
    return this.size === 1 && this.scalar !== "bool" && this.callsOfTurn === this.lanes;
  }

  private cellOf(call: number): number {
    return Math.floor(call / this.callsOfTurn) * this.size * this.lanes + (call % this.callsOfTurn);
  }
}

function cellsOf(scalar: Scalar, memory: ArrayBuffer, start: number): Float32Array | Int32Array | Uint32Array {
  if (scalar === "f32") return new Float32Array(memory, start);
  return scalar === "u32" ? new Uint32Array(memory, start) : new Int32Array(memory, start);
}
