// Spells a unit: gives every name of the file its final form, declares what functions have in common, and has each function
// spelled with these names.

import { kernelFunction } from "../program/kernel-program.ts";
import { KERNELS } from "../program/kernels/index.ts";
import { isKernelName, type KernelName } from "../program/operator-name.ts";
import { computesWithFloats } from "../program/float-types.ts";
import { operationsOfCall } from "../program/operation-count.ts";
import type { Buffer, FunctionId, Program, ScratchBuffer, StateBuffer, TableBuffer } from "../program/program.ts";
import { parametersOf } from "../program/program.ts";
import { allStatesOf, calleesOf, initialiserOf, statesOf, type Unit, type UnitFunction } from "../program/unit.ts";
import { matrixTablesOf } from "../program/matrix-tables.ts";
import { usesOf } from "../program/uses.ts";
import type { Field, Language, Spelling, TablePlace } from "./language.ts";
import type { Mathematics } from "./mathematics.ts";
import { commentSafe } from "./comment.ts";
import { byteProductsIn } from "./byte-products.ts";
import { HelperNames } from "./helper-names.ts";
import { NameScope } from "./name-scope.ts";
import { spellBatch } from "./spell-batch.ts";
import type { Callee, FunctionSurroundings } from "./function-surroundings.ts";
import { scratchLines } from "./scratch-lines.ts";
import { spellFunction } from "./spell-function.ts";
import type { SpelledFunction } from "./spelled-function.ts";
import type { Passage } from "./text.ts";
import { laidOut } from "./workspace.ts";

/** A unit as text. */
export interface SpelledUnit {
  /** As the language names functions. */
  readonly name: string;
  /** Statements that a call of the costliest function executes. */
  readonly operations: number;
  /** Whether any of them computes with floats. */
  readonly computesWithFloats: boolean;
  /** Whether there are multiply-adds that are rounded once. */
  readonly fusesMultiplyAdds: boolean;
  /** What makes known the names of the language's library that the text has. */
  readonly preamble: readonly string[];
  /** The type of what is remembered between calls; undefined where nothing is. */
  readonly state: SpelledState | undefined;
  /** The type of working memory that callers own; undefined where there is none. */
  readonly workspace: SpelledWorkspace | undefined;
  /** What stands before the tables, of the memory they are in; undefined where nothing does. */
  readonly tablePlace: TablePlace | undefined;
  readonly tables: readonly { readonly comment: string; readonly lines: readonly (string | Passage)[] }[];
  /** Working memory that is declared at the top of the file. */
  readonly fileScratch: readonly string[];
  /** Functions that convert values, and what these need: the lines of each. */
  readonly helpers: readonly { readonly lines: readonly string[] }[];
  /** Elementary functions, which the others call. */
  readonly kernels: readonly SpelledFunction[];
  /** In the unit's order; where there is state, the one that starts it is the last. */
  readonly functions: readonly SpelledFunction[];
  /** The name of the one of them that tells whether what is computed is right; undefined where there is none. */
  readonly selfTest: string | undefined;
  /** What stands in the header and not in the source; undefined where that declares functions alone. */
  readonly inHeader: SpelledInHeader | undefined;
}

export interface SpelledInHeader {
  /** Tables: numbers with their values, arrays that the source defines. */
  readonly declarations: readonly (string | Passage)[];
  readonly functions: readonly SpelledFunction[];
}

export interface SpelledWorkspace {
  readonly type: string;
  readonly lines: readonly string[];
}

export interface SpelledState {
  readonly type: string;
  /** The function that gives it its first values. */
  readonly initialiser: string;
  readonly fields: readonly Field[];
  readonly lines: readonly string[];
}

export function spellUnit(unit: Unit, language: Language, mathematics: Mathematics): SpelledUnit {
  return new UnitSpeller(withInitialiser(unit), language, mathematics).spell();
}

function withInitialiser(unit: Unit): Unit {
  const states = allStatesOf(unit);
  if (states.length === 0) return unit;
  const does = "makes ready for the first call, and for beginning anew";
  return { ...unit, functions: [...unit.functions, { name: `${unit.name}_init`, program: initialiserOf(states), exported: true, does }] };
}

/** An elementary function that the file has for itself. */
interface OwnKernel {
  readonly functionName: string;
  readonly one: UnitFunction;
  readonly scope: NameScope;
}

