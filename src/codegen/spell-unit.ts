// Spells a unit: gives every name of the file its final form, declares what functions have in common, and has each function
// spelled with these names.

import type { Buffer, Program, StateBuffer, TableBuffer } from "../program/program.ts";
import { parametersOf } from "../program/program.ts";
import { allStatesOf, initialiserOf, statesOf, type Unit, type UnitFunction } from "../program/unit.ts";
import { usesOf } from "../program/uses.ts";
import type { Language, Spelling } from "./language.ts";
import { commentSafe } from "./comment.ts";
import { HelperNames } from "./helper-names.ts";
import { NameScope } from "./name-scope.ts";
import { scratchLines, spellFunction, type SpelledFunction } from "./spell-function.ts";
import type { Passage } from "./text.ts";

/** A unit as text. */
export interface SpelledUnit {
  /** As the language names functions. */
  readonly name: string;
  /** What makes known the names of the language's library that the text has. */
  readonly preamble: readonly string[];
  /** The type of what is remembered between calls; undefined where nothing is. */
  readonly state: SpelledState | undefined;
  readonly tables: readonly { readonly comment: string; readonly lines: readonly (string | Passage)[] }[];
  /** Working memory that is declared at the top of the file. */
  readonly fileScratch: readonly string[];
  /** Functions that convert values, and what these need: the lines of each. */
  readonly helpers: readonly { readonly lines: readonly string[] }[];
  /** In the unit's order; where there is state, the one that starts it is the last. */
  readonly functions: readonly SpelledFunction[];
}

export interface SpelledState {
  readonly type: string;
  /** The function that gives it its first values. */
  readonly initialiser: string;
  readonly lines: readonly string[];
}

export function spellUnit(unit: Unit, language: Language): SpelledUnit {
  return new UnitSpeller(withInitialiser(unit), language).spell();
}

function withInitialiser(unit: Unit): Unit {
  const states = allStatesOf(unit);
  if (states.length === 0) return unit;
  const does = "makes ready for the first call, and for beginning anew";
  return { ...unit, functions: [...unit.functions, { name: `${unit.name}_init`, program: initialiserOf(states), exported: true, does }] };
}

class UnitSpeller {
  private readonly unit: Unit;
  private readonly language: Language;
  private readonly spelling: Spelling;
  private readonly name: string;
  private readonly fileScope: NameScope;
  private readonly functionNames: readonly string[];
  private readonly functionScopes: readonly NameScope[];
  /** Of parameters and of what the file declares. */
  private readonly bufferNames = new Map<Buffer, string>();
  private readonly tables: TableBuffer[] = [];
  private readonly states: readonly StateBuffer[];
  private readonly stateType: string;
  private readonly helpers: HelperNames;
  private readonly fileScratch: string[] = [];

  constructor(unit: Unit, language: Language) {
    this.unit = unit;
    this.language = language;
    const { naming, reserved } = language;
    this.name = naming.function(unit.name);
    this.states = allStatesOf(unit);
    const programs = unit.functions.map(({ program }) => program);
    this.spelling = language.spelling(programs);
    this.fileScope = new NameScope({ identifier: naming.identifier, reserved: new Set([...reserved, ...this.spelling.reserved]) });
    const exported = unit.functions.map((one) => (one.exported ? this.fileScope.declare(naming.function(one.name)) : undefined));
    this.stateType = this.states.length === 0 ? "" : this.fileScope.declare(naming.type(`${unit.name}_state`));
    // Callers know the parameters by name: whatever else would be called the same gives way.
    this.functionScopes = programs.map((program) => this.declareParameters(program));
    this.functionNames = unit.functions.map(({ name }, id) => exported[id] ?? this.fileScope.declare(naming.helper(this.name, name)));
    for (const one of unit.functions) this.declareTables(one);
    for (const program of programs) this.declareScratch(program);
    this.helpers = new HelperNames((hint) => this.fileScope.declare(naming.table(this.name, hint)));
    for (const program of programs) for (const conversion of usesOf(program).conversions) this.helpers.declare(this.spelling.helper(conversion));
  }

  spell(): SpelledUnit {
    const state = this.state();
    const functions: SpelledFunction[] = [];
    this.unit.functions.forEach((one, id) => functions.push(this.function(one, id, functions)));
    const tables = this.tables.map((table) => ({
      comment: commentSafe(table.comment),
      lines: this.spelling.table(this.nameOf(table), table),
    }));
    const helpers = this.helpers.declarations();
    // Passages hold numbers alone, which need nothing.
    const code = [...tables.flatMap(({ lines }) => lines.filter(isLine)), ...helpers.flatMap(({ lines }) => lines)];
    const bodies = functions.flatMap(({ signature, body }) => [signature, ...body]);
    const text = [...(state?.lines ?? []), ...code, ...this.fileScratch, ...bodies].join("\n");
    return { name: this.name, preamble: this.spelling.preamble(text), state, tables, fileScratch: this.fileScratch, helpers, functions };
  }

  private function(one: UnitFunction, id: number, before: readonly SpelledFunction[]): SpelledFunction {
    const scope = this.functionScopes[id];
    const remembered = statesOf(this.unit, id);
    const state = remembered.length === 0 ? undefined : { type: this.stateType, name: scope.declare("state") };
    const bufferNames = new Map(this.bufferNames);
    if (state !== undefined) for (const buffer of remembered) bufferNames.set(buffer, this.spelling.field(state.name, this.nameOf(buffer)));
    const callees = before.map(({ functionName, takesState }, callee) => ({
      name: functionName,
      program: this.unit.functions[callee].program,
      takesState,
    }));
    const { rounding } = this.language;
    const surroundings = {
      spelling: this.spelling,
      rounding,
      functionName: this.functionNames[id],
      scope,
      bufferNames,
      helpers: this.helpers,
      state,
      callees,
    };
    return spellFunction(one, surroundings);
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
      const owner = users.length === 1 && users[0].exported ? this.language.naming.function(users[0].name) : this.name;
      this.bufferNames.set(buffer, this.fileScope.declare(this.language.naming.table(owner, buffer.name)));
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
    const scope = new NameScope({ identifier: this.language.naming.identifier, reserved: this.language.reserved });
    const fields = this.states.map((buffer) => {
      const name = scope.declare(buffer.name);
      this.bufferNames.set(buffer, name);
      return { name, scalar: buffer.scalar, size: buffer.size };
    });
    const initialiser = this.functionNames[this.functionNames.length - 1];
    return { type: this.stateType, initialiser, lines: this.spelling.state(this.stateType, initialiser, fields) };
  }

  private nameOf(buffer: Buffer): string {
    return this.bufferNames.get(buffer) ?? buffer.name;
  }
}

function isLine(text: string | Passage): text is string {
  return typeof text === "string";
}
