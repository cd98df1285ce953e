// Finds the parts of a program that compute one number of one other which they take several times, such as x·sigmoid(x): followed operation by
// operation, what both factors have in common is lost. Each is as large as it can be without another number in it. Knows no function.

import { constantIndex, load, replaceLocals, visitExpression } from "../../program/expression.ts";
import { isKernelName } from "../../program/operator-name.ts";
import { valuesOf, type Expression, type Local, type LocalId, type Program, type Statement } from "../../program/program.ts";
import { scalarOf } from "../../program/scalar-of.ts";
import type { Region } from "./region.ts";

/** In no order; none is a part of another one. @param program its calls are in place. */
export function regionsOf(program: Program): readonly Region[] {
  const finder = new RegionFinder(program);
  finder.lookAt(program.body);
  return finder.found;
}

/** A variable that is set once. */
interface Declared {
  readonly place: number;
  readonly statement: Extract<Statement, { readonly kind: "let" }>;
  readonly value: Expression;
}

/** Statements that follow from one number. */
interface Traced {
  readonly argument: LocalId;
  /** In the order of the program. */
  readonly lets: readonly Declared[];
}

class RegionFinder {
  readonly found: Region[] = [];
  private readonly program: Program;
  /** By variable: the statements that read it. */
  private readonly readers: ReadonlyMap<LocalId, ReadonlySet<Statement>>;
  private readonly taken = new Set<Statement>();

  constructor(program: Program) {
    this.program = program;
    this.readers = readersOf(program.body);
  }

  /** The last statements first, so that what a region consists of is not taken for one. */
  lookAt(statements: readonly Statement[]): void {
    const declared = new Map<LocalId, Declared>();
    statements.forEach((statement, place) => {
      if (statement.kind === "let" && !statement.mutable) declared.set(statement.local, { place, statement, value: withNumbers(statement.value, this.program) });
    });
    for (const [place, statement] of [...statements.entries()].toReversed()) {
      if (statement.kind === "for") this.lookAt(statement.body);
      else if (statement.kind !== "call" && statement.kind !== "set" && !this.taken.has(statement)) this.lookAtOne(statement, statements.slice(0, place), declared);
    }
  }

  private lookAtOne(last: Exclude<Statement, { readonly kind: "for" | "call" | "set" }>, before: readonly Statement[], declared: ReadonlyMap<LocalId, Declared>): void {
    if (scalarOf(last.value, this.program) !== "f32") return;
    const value = withNumbers(last.value, this.program);
    const traced = tracedBack(value, declared);
    if (traced === undefined || this.program.locals[traced.argument].scalar !== "f32") return;
    const first = traced.lets.at(0)?.place ?? before.length;
    if (before.slice(first).some((one) => sets(one, traced.argument))) return;
    const values = [...traced.lets.map((one) => one.value), value];
    if (readsOf(values, traced.argument) < 2 || !values.some(isCurved)) return;
    // Of what is kept for others all that it is computed of is kept, too: readers come first here.
    const needless = new Set<Statement>([last]);
    for (const { statement } of traced.lets.toReversed()) if (this.isOnlyReadBy(statement.local, needless)) needless.add(statement);
    for (const one of needless) this.taken.add(one);
    needless.delete(last);
    this.found.push({ last, argument: traced.argument, others: [...needless], program: this.alone(traced, value) });
  }

  private isOnlyReadBy(local: LocalId, statements: ReadonlySet<Statement>): boolean {
    return [...(this.readers.get(local) ?? [])].every((reader) => statements.has(reader));
  }

  private alone({ argument, lets }: Traced, value: Expression): Program {
    const order = [argument, ...lets.map(({ statement }) => statement.local)];
    const renamed = (expression: Expression): Expression => replaceLocals(expression, (local) => ({ kind: "local", local: order.indexOf(local) }));
    const locals = order.map((local): Local => ({ name: "value", scalar: this.program.locals[local].scalar }));
    return {
      buffers: [
        { role: "input", name: "x", scalar: "f32", size: 1 },
        { role: "output", name: "y", scalar: "f32", size: 1 },
      ],
      locals,
      body: [
        { kind: "let", local: 0, value: load(0, constantIndex(0)), mutable: false },
        ...lets.map((one, place): Statement => ({ kind: "let", local: place + 1, value: renamed(one.value), mutable: false })),
        { kind: "return", value: renamed(value) },
      ],
    };
  }
}