class UnitSpeller {
  private readonly unit: Unit;
  private readonly language: Language;
  private readonly spelling: Spelling;
  private readonly name: string;
  private readonly fileScope: NameScope;
  private readonly functionNames: readonly string[];
  private readonly batchName: string | undefined;
  private readonly functionScopes: readonly NameScope[];
  /** Of parameters and of what the file declares. */
  private readonly bufferNames = new Map<Buffer, string>();
  private readonly tables: TableBuffer[] = [];
  private readonly matrices: ReadonlySet<Buffer>;
  private readonly states: readonly StateBuffer[];
  private readonly stateType: string;
  /** What callers own of the first function's working memory, and what the fields of it are called. */
  private readonly workspace: ReadonlyMap<ScratchBuffer, string>;
  private readonly workspaceType: string;
  private readonly helpers: HelperNames;
  private readonly kernels = new Map<KernelName, OwnKernel>();
  private readonly fileScratch: string[] = [];

  constructor(unit: Unit, language: Language, mathematics: Mathematics) {
    this.unit = unit;
    this.language = language;
    const { naming, reserved } = language;
    this.name = naming.function(unit.name);
    this.states = allStatesOf(unit);
    const programs = unit.functions.map(({ program }) => program);
    const kernels = kernelsOf(programs);
    const withKernels = [...programs, ...kernels.map((kernel) => kernelFunction(kernel).program)];
    this.spelling = language.spelling(withKernels);
    this.fileScope = new NameScope({ ...naming, reserved: new Set([...reserved, ...this.spelling.reserved]) });
    this.matrices = this.spelling.nestsArrays === true ? matrixTablesOf(programs) : new Set();
    const exported = unit.functions.map((one) => (one.exported ? this.declared(this.exportedName(one)) : undefined));
    this.batchName = unit.batch === undefined ? undefined : this.declared(naming.batch(naming.function(unit.functions[unit.batch.of].name)));
    this.stateType = this.states.length === 0 ? "" : this.declared(naming.type(`${unit.name}_state`));
    this.workspace = this.workspaceOf(unit);
    this.workspaceType = this.workspace.size === 0 ? "" : this.declared(naming.type(`${unit.name}_workspace`));
    // Callers know the parameters by name: whatever else would be called the same gives way.
    this.functionScopes = programs.map((program) => this.declareParameters(program));
    this.functionNames = unit.functions.map(({ name }, id) => exported[id] ?? this.declared(naming.helper(this.name, name)));
    for (const one of unit.functions) this.declareTables(one);
    for (const program of programs) this.declareScratch(program);
    for (const kernel of kernels) if (!this.isCalled(kernel, mathematics)) this.declareKernel(kernel);
    this.helpers = new HelperNames((hint) => this.declared(naming.table(this.name, hint)));
    for (const program of [...programs, ...[...this.kernels.values()].map(({ one }) => one.program)]) {
      const { conversions, operators, hasUsualConditions } = usesOf(program);
      for (const operator of operators) this.helpers.declare(this.spelling.operatorHelper?.(operator));
      for (const conversion of conversions) {
        this.helpers.declare(this.spelling.helper(conversion));
        this.spelling.steps?.(conversion)?.needs.forEach((needed) => this.helpers.declare(needed));
      }
      if (hasUsualConditions) this.helpers.declare(this.spelling.usualCondition);
      for (const [one, other] of byteProductsIn(program)) this.helpers.declare(this.spelling.packedProducts?.helper(one.scalar, other.scalar));
    }
  }

  /** A free name of the file, from one that the language has spelled. */
  private declared(name: string): string {
    return this.fileScope.declare(name, this.language.naming.declared);
  }

  private exportedName({ name, isSelfTest }: UnitFunction): string {
    const { naming, selfTest } = this.language;
    return isSelfTest === true && selfTest !== undefined ? selfTest.name(this.name) : naming.function(name);
  }

