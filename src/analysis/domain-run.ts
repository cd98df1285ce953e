// Runs a program with elements of a domain in the place of numbers: what the statements do, whatever a value is.

import type { OperatorName } from "../program/operators.ts";
import type { BufferId, Conversion, Expression, Index, LocalId, Program, Statement } from "../program/program.ts";
import type { Scalar, Values } from "../program/scalar.ts";
import { scalarOf } from "../program/scalar-of.ts";
import { storedValues } from "../program/stored-rows.ts";

/** What stands for a number, and what is computed of it. Each may throw, which ends the run. */
export interface Domain<Value> {
  constant(value: number, scalar: Scalar): Value;
  apply(operator: OperatorName, operands: readonly Value[], result: Scalar): Value;
  convert(how: Conversion, from: Scalar, to: Scalar, operand: Value): Value;
  /** The whole number that a value is, where it stands in an index. */
  place(value: Value): number;
}

/** @param inputs the elements of the inputs, in order. @returns every element of every output, in order. */
export type Run<Value> = (inputs: readonly Value[]) => readonly Value[];

/** As `Run`, which may be left after every turn of a loop. */
export type PausingRun<Value> = (inputs: readonly Value[]) => Generator<undefined, readonly Value[], void>;

/** What is done in the place of a statement that gives a number: what becomes of variables', or of what it gives; or that nothing is. */
export type Replacement<Value> =
  | { readonly kind: "of locals"; readonly locals: readonly LocalId[]; readonly of: (...values: readonly Value[]) => Value }
  | { readonly kind: "of result"; readonly of: (result: Value) => Value }
  | { readonly kind: "nothing" };

/**
 * A program made ready for many runs: what does not depend on the input is done once.
 *
 * @param replaced statements of the program in whose place something else is done.
 */
export function runIn<Value>(domain: Domain<Value>, program: Program, replaced: ReadonlyMap<Statement, Replacement<Value>> = new Map()): Run<Value> {
  return new DomainRun(domain, program, replaced).run;
}

/** As `runIn`. */
export function runInPausing<Value>(domain: Domain<Value>, program: Program): PausingRun<Value> {
  const prepared = new DomainRun(domain, program, new Map());
  return (inputs) => prepared.runPausing(inputs);
}

type Step = () => void;

/** A loop, or a statement that is none. */
type Part = Step | { readonly extent: number; readonly step: number; readonly begin: (turn: number) => void; readonly body: readonly Part[] };

const NOTHING: Step = () => undefined;
type Computed<Value> = () => Value;

class DomainRun<Value> {
  private readonly domain: Domain<Value>;
  private readonly program: Program;
  /** By buffer; of tables what was asked for so far. */
  private readonly memory: Value[][];
  /** By buffer, of tables. */
  private readonly stored: readonly (Values | undefined)[];
  private readonly locals: (Value | undefined)[] = [];
  /** Of loop variables, by local. */
  private readonly turns: (number | undefined)[] = [];
  private readonly body: readonly Part[];
  private readonly replaced: ReadonlyMap<Statement, Replacement<Value>>;

  constructor(domain: Domain<Value>, program: Program, replaced: ReadonlyMap<Statement, Replacement<Value>>) {
    [this.domain, this.program, this.replaced] = [domain, program, replaced];
    this.memory = program.buffers.map(({ role, size }) => (role === "table" ? new Array<Value>(size) : []));
    this.stored = program.buffers.map((buffer) => (buffer.role === "table" ? storedValues(buffer) : undefined));
    this.body = program.body.map((statement) => this.part(statement));
  }

  readonly run = (inputs: readonly Value[]): readonly Value[] => {
    this.begin(inputs);
    take(this.body);
    return this.outputs();
  };

  *runPausing(inputs: readonly Value[]): Generator<undefined, readonly Value[], void> {
    this.begin(inputs);
    yield* taking(this.body);
    return this.outputs();
  }

  private begin(inputs: readonly Value[]): void {
    let taken = 0;
    this.program.buffers.forEach(({ role, size }, id) => {
      if (role !== "table") this.memory[id] = role === "input" ? inputs.slice(taken, taken + size) : [];
      if (role === "input") taken += size;
    });
    this.locals.length = 0;
  }

