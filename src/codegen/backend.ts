// What a backend is: how one language spells a Program. The backends know nothing of ops, layers or training.

import type { Index, Program, TableBuffer } from "../program/program.ts";

export type LanguageName = "c" | "go" | "ts";

export interface Backend {
  readonly name: LanguageName;
  /** The language's name in prose. */
  readonly title: string;
  /** Of a source file, without the dot. */
  readonly extension: string;
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
  /** The name of a file-level table, from the function's name and the hint `W1`. */
  tableName(functionName: string, hint: string): string;
  /** The name of the package a source file declares; the function's own where the language has none. */
  packageName(functionName: string): string;
  /** The function's name in a driver, where nothing can hide it. */
  qualified(functionName: string): string;
  readonly spelling: (program: Program) => Spelling;
}

/** How one language writes the pieces of a program; every text is complete, without indentation. */
export interface Spelling {
  /** One step of indentation. */
  readonly indent: string;
  /** The lines that declare a table. */
  table(name: string, table: TableBuffer): readonly string[];
  /** The function's head, without the bracket that opens its body. */
  signature(signature: Signature): string;
  /** What is done with an input passed by value before the program begins. */
  receive(scalarInput: string): readonly string[];
  scratch(name: string, size: number): ScratchDeclaration;
  /** A line of comment; the text is safe in one. */
  comment(text: string): string;
  /** What keeps compilers from warning about an input nothing depends on. */
  ignore(input: string): readonly string[];
  /** An element of an array, as an operand. */
  element(array: string, index: string): string;
  /** An element of an array, as what is assigned to. */
  target(array: string, index: string): string;
  index(index: Index, nameOf: (local: number) => string): string;
  let(name: string, value: SpelledValue, mutable: boolean): readonly string[];
  set(name: string, value: SpelledValue): readonly string[];
  store(target: string, value: SpelledValue): readonly string[];
  for(variable: string, extent: number, step: number): { readonly open: string; readonly close: string };
  return(value: string): readonly string[];
  constant(value: number): string;
  /** How a driver passes the part of a flat array that starts at `offset`: an element, or `size` of them. */
  argument(array: string, offset: number, size: number | undefined): string;
  /** A driver's call as a statement; `result` is where a returned number goes. */
  call(call: string, result: string | undefined): string;
}

export interface Signature {
  readonly functionName: string;
  /** Inputs, then outputs that are filled; `size` is undefined for a number passed by value. */
  readonly parameters: readonly { readonly name: string; readonly role: "input" | "output"; readonly size: number | undefined }[];
  /** Whether the function returns a number; else it returns nothing. */
  readonly returnsNumber: boolean;
}

export interface ScratchDeclaration {
  /** At the top of the file, beside the tables, or of the function. */
  readonly level: "file" | "function";
  readonly line: string;
}

/** The value of a statement with its atoms spelled. */
export type SpelledValue =
  | { readonly kind: "atom"; readonly text: string }
  | { readonly kind: "binary"; readonly operator: string; readonly left: string; readonly right: string }
  | {
      readonly kind: "select";
      readonly condition: string;
      readonly whenTrue: string;
      readonly whenFalse: string;
    };
