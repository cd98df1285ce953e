// What a language is: its names, its files and how it spells a Program. Languages know nothing of ops, layers or training, nor of
// the compilers that their sources are meant for.

import type { KernelName, OperatorName } from "../program/operator-name.ts";
import type { Program, TableBuffer } from "../program/program.ts";
import type { Scalar } from "../program/scalar.ts";
import type { BatchModule } from "../program/unit.ts";
import type { UsedConversion } from "../program/uses.ts";
import type { Byte } from "./byte-products.ts";
import type { Template } from "./render-template.ts";
import type { Rounding } from "./rounding.ts";
import type { SpelledAtom, SpelledIndex, SpelledOperation, SpelledSelection, SpelledValue } from "./spelled-value.ts";
import type { Passage } from "./text.ts";
import type { WrittenOut } from "./write-out/write-out.ts";

export interface Language<Name extends string = string> {
  /** As `--lang` takes it. */
  readonly name: Name;
  /** The language's name in prose. */
  readonly title: string;
  /** Of a source file, without the dot. */
  readonly extension: string;
  /** Others that files of the language may have. */
  readonly otherExtensions?: readonly string[];
  /** Other names a user may type. */
  readonly aliases: readonly string[];
  /** The oldest standard of the language that takes its sources, where there is a variant for another one. */
  readonly standard?: string;
  /** Words no identifier may be. */
  readonly reserved: ReadonlySet<string>;
  readonly naming: Naming;
  readonly rounding: Rounding;
  /** Whether compilers make vectors of loops: a block of calls is worth a function of its own then. */
  readonly usesVectors: boolean;
  /** Which functions are written out without loops; absent where compilers do that, or a product may be fused with what it is added to. */
  readonly writtenOut?: WrittenOut;
  /** Whether sources can bring a WebAssembly module along and run it. */
  readonly runsWebAssembly?: true;
  /** Whether functions can be passed their working memory in a structure. */
  readonly takesWorkspace?: true;
  /** How sources compare results with the bits they must have; absent where a language does not read the bits of numbers. */
  readonly selfTest?: SelfTestStyle;
  /** Of a source file, filled with a SourceView. */
  readonly template: Template;
  /** The file of its own that declares the functions; undefined where there is no such thing. */
  readonly header: Header | undefined;
  /** How the functions are declared in another language, for those who call them from there; absent where nobody does. */
  readonly declarations?: Declarations;
  /** For a file of these programs. */
  readonly spelling: (programs: readonly Program[]) => Spelling;
}

/** How readers of the language expect things to be called. Names in snake_case come in. */
export interface Naming {
  /** A legal identifier made of a hint, which may come from a model file and be anything. */
  readonly identifier: (hint: string) => string;
  /** The same of a name that is spelled already, by what follows here; `identifier` where it is not said, which leaves such names as they are. */
  readonly declared?: (name: string) => string;
  /** The identifier where it is taken: with a number from 2 on. */
  readonly numbered: (identifier: string, number: number) => string;
  /** Why no function may have a name that is none of the reserved words; undefined where one may. */
  refusal(name: string): string | undefined;
  /** The name of a function that users call, from `pseudo_exp`. */
  function(name: string): string;
  /** The name of what else a file declares, from the function's name and the hint `W1`. */
  table(functionName: string, hint: string): string;
  /** The name of the function for many arguments, from that of the one it does so often. */
  batch(functionName: string): string;
  /** The name of a type, from `running_sum_state`. */
  type(name: string): string;
  /** The name of a function that users do not call, from that of the unit. */
  helper(unitName: string, name: string): string;
  /** The name of the package a source file declares; the function's own where the language has none. */
  package(functionName: string): string;
}

/** The function that compares results with the bits they must have, which are told it by a Program that gives whether they are right. */
export interface SelfTestStyle {
  /** Its name, from that of the function. */
  name(functionName: string): string;
  /** What it says of what is to hold, going on from its name: `is 0 where x is y, else 1`. */
  readonly says: (fact: string) => string;
}

export interface Header {
  readonly extension: string;
  /** Extensions of sources with those of their headers; the usual ones first. */
  readonly pairs: readonly (readonly [source: string, header: string])[];
  /** Filled with a HeaderView. */
  readonly template: Template;
  /** Whether compilers take functions there without a warning to callers that have no use for them. */
  readonly holdsFunctions?: true;
  /** What keeps the file from being read twice. */
  guard(unitName: string): string;
  /** The line that makes it known to the source. */
  include(file: string): string;
}

export interface DeclarationsExtension {
  readonly own: string;
  readonly source: string;
}

