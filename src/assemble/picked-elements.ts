// Loads and stores of elements that differ between calls, lane by lane. Two numbers of a table that stand side by side and are both read
// of the same place come in one load a lane. Elements that are the same in all calls are memory.ts's.

import type { Index, LocalId, Program, Statement as ProgramStatement } from "../program/program.ts";
import { SCALARS } from "../program/scalar.ts";
import { visitAccesses } from "../program/visit-accesses.ts";
import type { FunctionBuilder, Local } from "../wasm/function-builder.ts";
import type { Operand, Statement } from "../wasm/operand.ts";
import { i32 } from "../wasm/scalar-instructions.ts";
import { f32x4, i32x4, v128, type Lane } from "../wasm/simd.ts";
import { loadElement } from "./load-element.ts";
import { elementBytes, VECTOR_BYTES, type Layout } from "./memory-layout.ts";
import type { Address, Pointers } from "./pointers.ts";

type Vector = Operand<"v128">;

const LANE_NUMBERS: readonly Lane[] = [0, 1, 2, 3];
const LANE_BYTES = 4;

/** How far each lane's element is from the least one there may be, in bytes. */
interface Place {
  readonly bytes: Local<"v128">;
  readonly least: number;
}

/** Two lanes' pairs each. */
interface Pairs {
  readonly low: Local<"v128">;
  readonly high: Local<"v128">;
}

/** Of statements that follow one another. */
interface Run {
  /** Constants of the indices into a table that the statements read, by the rest of the index. */
  readonly read: ReadonlyMap<string, ReadonlySet<number>>;
  readonly places: Map<string, Place>;
  readonly pairs: Map<string, Pairs>;
}

export class PickedElements {
  private readonly code: FunctionBuilder;
  private readonly program: Program;
  private readonly layout: Layout;
  private readonly pointers: Pointers;
  private readonly variable: (local: LocalId, group: number) => Vector;
  private run: Run = { read: new Map(), places: new Map(), pairs: new Map() };

  /** @param variable the value of a variable in a group. */
  constructor(code: FunctionBuilder, program: Program, layout: Layout, pointers: Pointers, variable: (local: LocalId, group: number) => Vector) {
    this.code = code;
    this.program = program;
    this.layout = layout;
    this.pointers = pointers;
    this.variable = variable;
  }

  /** Writes statements that follow one another: what one of them has loaded is there for the next. */
  during(statements: readonly ProgramStatement[], write: () => void): void {
    const outer = this.run;
    this.run = { read: this.readOf(statements), places: new Map(), pairs: new Map() };
    write();
    this.run = outer;
  }

  /** A variable has another value from here on. */
  forget(): void {
    this.run.places.clear();
    this.run.pairs.clear();
  }

  /** Whether calls differ in the element they mean. */
  isPicked({ terms }: Index): boolean {
    return terms.some(({ variable }) => this.program.locals[variable].bounds !== undefined);
  }

  load(buffer: number, index: Index, group: number): Vector {
    const { role, scalar } = this.program.buffers[buffer];
    const start = this.pairOf(buffer, index);
    if (start !== undefined) return this.ofPair(buffer, index, start, group);
    const elements = LANE_NUMBERS.map((lane) => {
      const address = this.laneAddress(buffer, index, group, lane);
      return role === "table" ? loadElement(scalar, address) : i32.load(address.pointer, address.offset);
    });
    const [first, ...others] = elements;
    return others.reduce((vector, element, position) => i32x4.replaceLane(vector, LANE_NUMBERS[position + 1], element), i32x4.splat(first));
  }

  store(buffer: number, index: Index, group: number, value: Vector): readonly Statement[] {
    return LANE_NUMBERS.map((lane) => {
      const { pointer, offset } = this.laneAddress(buffer, index, group, lane);
      return v128.store32Lane(pointer, value, lane, offset);
    });
  }

