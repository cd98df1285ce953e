// The Unit: functions that stand in one file, with the tables and the memory they have in common. Facts of it; what a function
// does is its Program.

import { ProgramBuilder } from "./builder.ts";
import { checkProgram } from "./check-program.ts";
import { constantOf, load } from "./expression.ts";
import type { Buffer, FunctionId, Program, StateBuffer, Statement, TableBuffer } from "./program.ts";

/** A table or a state that several functions name by the very same object is one. */
export interface Unit {
  /** A hint for what belongs to the whole file. */
  readonly name: string;
  /** A function calls functions before it alone. */
  readonly functions: readonly UnitFunction[];
  /** One function more, which users may call as well. */
  readonly batch?: Batch;
  /** Whether the working memory of the first function is its callers', who pass it; then it is not declared there. */
  readonly hasCallersWorkspace?: true;
}

/** What does a function of the unit for as many arguments as its caller has, one after the other in arrays. Languages spell it: no Program can. */
export interface Batch {
  readonly of: FunctionId;
  /** Does as many calls at once, where there are so many left. */
  readonly block?: { readonly function: FunctionId; readonly calls: number };
  /** Does as many calls as there are in WebAssembly, for languages that run it. */
  readonly module?: BatchModule | undefined;
}

/**
 * A WebAssembly module that does many calls side by side, four in a vector. It imports nothing and exports `memory` and `run(turns)`, for 1 to
 * `turns` turns. Element i of call c of an argument or a result of n numbers is the 32-bit cell floor(c / calls)·calls·n + calls·i + c mod calls
 * from its start: an f32, an i32 or u32, into which narrower integers are extended, or a truth value, of which all bits are the same. Tables of
 * more than one element have to be put where they start as they are stored, before the first run.
 */
export interface BatchModule {
  /** The module's bytes, as the characters U+0000 to U+00FF. */
  readonly code: string;
  /** Of memory, of 64 KiB each. */
  readonly pages: number;
  /** Of one turn. */
  readonly calls: number;
  /** There is room for. */
  readonly turns: number;
  /** Of the function's buffers, in bytes. */
  readonly starts: ReadonlyMap<Buffer, number>;
}

/** The tables that have to be put into its memory. */
export function givenTables({ starts }: BatchModule): readonly TableBuffer[] {
  return [...starts.keys()].filter((buffer) => buffer.role === "table").filter(({ size }) => size > 1);
}

export interface UnitFunction {
  readonly name: string;
  readonly program: Program;
  /** Whether users may call it; the others are there for the unit's own functions. */
  readonly exported: boolean;
  /** What it does, for a reader of the source: printable ASCII that goes on from its name, `adds two numbers`. */
  readonly does?: string;
  /** Whether compilers had better put it in the place of its calls. */
  readonly isInline?: true;
  /** Whether it tells that what is computed is right, which languages name and say in their own way. */
  readonly isSelfTest?: true;
  /** Whether it stands in the header, for users to have it compiled into their functions. */
  readonly isInHeader?: true;
}

/** A unit of one function of the same name. */
export function unitOf(name: string, program: Program): Unit {
  return { name, functions: [{ name, program, exported: true }] };
}

/** A unit of the function that computes a model: of the same name, or, where it remembers something, of that of a step, `vad_step`. */
export function unitOfModel(name: string, program: Program): Unit {
  return remembers(program) ? { name, functions: [{ name: `${name}_step`, program, exported: true }] } : unitOf(name, program);
}

/** Whether a call of the program itself leaves something to the next. */
export function remembers({ buffers }: Pick<Program, "buffers">): boolean {
  return buffers.some(({ role }) => role === "state");
}

/** Throws an Error that names the first function that breaks a rule, and the rule. */
export function checkUnit({ functions }: Unit): void {
  functions.forEach(({ name, program }, id) => {
    if (functions.findIndex((one) => one.name === name) !== id) throw new Error(`Unit is broken: two functions are called ${name}`);
    try {
      checkProgram(program, functions.slice(0, id).map((callee) => callee.program));
    } catch (error) {
      throw new Error(`Unit is broken: ${name}`, { cause: error });
    }
  });
}

/** What a function remembers, itself or through what it calls. */
export function statesOf({ functions }: Unit, id: FunctionId): readonly StateBuffer[] {
  const states = new Set<StateBuffer>();
  const visit = (one: FunctionId): void => {
    const { buffers, body } = functions[one].program;
    for (const buffer of buffers) if (buffer.role === "state") states.add(buffer);
    calleesOf({ body }).forEach(visit);
  };
  visit(id);
  return [...states];
}

/** All that the unit remembers. */
export function allStatesOf(unit: Unit): readonly StateBuffer[] {
  return [...new Set(unit.functions.flatMap((_, id) => statesOf(unit, id)))];
}

/** The functions that one calls itself. */
export function calleesOf({ body }: Pick<Program, "body">): ReadonlySet<FunctionId> {
  const callees = new Set<FunctionId>();
  const visit = (statement: Statement): void => {
    if (statement.kind === "for") statement.body.forEach(visit);
    else if (statement.kind === "call") callees.add(statement.function);
  };
  body.forEach(visit);
  return callees;
}

/** The program that gives every state what it holds before the first call. */
export function initialiserOf(states: readonly StateBuffer[]): Program {
  const builder = new ProgramBuilder();
  for (const state of states) startState(builder, state);
  return builder.finish();
}

/** Adds to a program what gives a state its first values. */
export function startState(builder: ProgramBuilder, state: StateBuffer): void {
  const { name, scalar, size, initial } = state;
  const id = builder.buffer(state);
  const [first] = initial;
  if (initial.every((value) => value === first)) {
    builder.for("i", size, (i) => {
      builder.store(id, i, constantOf(scalar, first));
    });
    return;
  }
  const comment = `what ${name} holds at first`;
  const table = builder.buffer({ role: "table", name: `${name}0`, scalar, size, values: initial, rowLength: size, comment });
  builder.for("i", size, (i) => {
    builder.store(id, i, load(table, i));
  });
}