  spell(): SpelledUnit {
    const state = this.state();
    const kernels = [...this.kernels.values()].map((kernel) => this.kernel(kernel));
    const functions: SpelledFunction[] = [];
    const callees: Callee[] = [];
    this.unit.functions.forEach((one, id) => {
      const spelled = this.function(one, id, callees);
      functions.push(spelled);
      const { functionName: name, takesState, takesWorkspace } = spelled;
      callees.push({ name, program: one.program, takesState, takesWorkspace });
    });
    const batch = this.batch(functions);
    if (batch !== undefined) functions.push(batch.batchFunction);
    const isInHeader = (table: TableBuffer): boolean => this.unit.functions.some((one) => one.isInHeader === true && one.program.buffers.includes(table));
    const tables = this.tables
      .filter((table) => table.size > 1 || !isInHeader(table))
      .map((table) => ({ comment: commentSafe(table.comment), lines: this.tableLines(table, isInHeader(table)) }));
    const helpers = [...this.helpers.declarations(), ...(batch?.declarations ?? []).map((lines) => ({ lines }))];
    // Passages hold numbers alone, which need nothing.
    const code = [...tables.flatMap(({ lines }) => lines.filter(isLine)), ...helpers.flatMap(({ lines }) => lines)];
    const declarations = this.tables.filter(isInHeader).flatMap((table) => this.declarationOf(table));
    const bodies = [...kernels, ...functions].flatMap(({ signature, body }) => [signature, ...body]);
    const workspace = this.spelledWorkspace();
    const text = [...(state?.lines ?? []), ...(workspace?.lines ?? []), ...code, ...this.fileScratch, ...bodies].join("\n");
    const preamble = this.spelling.preamble(text);
    const [inHeader, inSource] = [true, false].map((wanted) => functions.filter((_, id) => (this.unit.functions[id]?.isInHeader === true) === wanted));
    return {
      name: this.name,
      operations: Math.max(0, ...this.unit.functions.map(({ program }) => operationsOfCall(program))),
      computesWithFloats: this.unit.functions.some(({ program }) => computesWithFloats(program)),
      fusesMultiplyAdds: this.unit.functions.some(({ program }) => usesOf(program).operators.has("multiplyAdd")),
      preamble,
      state,
      workspace,
      tablePlace: this.spelling.tablePlace?.(text),
      tables,
      fileScratch: this.fileScratch,
      helpers,
      kernels,
      functions: inSource,
      selfTest: functions.find((_, id) => this.unit.functions[id]?.isSelfTest === true)?.functionName,
      inHeader: inHeader.length === 0 ? undefined : { declarations, functions: inHeader },
    };
  }

  private tableLines(table: TableBuffer, isShared: boolean): readonly (string | Passage)[] {
    const [name, extents] = [this.nameOf(table), this.extentsOf(table)];
    const { sharedTable } = this.spelling;
    return isShared && sharedTable !== undefined ? sharedTable.define(name, table, extents) : this.spelling.table(name, table, extents);
  }

  /** In a header. */
  private declarationOf(table: TableBuffer): readonly (string | Passage)[] {
    const [name, extents] = [this.nameOf(table), this.extentsOf(table)];
    const { sharedTable } = this.spelling;
    return table.size === 1 || sharedTable === undefined ? this.spelling.table(name, table, extents) : sharedTable.declare(name, table, extents);
  }

  private extentsOf(table: TableBuffer): readonly number[] {
    return this.matrices.has(table) ? [table.size / table.rowLength, table.rowLength] : [table.size];
  }

  private function(one: UnitFunction, id: number, callees: readonly Callee[]): SpelledFunction {
    const scope = this.functionScopes[id];
    const remembered = statesOf(this.unit, id);
    const state = remembered.length === 0 ? undefined : { type: this.stateType, name: scope.declare("state") };
    const workspace = this.takesWorkspace(id) ? { type: this.workspaceType, name: scope.declare("workspace") } : undefined;
    // A unit may have thousands of functions and buffers: the names of all are copied for those alone that call some by other names.
    const bufferNames = state === undefined && workspace === undefined ? this.bufferNames : new Map(this.bufferNames);
    if (workspace !== undefined) for (const [buffer, name] of this.workspace) bufferNames.set(buffer, this.spelling.field(workspace.name, name));
    if (state !== undefined) for (const buffer of remembered) bufferNames.set(buffer, this.spelling.field(state.name, this.nameOf(buffer)));
    return spellFunction(one, { ...this.surroundings(this.functionNames[id], scope), bufferNames, state, workspace, callees });
  }

  private batch(spelled: readonly SpelledFunction[]): ReturnType<typeof spellBatch> | undefined {
    const { batch, functions } = this.unit;
    if (batch === undefined || this.batchName === undefined) return undefined;
    const single = { name: this.functionNames[batch.of], program: functions[batch.of].program, body: spelled[batch.of].body };
    const block = batch.block === undefined ? undefined : { name: this.functionNames[batch.block.function], calls: batch.block.calls };
    const module = batch.module === undefined ? undefined : { module: batch.module, tableName: (table: TableBuffer): string => this.nameOf(table) };
    const hasKernels = this.kernels.size > 0;
    const workspaceType = this.takesWorkspace(batch.of) ? this.workspaceType : undefined;
    const scope = this.fileScope.inner();
    return spellBatch({ functionName: this.batchName, workspaceType, single, hasKernels, block, module, spelling: this.spelling, scope });
  }

  private kernel({ one, functionName, scope }: OwnKernel): SpelledFunction {
    const surroundings = this.surroundings(functionName, scope);
    return spellFunction(one, { ...surroundings, bufferNames: this.bufferNames, state: undefined, workspace: undefined, callees: [] });
  }