  private ofPair(buffer: number, index: Index, start: number, group: number): Vector {
    const key = `${keyOf(buffer, index)} ${start} ${group}`;
    const pairs = this.run.pairs.get(key) ?? this.loadPairs(buffer, { ...index, constant: start }, group);
    this.run.pairs.set(key, pairs);
    return f32x4.shuffle(pairs.low.get, pairs.high.get, index.constant === start ? [0, 2, 4, 6] : [1, 3, 5, 7]);
  }

  private loadPairs(buffer: number, index: Index, group: number): Pairs {
    const both = (first: Lane, second: Lane): Local<"v128"> => {
      const [one, other] = [first, second].map((lane) => this.laneAddress(buffer, index, group, lane));
      return this.code.keep(v128.load64Lane(other.pointer, v128.load64Zero(one.pointer, one.offset), 1, other.offset));
    };
    return { low: both(0, 1), high: both(2, 3) };
  }

  /** The constant of the pair that an element of a table is in: pairs begin with the first element that is read. */
  private pairOf(buffer: number, index: Index): number | undefined {
    const read = this.run.read.get(keyOf(buffer, index));
    if (read === undefined) return undefined;
    let first = index.constant;
    while (read.has(first - 1)) first--;
    const start = first + 2 * Math.floor((index.constant - first) / 2);
    return read.has(start + 1) ? start : undefined;
  }

  private readOf(statements: readonly ProgramStatement[]): ReadonlyMap<string, ReadonlySet<number>> {
    const read = new Map<string, Set<number>>();
    visitAccesses(statements.filter(({ kind }) => kind !== "for"), (buffer, index) => {
      const { role, scalar } = this.program.buffers[buffer];
      if (role !== "table" || SCALARS[scalar].bytes !== LANE_BYTES || !this.isPicked(index)) return;
      const key = keyOf(buffer, index);
      read.set(key, (read.get(key) ?? new Set<number>()).add(index.constant));
    });
    return read;
  }

  private laneAddress(buffer: number, index: Index, group: number, lane: Lane): Address {
    const { role } = this.program.buffers[buffer];
    const { pointer, offset } = this.pointers.at(buffer, index);
    const { bytes, least } = this.placeOf(buffer, index, group);
    const within = role === "table" ? 0 : group * VECTOR_BYTES + lane * LANE_BYTES;
    return { pointer: i32.add(pointer, i32x4.extractLane(bytes.get, lane)), offset: offset + least + within };
  }

  /** Taken from its least value, so that it is not negative. */
  private placeOf(buffer: number, index: Index, group: number): Place {
    const size = elementBytes(this.program.buffers[buffer], this.layout.groups);
    const key = `${size} ${termsKey(index)} ${group}`;
    const place = this.run.places.get(key) ?? this.newPlace(size, index, group);
    this.run.places.set(key, place);
    return place;
  }

  private newPlace(size: number, { terms }: Index, group: number): Place {
    let least = 0;
    let sum: Vector | undefined;
    for (const { variable, factor } of terms) {
      const { bounds } = this.program.locals[variable];
      if (bounds === undefined) continue;
      const bytes = factor * size;
      least += Math.min(bytes * bounds.least, bytes * bounds.greatest);
      const moved = timesConstant(this.variable(variable, group), bytes);
      sum = sum === undefined ? moved : i32x4.add(sum, moved);
    }
    if (sum === undefined) throw new Error("an index that is the same in all calls picks nothing");
    return { bytes: this.code.keep(least === 0 ? sum : i32x4.subtract(sum, i32x4.constant(least))), least };
  }
}

/** A shift where that does. */
function timesConstant(value: Vector, factor: number): Vector {
  const bits = Math.log2(factor);
  return Number.isInteger(bits) ? i32x4.shiftLeft(value, i32.constant(bits)) : i32x4.multiply(value, i32x4.constant(factor));
}

function keyOf(buffer: number, index: Index): string {
  return `${buffer} ${termsKey(index)}`;
}

function termsKey({ terms }: Index): string {
  return terms.map(({ variable, factor }) => `${variable}:${factor}`).join(" ");
}