/** To the nearest number that all of it follows from, where there is one. */
function tracedBack(value: Expression, declared: ReadonlyMap<LocalId, Declared>): Traced | undefined {
  const lets: Declared[] = [];
  const open = new Set(localsIn(value));
  while (open.size > 1) {
    // What was declared last is computed of others, and none of the others of it.
    const last = [...open].reduce((one, other) => ((declared.get(one)?.place ?? -1) > (declared.get(other)?.place ?? -1) ? one : other));
    const found = declared.get(last);
    const before = found && localsIn(found.value);
    if (found === undefined || before === undefined) return undefined;
    lets.push(found);
    open.delete(last);
    for (const local of before) open.add(local);
  }
  const [argument] = open;
  return open.size === 0 || localsIn(value) === undefined ? undefined : { argument, lets: lets.toReversed() };
}

/** Undefined where elements of buffers are read. */
function localsIn(value: Expression): readonly LocalId[] | undefined {
  const locals: LocalId[] = [];
  let hasLoads = false;
  visitExpression(value, (one) => {
    if (one.kind === "local") locals.push(one.local);
    if (one.kind === "load") hasLoads = true;
  });
  return hasLoads ? undefined : locals;
}

/** With numbers in the place of elements of tables that are always the same ones. */
function withNumbers(expression: Expression, program: Program): Expression {
  switch (expression.kind) {
    case "constant":
    case "local":
      return expression;
    case "load": {
      const buffer = program.buffers[expression.buffer];
      const { constant, terms } = expression.index;
      if (buffer.role !== "table" || buffer.size !== 1 || terms.length > 0) return expression;
      return { kind: "constant", scalar: buffer.scalar, value: buffer.values[constant] };
    }
    case "apply":
      return { ...expression, operands: expression.operands.map((operand) => withNumbers(operand, program)) };
    case "convert":
      return { ...expression, operand: withNumbers(expression.operand, program) };
  }
}

function readsOf(values: readonly Expression[], local: LocalId): number {
  return values.flatMap((value) => localsIn(value) ?? []).filter((one) => one === local).length;
}

/** Whether it holds more than lines and selections of them. */
function isCurved(value: Expression): boolean {
  let isFound = false;
  visitExpression(value, (one) => {
    if (one.kind !== "apply") return;
    const { operator, operands } = one;
    const isProduct = (operator === "multiply" || operator === "multiplyAdd") && operands.slice(0, 2).every(({ kind }) => kind !== "constant");
    if (isProduct || operator === "divide" || operator === "squareRoot" || isKernelName(operator)) isFound = true;
  });
  return isFound;
}

/** Whether it gives a variable another number. */
function sets(statement: Statement, local: LocalId): boolean {
  if (statement.kind === "for") return statement.body.some((one) => sets(one, local));
  return statement.kind === "set" && statement.local === local;
}

function readersOf(body: readonly Statement[]): ReadonlyMap<LocalId, ReadonlySet<Statement>> {
  const readers = new Map<LocalId, Set<Statement>>();
  const note = (local: LocalId, reader: Statement): void => {
    const known = readers.get(local) ?? new Set<Statement>();
    readers.set(local, known.add(reader));
  };
  const visit = (statement: Statement): void => {
    if (statement.kind === "for") {
      statement.body.forEach(visit);
      return;
    }
    for (const value of valuesOf(statement)) {
      visitExpression(value, (one) => {
        if (one.kind === "local") note(one.local, statement);
        if (one.kind === "load") for (const { variable } of one.index.terms) note(variable, statement);
      });
    }
    if (statement.kind === "store") for (const { variable } of statement.index.terms) note(variable, statement);
  };
  body.forEach(visit);
  return readers;
}
