// What a backend is: how one language spells a Program. The backends know nothing of ops, layers or training.

import type { Program, TableBuffer } from "../program/program.ts";
import type { Scalar } from "../program/scalar.ts";
import type { UsedConversion } from "../program/uses.ts";
import type { SpelledIndex, SpelledValue } from "./spelled-value.ts";
import type { Passage } from "./text.ts";

export type LanguageName = "c" | "go" | "ts";

export interface Backend {
  readonly name: LanguageName;
  /** The language's name in prose. */
  readonly title: string;
  /** Of a source file, without the dot. */
  readonly extension: string;
  /** How a file of its own that declares the functions is named and made known to the source; undefined where there is no such thing. */
  readonly header: { readonly extension: string; guard(unitName: string): string; include(file: string): string } | undefined;
  /** Where a driver program expects the source, relative to itself: the folder with a slash, or "". */
  readonly sourceFolder: string;
  /** The name of a driver program's file. */
  readonly driverFile: string;
  /** Other names a user may type. */
  readonly aliases: readonly string[];
  /** Words no identifier may be. */
  readonly reserved: ReadonlySet<string>;
  /** The function's name as readers of the language expect it, from `pseudo_exp`. */
  functionName(name: string): string;
  /** The name of what else a file declares, from the function's name and the hint `W1`. */
  tableName(functionName: string, hint: string): string;
  /** The name of a type, from `running_sum_state`. */
  typeName(name: string): string;
  /** The name of a function that users do not call, from that of the unit. */
  helperName(unitName: string, name: string): string;
  /** The name of the package a source file declares; the function's own where the language has none. */
  packageName(functionName: string): string;
  /** The name of a function or a type in a driver, where nothing can hide it. */
  qualified(name: string): string;
  /** For a file of these programs. */
  readonly spelling: (programs: readonly Program[]) => Spelling;
}

/** How one language writes the pieces of a program; every text is complete, without indentation. */
export interface Spelling {
  /** One step of indentation. */
  readonly indent: string;
  /** More words no identifier of this program may be: names of libraries it uses. */
  readonly reserved: readonly string[];
  /** The lines that make known what the file's text names: headers, packages. */
  preamble(text: string): readonly string[];
  /** What converts where the language has no expression that does exactly this. */
  helper(conversion: UsedConversion): Helper | undefined;
  /** The lines that declare a table; its numbers are one passage of many. */
  table(name: string, table: TableBuffer): readonly (string | Passage)[];
  /** The function's head, without the bracket that opens its body. */
  signature(signature: Signature): string;
  /** What is done with an input passed by value before the program begins. */
  receive(input: string, scalar: Scalar): readonly string[];
  scratch(name: string, size: number, scalar: Scalar): ScratchDeclaration;
  /** The lines that declare the type of what is remembered between calls, with a comment on what starts it. */
  state(type: string, initialiser: string, fields: readonly Field[]): readonly string[];
  /** What is remembered, in a function that is passed all of it. */
  field(state: string, name: string): string;
  /** A line of comment; the text is safe in one. */
  comment(text: string): string;
  /** What keeps compilers from warning about an input nothing depends on. */
  ignore(input: string): readonly string[];
  /** An element of an array, as an operand. */
  element(array: string, index: string, scalar: Scalar): string;
  /** An element of an array, as what is assigned to. */
  target(array: string, index: string): string;
  index(index: SpelledIndex): string;
  let(name: string, value: SpelledValue, mutable: boolean): readonly string[];
  set(name: string, value: SpelledValue): readonly string[];
  store(target: string, value: SpelledValue): readonly string[];
  for(variable: string, extent: number, step: number): { readonly open: string; readonly close: string };
  return(value: string): readonly string[];
  constant(value: number, scalar: Scalar): string;
  /** How a function passes an array on: a parameter of its own, or one that is declared in the file. */
  wholeArray(array: string, isParameter: boolean): string;
  partOfArray(array: string, part: ArrayPart): string;
  /** Declares a name for a part of a table that a loop reads; undefined where that makes nothing faster or clearer. */
  readonly row: ((name: string, table: string, part: ArrayPart) => string) | undefined;
  /** How a driver passes an array, or its only element, of the type given, by value. */
  argument(array: string, byValue: Scalar | undefined): string;
  /** How a driver declares what is remembered between calls, and how it passes that. */
  instance(name: string, type: string): { readonly declaration: string; readonly argument: string };
  /** A call as a statement; `result` is where a returned number goes. */
  call(call: string, result: string | undefined): string;
}

/** A declaration of the file that converts values. */
export interface Helper {
  /** Of its name; the same for the same helper. */
  readonly hint: string;
  /** What it uses itself, to be declared before it. */
  readonly needs: readonly Helper[];
  /** The declaration with its comment, from its own name and those of what it needs. */
  lines(name: string, needs: readonly string[]): readonly string[];
}

export interface Signature {
  readonly functionName: string;
  /** Whether users may call it. */
  readonly exported: boolean;
  /** The first parameter of a function that remembers something. */
  readonly state: { readonly type: string; readonly name: string } | undefined;
  /** Inputs, then outputs that are filled. */
  readonly parameters: readonly Parameter[];
  /** The type of what the function returns; else it returns nothing. */
  readonly returns: Scalar | undefined;
}

export interface Parameter {
  readonly name: string;
  readonly role: "input" | "output";
  readonly scalar: Scalar;
  /** Undefined for a number passed by value. */
  readonly size: number | undefined;
}

/** Of what is remembered: a number where `size` is 1. */
export interface Field {
  readonly name: string;
  readonly scalar: Scalar;
  readonly size: number;
}

export interface ArrayPart {
  readonly start: string;
  /** Of the first element that is no part of it. */
  readonly end: string;
  readonly size: number;
  readonly scalar: Scalar;
  /** Whether the call has no other argument. */
  readonly isAlone: boolean;
}

export interface ScratchDeclaration {
  /** At the top of the file, beside the tables, or of the function. */
  readonly level: "file" | "function";
  readonly line: string;
}
