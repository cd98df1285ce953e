// Loads and stores of elements, for one group of four calls: tables hold an element once, other buffers in a vector a group.
// Where an index is not the same in all calls, lane by lane.

import type { Index, LocalId, Program } from "../program/program.ts";
import type { Scalar } from "../program/scalar.ts";
import type { Operand, Statement } from "../wasm/operand.ts";
import { i32 } from "../wasm/scalar-instructions.ts";
import { i32x4, v128, type Lane } from "../wasm/simd.ts";
import { elementBytes, VECTOR_BYTES, type Layout } from "./memory-layout.ts";
import type { Address, Pointers } from "./pointers.ts";

type Vector = Operand<"v128">;

const LANE_NUMBERS: readonly Lane[] = [0, 1, 2, 3];
const LANE_BYTES = 4;

export class Memory {
  private readonly program: Program;
  private readonly layout: Layout;
  private readonly pointers: Pointers;
  private readonly variable: (local: LocalId, group: number) => Vector;

  /** @param variable the value of a variable in a group. */
  constructor(program: Program, layout: Layout, pointers: Pointers, variable: (local: LocalId, group: number) => Vector) {
    this.program = program;
    this.layout = layout;
    this.pointers = pointers;
    this.variable = variable;
  }

  /** Whether calls differ in the element they mean. */
  isScattered({ terms }: Index): boolean {
    return terms.some(({ variable }) => this.program.locals[variable].bounds !== undefined);
  }

  /** Whether all calls load the same. */
  isShared(buffer: number, index: Index): boolean {
    return this.program.buffers[buffer].role === "table" && !this.isScattered(index);
  }

  load(buffer: number, index: Index, group: number): Vector {
    const { role, scalar } = this.program.buffers[buffer];
    if (this.isScattered(index)) return this.gather(buffer, index, group);
    const { pointer, offset } = this.pointers.at(buffer, index);
    if (role !== "table") return v128.load(pointer, offset + group * VECTOR_BYTES);
    return scalar === "f32" ? v128.load32Splat(pointer, offset) : i32x4.splat(loadElement(scalar, { pointer, offset }));
  }

  store(buffer: number, index: Index, group: number, value: Vector): readonly Statement[] {
    if (!this.isScattered(index)) {
      const { pointer, offset } = this.pointers.at(buffer, index);
      return [v128.store(pointer, value, offset + group * VECTOR_BYTES)];
    }
    return LANE_NUMBERS.map((lane) => {
      const { pointer, offset } = this.laneAddress(buffer, index, group, lane);
      return v128.store32Lane(pointer, value, lane, offset);
    });
  }

  private gather(buffer: number, index: Index, group: number): Vector {
    const { role, scalar } = this.program.buffers[buffer];
    const elements = LANE_NUMBERS.map((lane) => {
      const address = this.laneAddress(buffer, index, group, lane);
      return role === "table" ? loadElement(scalar, address) : i32.load(address.pointer, address.offset);
    });
    const [first, ...others] = elements;
    return others.reduce((vector, element, position) => i32x4.replaceLane(vector, LANE_NUMBERS[position + 1], element), i32x4.splat(first));
  }

  /** The pointer holds what differs between calls, taken from its least value, so that the rest is not negative. */
  private laneAddress(buffer: number, index: Index, group: number, lane: Lane): Address {
    const declared = this.program.buffers[buffer];
    let { pointer, offset } = this.pointers.at(buffer, index);
    for (const { variable, factor } of index.terms) {
      const { bounds } = this.program.locals[variable];
      if (bounds === undefined) continue;
      const bytes = factor * elementBytes(declared, this.layout.groups);
      const least = Math.min(bytes * bounds.least, bytes * bounds.greatest);
      const moved = i32.multiply(i32x4.extractLane(this.variable(variable, group), lane), i32.constant(bytes));
      pointer = i32.add(pointer, i32.subtract(moved, i32.constant(least)));
      offset += least;
    }
    const within = declared.role === "table" ? 0 : group * VECTOR_BYTES + lane * LANE_BYTES;
    return { pointer, offset: offset + within };
  }
}

/** One element of a table as 32 bits: narrow integers extended, a truth value as a mask. */
function loadElement(scalar: Scalar, { pointer, offset }: Address): Operand<"i32"> {
  switch (scalar) {
    case "f32":
    case "i32":
    case "u32":
      return i32.load(pointer, offset);
    case "i8":
      return i32.load8Signed(pointer, offset);
    case "u8":
      return i32.load8Unsigned(pointer, offset);
    case "i16":
      return i32.load16Signed(pointer, offset);
    case "u16":
      return i32.load16Unsigned(pointer, offset);
    case "bool":
      return i32.subtract(i32.constant(0), i32.load8Unsigned(pointer, offset));
    case "f64":
      throw new RangeError("lanes of 32 bits do not hold float64");
  }
}
