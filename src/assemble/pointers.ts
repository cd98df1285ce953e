// Addresses of elements without multiplications: a pointer for each form of index, moved on by the loops. Proves nothing:
// checkProgram has seen that every access is in range.

import { turnsOf, type Buffer, type For, type Index, type LocalId, type Program } from "../program/program.ts";
import { visitAccesses } from "../program/visit-accesses.ts";
import type { FunctionBuilder, Local } from "../wasm/function-builder.ts";
import type { Operand } from "../wasm/operand.ts";
import { i32 } from "../wasm/scalar-instructions.ts";
import { elementBytes, hasTurns, VECTOR_BYTES, type Layout } from "./memory-layout.ts";

/** pointer + offset; never negative, as the instructions ask. */
export interface Address {
  readonly pointer: Operand<"i32">;
  readonly offset: number;
}

/** A loop that is being written. */
interface Loop {
  readonly variable: LocalId;
  readonly step: number;
  readonly turns: number;
  /** Pointers that move with it, by their names, and how many bytes for a turn. */
  readonly moving: ReadonlyMap<string, { readonly pointer: Local<"i32">; readonly step: number }>;
  /** Turns the present copy of the body is ahead of the pointers. */
  ahead: number;
}

interface Term {
  readonly loop: Loop;
  /** For a turn. */
  readonly bytes: number;
}

export class Pointers {
  private readonly code: FunctionBuilder;
  private readonly program: Program;
  private readonly layout: Layout;
  /** From the first turn's arguments and results to the present ones, for each size of buffer. */
  private readonly turnPointers = new Map<number, Local<"i32">>();
  private readonly loops: Loop[] = [];

  constructor(code: FunctionBuilder, program: Program, layout: Layout) {
    this.code = code;
    this.program = program;
    this.layout = layout;
    for (const buffer of program.buffers) {
      if (hasTurns(buffer) && !this.turnPointers.has(buffer.size)) this.turnPointers.set(buffer.size, code.keep(i32.constant(0)));
    }
  }

  nextTurn(): void {
    for (const [size, pointer] of this.turnPointers) this.code.increase(pointer, size * this.layout.groups * VECTOR_BYTES);
  }

  /** Makes the pointers that a loop moves. */
  enter({ variable, extent, step, body }: For): void {
    const turns = turnsOf({ extent, step });
    const moving = new Map<string, { readonly pointer: Local<"i32">; readonly step: number }>();
    this.loops.push({ variable, step, turns, moving, ahead: 0 });
    visitAccesses(body, (buffer, index) => {
      const terms = this.termsOf(this.program.buffers[buffer], index);
      const last = terms.at(-1);
      if (last?.loop.variable !== variable) return;
      const name = nameOf(this.rootOf(buffer), terms);
      if (moving.has(name)) return;
      const start = this.pointerOf(buffer, terms.slice(0, -1));
      const atFirst = last.bytes < 0 ? i32.add(start, i32.constant(-last.bytes * (turns - 1))) : start;
      moving.set(name, { pointer: this.code.keep(atFirst), step: last.bytes });
    });
  }

  /** The copy of the body that is written next is that many turns ahead of the pointers: 0 where an index runs backwards. */
  ahead(turns: number): void {
    const loop = this.loops.at(-1);
    if (loop !== undefined) loop.ahead = turns;
  }

  /** Whether every index of the innermost loop runs forwards. */
  runForwards(): boolean {
    return [...(this.loops.at(-1)?.moving.values() ?? [])].every(({ step }) => step > 0);
  }

  /** Writes `body` in a loop: it is run `turns` times, and the pointers move `stride` turns after each. */
  repeat(turns: number, stride: number, body: () => void): void {
    const moving = [...(this.loops.at(-1)?.moving.values() ?? [])];
    const [leader] = moving;
    if (leader === undefined) {
      this.code.repeat(turns, body);
      return;
    }
    const end = this.code.keep(i32.add(leader.pointer.get, i32.constant(turns * stride * leader.step)));
    this.code.loop((again) => {
      body();
      for (const { pointer, step } of moving) this.code.increase(pointer, stride * step);
      this.code.branchIf(again, i32.notEqual(leader.pointer.get, end.get));
    });
  }

  leave(): void {
    this.loops.pop();
  }

  /** Where an element is, as far as loop variables say. */
  at(buffer: number, index: Index): Address {
    const declared = this.program.buffers[buffer];
    const terms = this.termsOf(declared, index);
    let offset = this.layout.starts[buffer] + index.constant * elementBytes(declared, this.layout.groups);
    for (const { loop, bytes } of terms) offset += loop.ahead * bytes + Math.min(0, bytes) * (loop.turns - 1);
    return { pointer: this.pointerOf(buffer, terms), offset };
  }

  /** The loop variables of an index, the outermost first. */
  private termsOf(buffer: Buffer, { terms }: Index): readonly Term[] {
    return this.loops.flatMap((loop) => {
      const term = terms.find(({ variable }) => variable === loop.variable);
      return term === undefined ? [] : [{ loop, bytes: term.factor * loop.step * elementBytes(buffer, this.layout.groups) }];
    });
  }

  /** What pointers of a buffer start from: the present turn's arguments or results, or 0. */
  private rootOf(buffer: number): number | undefined {
    const declared = this.program.buffers[buffer];
    return hasTurns(declared) ? declared.size : undefined;
  }

  private pointerOf(buffer: number, terms: readonly Term[]): Operand<"i32"> {
    const root = this.rootOf(buffer);
    const last = terms.at(-1);
    const pointer = last === undefined ? this.turnPointers.get(root ?? -1) : last.loop.moving.get(nameOf(root, terms))?.pointer;
    if (pointer !== undefined) return pointer.get;
    if (last === undefined) return i32.constant(0);
    throw new Error("Program is broken: an index of a loop that was not announced");
  }
}

function nameOf(root: number | undefined, terms: readonly Term[]): string {
  return [root ?? "", ...terms.map(({ loop, bytes }) => `${loop.variable}:${bytes}`)].join(" ");
}
