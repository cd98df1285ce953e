// Loads and stores of elements, for one group of four calls: tables hold an element once, other buffers in a vector a group.
// Where an index is not the same in all calls it is picked-elements.ts's.

import type { Index, Program } from "../program/program.ts";
import type { Operand, Statement } from "../wasm/operand.ts";
import { i32x4, v128 } from "../wasm/simd.ts";
import { loadElement } from "./load-element.ts";
import { VECTOR_BYTES } from "./memory-layout.ts";
import type { PickedElements } from "./picked-elements.ts";
import type { Pointers } from "./pointers.ts";

type Vector = Operand<"v128">;

export class Memory {
  private readonly program: Program;
  private readonly pointers: Pointers;
  private readonly picked: PickedElements;

  constructor(program: Program, pointers: Pointers, picked: PickedElements) {
    this.program = program;
    this.pointers = pointers;
    this.picked = picked;
  }

  /** Whether all calls load the same. */
  isShared(buffer: number, index: Index): boolean {
    return this.program.buffers[buffer].role === "table" && !this.picked.isPicked(index);
  }

  load(buffer: number, index: Index, group: number): Vector {
    const { role, scalar } = this.program.buffers[buffer];
    if (this.picked.isPicked(index)) return this.picked.load(buffer, index, group);
    const { pointer, offset } = this.pointers.at(buffer, index);
    if (role !== "table") return v128.load(pointer, offset + group * VECTOR_BYTES);
    return scalar === "f32" ? v128.load32Splat(pointer, offset) : i32x4.splat(loadElement(scalar, { pointer, offset }));
  }

  store(buffer: number, index: Index, group: number, value: Vector): readonly Statement[] {
    if (this.picked.isPicked(index)) return this.picked.store(buffer, index, group, value);
    const { pointer, offset } = this.pointers.at(buffer, index);
    return [v128.store(pointer, value, offset + group * VECTOR_BYTES)];
  }
}