  private surroundings(functionName: string, scope: NameScope): Omit<FunctionSurroundings, "bufferNames" | "state" | "workspace" | "callees"> {
    const { spelling, helpers } = this;
    const kernelCall = (kernel: KernelName, operands: readonly string[]): string => {
      const own = this.kernels.get(kernel);
      const text = own === undefined ? spelling.library(kernel, operands) : `${own.functionName}(${operands.join(", ")})`;
      if (text === undefined) throw new Error(`the kernel ${kernel} is not declared`);
      return text;
    };
    return { spelling, rounding: this.language.rounding, functionName, scope, matrices: this.matrices, helpers, kernelCall };
  }

  /** Whether the language's own function is called; where results are exact, nobody can tell. */
  private isCalled(kernel: KernelName, mathematics: Mathematics): boolean {
    const { operands, isExact } = KERNELS[kernel];
    return (mathematics === "libm" || isExact === true) && this.spelling.library(kernel, operands) !== undefined;
  }

  private declareKernel(kernel: KernelName): void {
    const one = kernelFunction(kernel);
    const scope = this.declareParameters(one.program);
    this.kernels.set(kernel, { one, scope, functionName: this.declared(this.language.naming.helper(this.name, one.name)) });
  }

  /** Every function has a scope of its own, but no name of the file may be one of theirs. */
  private declareParameters(program: Program): NameScope {
    const scope = this.fileScope.inner();
    for (const { buffer } of parametersOf(program)) {
      const name = scope.declare(buffer.name);
      this.bufferNames.set(buffer, name);
      this.fileScope.avoid(name);
    }
    return scope;
  }

  /** A table bears the name of the only function that users know it by, else the unit's. */
  private declareTables({ program }: UnitFunction): void {
    for (const buffer of program.buffers) {
      if (buffer.role !== "table" || this.bufferNames.has(buffer)) continue;
      const users = this.unit.functions.filter((one) => one.program.buffers.includes(buffer));
      const owner = users.length === 1 && users[0].exported && users[0].isSelfTest === undefined ? this.language.naming.function(users[0].name) : this.name;
      this.bufferNames.set(buffer, this.declared(this.language.naming.table(owner, buffer.name)));
      this.tables.push(buffer);
    }
  }

  private declareScratch({ buffers }: Program): void {
    for (const buffer of buffers) {
      if (buffer.role !== "scratch" || this.spelling.scratch(buffer.name, buffer.size, buffer.scalar).level === "function") continue;
      this.bufferNames.set(buffer, this.fileScope.declare(buffer.name));
      this.fileScratch.push(...scratchLines(this.spelling, this.nameOf(buffer), buffer));
    }
  }

  private state(): SpelledState | undefined {
    if (this.states.length === 0) return undefined;
    const scope = new NameScope({ ...this.language.naming, reserved: this.language.reserved });
    const fields = this.states.map((buffer) => {
      const name = scope.declare(buffer.name);
      this.bufferNames.set(buffer, name);
      return { name, scalar: buffer.scalar, size: buffer.size };
    });
    const initialiser = this.functionNames[this.functionNames.length - 1];
    return { type: this.stateType, initialiser, fields, lines: this.spelling.state(this.stateType, initialiser, fields) };
  }

  private workspaceOf({ functions: [{ program }], hasCallersWorkspace }: Unit): ReadonlyMap<ScratchBuffer, string> {
    const scope = new NameScope({ ...this.language.naming, reserved: this.language.reserved });
    const isOwned = hasCallersWorkspace === true && this.spelling.workspace !== undefined;
    const buffers = isOwned ? program.buffers.filter((buffer) => buffer.role === "scratch") : [];
    return new Map(laidOut(buffers).map((buffer) => [buffer, scope.declare(buffer.name)]));
  }

  private takesWorkspace(id: FunctionId): boolean {
    return this.workspace.size > 0 && (id === 0 || calleesOf(this.unit.functions[id].program).has(0));
  }

  private spelledWorkspace(): SpelledWorkspace | undefined {
    if (this.workspace.size === 0) return undefined;
    const fields = [...this.workspace].map(([{ scalar, size }, name]) => ({ name, scalar, size }));
    return { type: this.workspaceType, lines: this.spelling.workspace?.(this.workspaceType, fields) ?? [] };
  }

  private nameOf(buffer: Buffer): string {
    return this.bufferNames.get(buffer) ?? buffer.name;
  }
}

function isLine(text: string | Passage): text is string {
  return typeof text === "string";
}

/** Those that programs apply, each once, in order. */
function kernelsOf(programs: readonly Program[]): readonly KernelName[] {
  return [...new Set(programs.flatMap((program) => [...usesOf(program).operators].filter(isKernelName)))];
}
