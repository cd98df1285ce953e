// Random Programs of every type that lanes hold, for property tests: nested loops, variables, tables, scratch memory, and indices
// that go forwards, backwards and wherever a variable says. What they compute means nothing.

import { SPECIAL_FLOAT32 } from "../../src/numeric/float32.ts";
import type { RandomGenerator } from "../../src/numeric/random.ts";
import { ProgramBuilder, type MutableVariable } from "../../src/program/builder.ts";
import { isConversion } from "../../src/program/convert.ts";
import * as e from "../../src/program/expression.ts";
import { KERNELS } from "../../src/program/kernels/index.ts";
import { OPERATOR_NAMES, OPERATORS } from "../../src/program/operators.ts";
import { lastTurn, type BufferId, type Conversion, type Expression, type Index, type Program } from "../../src/program/program.ts";
import { holds, SCALARS, type Scalar, type Values } from "../../src/program/scalar.ts";
import { scalarOf } from "../../src/program/scalar-of.ts";

/** All but f64. */
export const HELD_SCALARS = ["f32", "i8", "u8", "i16", "u16", "i32", "u32", "bool"] as const satisfies readonly Scalar[];
/** Operators that no lanes do, themselves or by their kernels: what needs them is left to the interpreter. */
export const WITHOUT_LANES = OPERATOR_NAMES.filter((name) => OPERATORS[name].vector === undefined && !Object.hasOwn(KERNELS, name));
const LANE_OPERATORS = OPERATOR_NAMES.filter((name) => !WITHOUT_LANES.includes(name));

export const CONVERSIONS = ["round", "truncate", "saturate", "bits"] as const satisfies readonly Conversion[];

const TELLING_INTEGERS = [0, 1, 2, 3, 7, 31, 32, 33, 100, 127, 128, 255, 256, 32767, 32768, 65535, 2 ** 24 + 1, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];

/** Values of a type on which mistakes show. */
export function tellingValues(scalar: Scalar): readonly number[] {
  if (SCALARS[scalar].kind !== "float") return TELLING_INTEGERS.flatMap((value) => [value, -value - 1]).filter((value) => holds(scalar, value));
  const nearIntegers = [0.5, 1.5, 2.5, -0.5, -1.5, 127.5, 128.5, 255.5, 32767.5, -32768.5, 2147483520, 2147483648, -2147483904, 4294967040, 4294967296];
  return [...SPECIAL_FLOAT32, ...nearIntegers];
}

function randomValue(random: RandomGenerator, scalar: Scalar): number {
  const telling = tellingValues(scalar);
  if (scalar === "bool" || random.nextUint32() % 4 === 0) return telling[random.nextUint32() % telling.length];
  if (scalar === "f32") return Math.fround(random.uniformIn(-300, 300));
  const { least, greatest } = SCALARS[scalar];
  return least + (random.nextUint32() % (greatest - least + 1));
}

export function randomValues(random: RandomGenerator, scalar: Scalar, length: number): Values {
  return SCALARS[scalar].newValues(length).map(() => randomValue(random, scalar));
}

/** What a table or a literal may hold. */
function randomLiteral(random: RandomGenerator, scalar: Scalar): number {
  const value = randomValue(random, scalar);
  return Number.isFinite(value) ? value + 0 : 1;
}

export function randomProgram(random: RandomGenerator): Program {
  return new Grower(random).grow();
}

interface Slot {
  readonly id: BufferId;
  readonly scalar: Scalar;
  readonly size: number;
}

class Grower {
  private readonly random: RandomGenerator;
  private readonly builder = new ProgramBuilder();
  private readonly readable: Slot[] = [];
  private readonly writable: Slot[] = [];
  /** Expressions and variables of the scopes around. */
  private values: Expression[] = [];
  private mutable: MutableVariable[] = [];
  /** Terms an index may have: a loop variable with its extent, or a bounded one that counts from `least`. */
  private counters: { readonly index: Index; readonly least: number; readonly count: number }[] = [];

  constructor(random: RandomGenerator) {
    this.random = random;
  }

  grow(): Program {
    for (let i = 1 + this.below(3); i > 0; i--) this.buffer("input");
    for (let i = 1 + this.below(3); i > 0; i--) this.buffer("table");
    for (let i = this.below(3); i > 0; i--) this.buffer("scratch");
    const outputs = 1 + this.below(2);
    for (let i = 0; i < outputs; i++) this.buffer("output");
    this.fill();
    this.block(0);
    return this.builder.finish();
  }

  private buffer(role: "input" | "output" | "scratch" | "table"): void {
    const scalar = this.pick(HELD_SCALARS);
    const size = 1 + this.below(24);
    const id = this.builder.buffer(
      role === "table"
        ? { role, name: role, scalar, size, values: SCALARS[scalar].newValues(size).map(() => randomLiteral(this.random, scalar)), rowLength: size, comment: "" }
        : { role, name: role, scalar, size },
    );
    if (role !== "output") this.readable.push({ id, scalar, size });
    if (role !== "table" && role !== "input") this.writable.push({ id, scalar, size });
  }