  private outputs(): readonly Value[] {
    return this.program.buffers.flatMap(({ role, size }, id) =>
      role === "output" ? Array.from({ length: size }, (_, element) => this.element(id, element)) : [],
    );
  }

  private part(statement: Statement): Part {
    switch (statement.kind) {
      case "let":
      case "set": {
        const [local, value] = [statement.local, this.valueOf(statement)];
        return value === undefined ? NOTHING : () => (this.locals[local] = value());
      }
      case "store":
        return this.store(statement.buffer, this.position(statement.index), this.valueOf(statement));
      case "for": {
        const { variable, extent, step } = statement;
        return { extent, step, begin: (turn) => (this.turns[variable] = turn), body: statement.body.map((one) => this.part(one)) };
      }
      case "call":
        throw new RangeError("calls are put in place before a program is analysed");
      case "return":
        return this.store(this.program.buffers.findIndex(({ role }) => role === "output"), () => 0, this.valueOf(statement));
    }
  }

  private store(buffer: BufferId, position: () => number, value: Computed<Value> | undefined): Step {
    return value === undefined ? NOTHING : () => (this.memory[buffer][position()] = value());
  }

  /** Undefined where nothing is done. */
  private valueOf(statement: Extract<Statement, { readonly value: Expression }>): Computed<Value> | undefined {
    const replacement = this.replaced.get(statement);
    switch (replacement?.kind) {
      case "nothing":
        return undefined;
      case "of locals":
        return () => replacement.of(...replacement.locals.map((local) => this.local(local)));
      case "of result": {
        const value = this.value(statement.value);
        return () => replacement.of(value());
      }
      case undefined:
        return this.value(statement.value);
    }
  }

  private value(expression: Expression): Computed<Value> {
    const { domain } = this;
    switch (expression.kind) {
      case "constant": {
        const value = domain.constant(expression.value, expression.scalar);
        return () => value;
      }
      case "local":
        return () => this.local(expression.local);
      case "load": {
        const position = this.position(expression.index);
        return () => this.element(expression.buffer, position());
      }
      case "apply": {
        const [operands, scalar] = [expression.operands.map((operand) => this.value(operand)), scalarOf(expression, this.program)];
        return () => domain.apply(expression.operator, operands.map((operand) => operand()), scalar);
      }
      case "convert": {
        const [operand, from] = [this.value(expression.operand), scalarOf(expression.operand, this.program)];
        return () => domain.convert(expression.how, from, expression.to, operand());
      }
    }
  }

  private local(id: LocalId): Value {
    const value = this.locals[id];
    if (value === undefined) throw new RangeError(`local ${id} is used before it is set`);
    return value;
  }

  private element(buffer: BufferId, position: number): Value {
    return this.memory[buffer][position] ?? this.constantOf(buffer, position);
  }

  /** Made when it is asked for: of a large table few may be, before a run is given up. */
  private constantOf(buffer: BufferId, position: number): Value {
    const number = this.stored[buffer]?.[position];
    if (number === undefined) throw new RangeError(`element ${position} of buffer ${buffer} is used before it is stored`);
    return (this.memory[buffer][position] = this.domain.constant(number, this.program.buffers[buffer].scalar));
  }

  private position({ constant, terms }: Index): () => number {
    return () => {
      let position = constant;
      for (const { variable, factor } of terms) position += factor * (this.turns[variable] ?? this.domain.place(this.local(variable)));
      return position;
    };
  }
}

function take(parts: readonly Part[]): void {
  for (const part of parts) {
    if (typeof part === "function") {
      part();
      continue;
    }
    for (let turn = 0; turn < part.extent; turn += part.step) {
      part.begin(turn);
      take(part.body);
    }
  }
}

function* taking(parts: readonly Part[]): Generator<undefined, undefined, void> {
  for (const part of parts) {
    if (typeof part === "function") {
      part();
      continue;
    }
    for (let turn = 0; turn < part.extent; turn += part.step) {
      part.begin(turn);
      yield* taking(part.body);
      yield;
    }
  }
}