/** Declares functions whose source does not say their types. */
export interface Declarations {
  /** Of the file, without the first dot, and of the sources it stands beside; the first is the usual one. */
  readonly extensions: readonly [DeclarationsExtension, ...DeclarationsExtension[]];
  /** Has the same names, and signatures that say the types. */
  readonly language: Language;
  /** Filled with a DeclarationsView. */
  readonly template: Template;
  /** The line that declares a function, from its signature in that language. */
  function(signature: string): string;
  /** The lines that declare the type of what is remembered between calls. */
  state(type: string, initialiser: string, fields: readonly Field[]): readonly string[];
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
  /** What computes an operator where the language has no expression that does; absent where it has one for all. */
  readonly operatorHelper?: (operator: OperatorName) => Helper | undefined;
  /** What converts by a statement of its own, where the language does; such a conversion needs no helper to be called. */
  steps?(conversion: UsedConversion): ConversionSteps | undefined;
  /** A selection as the value that another one seldom has, made there alone; absent where compilers see to that. */
  readonly nestedSelection?: (selection: SpelledSelection) => string;
  /** A product as what a sum adds, rounded there; absent where a variable is what rounds. */
  readonly nestedProduct?: (product: SpelledAtom | SpelledOperation) => Pick<SpelledAtom, "text" | "alone">;
  /** How products of bytes are added up four at a time where the processor can; absent where the language has no way to say so. */
  readonly packedProducts?: PackedProducts;
  /** What tells compilers that a condition nearly always holds; absent where nothing does. */
  readonly usualCondition?: Helper;
  /** The value of the language's own function of this kind, as an operand of float32; undefined where it has none. */
  library(kernel: KernelName, operands: readonly string[]): string | undefined;
  /**
   * The lines that declare a table; its numbers, which the declaration brings into their type, are one passage of many.
   *
   * @param extents of its one axis, or of rows and their numbers.
   */
  table(name: string, table: TableBuffer, extents: readonly number[]): readonly (string | Passage)[];
  /** What a source of this text says before its tables, of the memory they are in; absent where a language says nothing of that. */
  tablePlace?(text: string): TablePlace | undefined;
  /** Declares a name for a whole row of a table that is an array of rows, as `row`; absent where `row` is undefined. */
  readonly matrixRow?: (name: string, table: string, row: string) => string;
  /** Whether an array of arrays lies in one piece: tables that are read by rows are such arrays then. */
  readonly nestsArrays?: true;
  /** Copies a record in one piece to where this element is the first; absent where numbers are copied one by one. */
  readonly copyRecord?: (target: string, record: string) => readonly string[];
  /** A table that a header declares and a source defines; absent in languages without headers. */
  readonly sharedTable?: {
    declare(name: string, table: TableBuffer, extents: readonly number[]): readonly string[];
    define(name: string, table: TableBuffer, extents: readonly number[]): readonly (string | Passage)[];
  };
  /** The function's head, without the bracket that opens its body. */
  signature(signature: Signature): string;
  /** What a comment says of parameters and result, a line each; absent where the head says all of it. */
  readonly tags?: (signature: Signature) => readonly string[];
  /** The function that does another one for many arguments. */
  batch(batch: SpelledBatch): SpelledBatchFunction;
  /** What is done with an input passed by value before the program begins; float32 is rounded already where that is spelled. */
  receive(input: string, scalar: Scalar): readonly string[];
  /** Refuses an array of another length than that of its type; absent in languages whose types have lengths, or that cannot tell. */
  readonly checkLength?: (functionName: string, array: string, size: number) => readonly string[];
  scratch(name: string, size: number, scalar: Scalar): ScratchDeclaration;
  /** The lines that declare the type of what is remembered between calls, with a comment on what starts it. */
  state(type: string, initialiser: string, fields: readonly Field[]): readonly string[];
  /** The lines that declare the type of working memory that callers pass; absent where functions take none. */
  workspace?(type: string, fields: readonly Field[]): readonly string[];
  /** What is remembered or worked with, in a function that is passed all of it. */
  field(state: string, name: string): string;
  /** A line of comment; the text is safe in one. */
  comment(text: string): string;
  /** What keeps compilers from warning about an input nothing depends on. */
  ignore(input: string): readonly string[];
  /** An element of an array, as an operand. */
  readonly element: (array: string, index: string, scalar: Scalar) => string;
  /** An element of an array, as what is assigned to. */
  readonly target: (array: string, index: string) => string;
  index(index: SpelledIndex): string;
  let(name: string, value: SpelledValue, mutable: boolean): readonly string[];
  set(name: string, value: SpelledValue): readonly string[];
  store(target: string, value: SpelledValue): readonly string[];
  for(variable: string, extent: number, step: number): { readonly open: string; readonly close: string };
  /** Declares what gets its value later, where the declarations of a block stand before its statements; absent where they stand anywhere. */
  readonly blockStart?: BlockStart;
  return(value: string): readonly string[];
  /** Returns from a self-test, of whether all is right; absent where that itself is returned. */
  readonly returnVerdict?: (isRight: SpelledValue) => readonly string[];
  /** Returns what is computed last without giving it a name; absent where a variable is what rounds, undefined where it takes statements. */
  readonly returnOperation?: (value: SpelledValue) => readonly string[] | undefined;
  /** A literal; of float32 its decimal alone where rounding is spelled. */
  constant(value: number, scalar: Scalar): string;
  /** How a function passes an array on: a parameter of its own, or one that is declared in the file. */
  wholeArray(array: string, isParameter: boolean): string;
  partOfArray(array: string, part: ArrayPart): string;
  /** Declares a name for a part of a table that a loop reads; undefined where that makes nothing faster or clearer. */
  readonly row: ((name: string, table: string, part: ArrayPart) => string) | undefined;
  /** A call of a function that returns nothing, as a statement. */
  call(call: string): string;
}