  /** What was never stored is open. */
  private fill(): void {
    for (const { id, scalar, size } of this.writable) {
      this.builder.for("i", size, (index) => this.builder.store(id, index, e.constantOf(scalar, randomLiteral(this.random, scalar))));
    }
  }

  private block(depth: number): void {
    const [values, mutable, counters] = [[...this.values], [...this.mutable], [...this.counters]];
    for (let i = 2 + this.below(5); i > 0; i--) this.statement(depth);
    [this.values, this.mutable, this.counters] = [values, mutable, counters];
  }

  private statement(depth: number): void {
    const kind = this.below(8);
    if (kind < 2 && depth < 3) {
      const [extent, step] = [2 + this.below(8), 1 + this.below(3)];
      const grow = (index: Index): void => {
        this.counters.push({ index, least: 0, count: lastTurn({ extent, step }) + 1 });
        this.block(depth + 1);
        this.counters.pop();
      };
      this.builder.for("i", extent, grow, step);
    } else if (kind < 4) this.values.push(this.builder.let("v", this.operation()));
    else if (kind === 4) {
      const value = this.operation();
      const variable = this.builder.variable("m", value);
      this.mutable.push(variable);
      this.values.push(variable.read);
    } else if (kind === 5 && this.mutable.length > 0) {
      const variable = this.pick(this.mutable);
      variable.set(this.operation(this.typeOf(variable.read)));
    } else if (kind === 6) this.position();
    else {
      const { id, scalar, size } = this.pick(this.writable);
      this.builder.store(id, this.index(size), this.operation(scalar));
    }
  }

  /** A variable that may stand in indices: a whole number of a float, kept in bounds. */
  private position(): void {
    const least = this.below(4) - 2;
    const greatest = least + this.below(5);
    const whole = this.builder.let("w", e.convert(this.atom("f32"), "i32", "truncate"));
    const raised = this.builder.position("r", e.apply("maximum", [whole, e.constantOf("i32", least)]), { least, greatest: 2 ** 31 - 1 });
    const lowered = e.apply("minimum", [e.local(raised.terms[0].variable), e.constantOf("i32", greatest)]);
    const index = this.builder.position("p", lowered, { least, greatest });
    this.counters.push({ index, least, count: greatest - least + 1 });
  }

  /** An index within a buffer, of as many counters as fit. */
  private index(size: number): Index {
    let room = size;
    let index = e.constantIndex(0);
    for (const { index: counter, least, count } of this.shuffled(this.counters)) {
      const most = Math.floor((room - 1) / Math.max(1, count - 1));
      if (most < 1 || this.below(4) === 0) continue;
      const factor = 1 + this.below(most);
      const fromZero = e.addIndex(counter, e.constantIndex(-least));
      index =
        this.below(3) === 0
          ? e.addIndex(e.addIndex(index, e.constantIndex(factor * (count - 1))), fromZero, -factor)
          : e.addIndex(index, fromZero, factor);
      room -= factor * (count - 1);
    }
    return e.addIndex(index, e.constantIndex(this.below(room)));
  }

  /** One operation, of any type or of a given one. */
  private operation(wanted?: Scalar): Expression {
    for (let attempt = 0; attempt < 200; attempt++) {
      const candidate = this.below(3) === 0 ? this.conversion(wanted) : this.applied();
      if (candidate !== undefined && (wanted === undefined || this.typeOf(candidate) === wanted)) return candidate;
    }
    return this.atom(wanted ?? "f32");
  }

  private conversion(wanted: Scalar | undefined): Expression | undefined {
    const [from, to, how] = [this.pick(HELD_SCALARS), wanted ?? this.pick(HELD_SCALARS), this.pick(CONVERSIONS)];
    // A NaN has no bits that two machines agree on.
    return isConversion(from, to, how) && !(how === "bits" && from === "f32") ? e.convert(this.atom(from), to, how) : undefined;
  }

  private applied(): Expression | undefined {
    const operator = this.pick(LANE_OPERATORS);
    const scalar = this.pick(HELD_SCALARS);
    const scalars = OPERATORS[operator].operands.map((name) => (name === "condition" ? "bool" : scalar));
    return OPERATORS[operator].result(scalars) === undefined ? undefined : e.apply(operator, scalars.map((one) => this.atom(one)));
  }

  /** A constant, a variable or an element. */
  private atom(scalar: Scalar): Expression {
    const known = this.values.filter((value) => this.typeOf(value) === scalar);
    const buffers = this.readable.filter((slot) => slot.scalar === scalar);
    const kind = this.below(5);
    if (kind < 2 && known.length > 0) return this.pick(known);
    if (kind < 4 && buffers.length > 0) {
      const { id, size } = this.pick(buffers);
      return e.load(id, this.index(size));
    }
    return e.constantOf(scalar, randomLiteral(this.random, scalar));
  }

  private typeOf(expression: Expression): Scalar {
    return scalarOf(expression, this.builder);
  }

  private below(count: number): number {
    return this.random.nextUint32() % count;
  }

  private pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)];
  }

  private shuffled<T>(values: readonly T[]): readonly T[] {
    return values.map((value) => ({ value, rank: this.random.nextUint32() })).sort((a, b) => a.rank - b.rank).map(({ value }) => value);
  }
}