/** A declaration without a value: of a variable, of what a loop counts with. */
export interface BlockStart {
  variable(name: string, scalar: Scalar): string;
  counter(name: string): string;
}

/** Lines with a comment. */
export interface TablePlace {
  readonly comment: string;
  readonly lines: readonly string[];
}

/** A declaration of the file that converts values or computes an operator. */
export interface Helper {
  /** Of its name; the same for the same helper. */
  readonly hint: string;
  /** What it uses itself, to be declared before it. */
  readonly needs: readonly Helper[];
  /** The declaration with its comment, from its own name and those of what it needs. */
  lines(name: string, needs: readonly string[]): readonly string[];
}

/** Another text for a loop, which some compilers take in its place. */
export interface PackedProducts {
  /** What adds four products to a sum. */
  helper(one: Byte, other: Byte): Helper;
  /** Lines before the other text, before the loop itself and behind it; they stand at the beginning of a line. */
  readonly open: string;
  readonly otherwise: string;
  readonly close: string;
  /** The statement of four turns, from the helper's name and the first elements. */
  add(sum: string, helper: string, one: string, other: string): string;
}

/** A conversion as a statement and the value that it leaves. */
export interface ConversionSteps {
  /** What both use, by the names they are told. */
  readonly needs: readonly Helper[];
  before(operand: string, needs: readonly string[]): string;
  value(needs: readonly string[]): string;
  /** Whether a variable that holds it says its type, which is not inferred where a loop brings the value back into what both use. */
  readonly isTypeSaid?: true;
}

export interface Signature {
  readonly functionName: string;
  /** Whether users may call it. */
  readonly exported: boolean;
  /** Whether compilers had better put it in the place of its calls. */
  readonly isInline: boolean;
  /** Whether it returns a verdict, of whatever type the language has for one. */
  readonly isSelfTest: boolean;
  /** The first parameter of a function that remembers something. */
  readonly state: StructureParameter | undefined;
  /** Inputs, then outputs that are filled. */
  readonly parameters: readonly Parameter[];
  /** The last parameter of a function whose callers own its working memory. */
  readonly workspace: StructureParameter | undefined;
  /** The type of what the function returns; else it returns nothing. */
  readonly returns: Scalar | undefined;
}

/** A structure that a function is passed. */
export interface StructureParameter {
  readonly type: string;
  readonly name: string;
}

/** Names are final; the arrays have one element, or `size` of them, for every call. */
export interface SpelledBatch {
  readonly functionName: string;
  /** Inputs, then outputs. */
  readonly parameters: readonly Parameter[];
  /** Of how many calls there are, and of the one at work. */
  readonly count: string;
  readonly counter: string;
  /** What is called for one of them, with which of the parameters, and the one that its result is for, where it returns one. */
  readonly single: string;
  readonly passed: readonly Parameter[];
  readonly result: Parameter | undefined;
  /** What is passed on as the working memory of each call; undefined where that has its own. */
  readonly workspace: StructureParameter | undefined;
  /** The body of what is called, where it does every line once and calls no function of the file. */
  readonly straightBody: readonly string[] | undefined;
  readonly block: { readonly name: string; readonly calls: number } | undefined;
  /** In languages that run it. */
  readonly module: SpelledModule | undefined;
}

export interface SpelledBatchFunction {
  readonly signature: string;
  /** What a comment says of the parameters; absent where the head says all of it. */
  readonly tags?: readonly string[];
  readonly body: readonly string[];
  /** What it does where the arrays are not of lengths that go together, going on from what it does: `; it panics where …`. Absent where that is not checked. */
  readonly demands?: string;
  /** What the body uses, to be declared before it; absent where it uses nothing of its own. */
  readonly declarations?: readonly (readonly string[])[];
}

/** What does many calls at a time, and free names for what has to do with it. */
export interface SpelledModule {
  readonly module: BatchModule;
  /** Tables of more than one element, by the names that the file has for them. */
  readonly tables: readonly { readonly name: string; readonly scalar: Scalar; readonly size: number; readonly start: number }[];
  /** In bytes; of the parameters, in order. */
  readonly starts: readonly number[];
  readonly names: Readonly<Record<ModuleName, string>>;
}

/** Of the file: the module's text, its instance, the function that makes this; the others of functions. */
export type ModuleName = "text" | "instance" | "start" | "bytes" | "exports" | "buffer" | "run" | "vectors" | "first" | "calls" | "cell" | "element";

export interface Parameter {
  readonly name: string;
  readonly role: "input" | "output";
  readonly scalar: Scalar;
  /** Undefined for a number passed by value. */
  readonly size: number | undefined;
  /** Whether another function is passed the array or a part of it. */
  readonly isPassedOn: boolean;
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
