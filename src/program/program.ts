// The Program: HOW a network is computed, in a small loop language that every language can be written from.
// Types, and how a Program is called; building, checking, printing and interpreting have files of their own.

import type { OperatorName } from "./operator-name.ts";
import type { Scalar, Values } from "./scalar.ts";

/**
 * Every expression has one scalar type. The exact result of float arithmetic is rounded once, to the type, to nearest, ties
 * to even (IEEE 754-2019 §4.3.1). Nothing fuses and nothing is reassociated. All indices are affine in loop variables and
 * in integer variables with proved bounds, so that every access can be proved to be in range before a line is printed.
 */
export interface Program {
  readonly buffers: readonly Buffer[];
  readonly locals: readonly Local[];
  readonly body: readonly Statement[];
}

/** A named run of elements of one type, addressed by one flat index. */
export type Buffer = InputBuffer | OutputBuffer | TableBuffer | ScratchBuffer | StateBuffer;

export type BufferId = number;
export type LocalId = number;
/** Of a unit's function, or of a program's among those it may call. */
export type FunctionId = number;

interface NamedBuffer {
  /** A hint: languages make it unique and legal in their language. */
  readonly name: string;
  /** Of each element. */
  readonly scalar: Scalar;
  /** Number of elements. */
  readonly size: number;
}

/** An argument of the function: one number (`size` 1) or an array. */
export interface InputBuffer extends NamedBuffer {
  readonly role: "input";
}

/** A result: the function's return value where it is the only one and holds one number, else an array to fill. */
export interface OutputBuffer extends NamedBuffer {
  readonly role: "output";
}

/** Constant data. */
export interface TableBuffer extends NamedBuffer {
  readonly role: "table";
  /** An array of the scalar's own kind, in the order in which the table is stored; where there is an `order`, in another one. */
  readonly values: Values;
  /** Where the stored elements are among the values; stored-rows.ts reads them so. A large table needs no copy to be turned. */
  readonly order?: StoredOrder;
  /** Elements that belong together on a line of source: the columns of a matrix. */
  readonly rowLength: number;
  /** What the table holds, for a reader of the source: printable ASCII. */
  readonly comment: string;
  /** Whether compilers may not know what it holds: they would compute in advance what is made of it. */
  readonly isOpaque?: true;
}

/** The stored element at indices i, row-major over the extents, is values[Σ steps·i]. */
export interface StoredOrder {
  readonly extents: readonly number[];
  readonly steps: readonly number[];
}

/** Working memory of one call. */
export interface ScratchBuffer extends NamedBuffer {
  readonly role: "scratch";
  /** What it holds, where its name does not say all: printable text. */
  readonly comment?: string;
  /** Of one of i32 or u32: what its elements always are, proved from what is stored there. */
  readonly bounds?: Bounds;
}

/** Memory that keeps what is stored there from one call to the next. The same one in all functions that name this very object. */
export interface StateBuffer extends NamedBuffer {
  readonly role: "state";
  /** What it holds before the first call: an array of the scalar's own kind. */
  readonly initial: Values;
}

/** A variable; one that a `for` statement declares is an i32. */
export interface Local {
  /** A hint: languages make it unique and legal in their language. */
  readonly name: string;
  readonly scalar: Scalar;
  /** Of an i32 or u32: what it always is, proved from what it is set to. An i32 that has them may stand in an index. */
  readonly bounds?: Bounds;
}

/** Whole numbers, both possible. */
export interface Bounds {
  readonly least: number;
  readonly greatest: number;
}

/** constant + Σ factor·variable over loop variables and bounded ones; variables in ascending order, no factor 0. */
export interface Index {
  readonly constant: number;
  readonly terms: readonly { readonly variable: LocalId; readonly factor: number }[];
}

export type Expression =
  /** A named constant is an operand worth showing: it becomes a table of one element. */
  | { readonly kind: "constant"; readonly scalar: Scalar; readonly value: number; readonly name?: string }
  | { readonly kind: "local"; readonly local: LocalId }
  | { readonly kind: "load"; readonly buffer: BufferId; readonly index: Index }
  | {
      readonly kind: "apply";
      readonly operator: OperatorName;
      readonly operands: readonly Expression[];
      /** What the result is called where it gets a variable of its own. */
      readonly name?: string;
      /** Of a selection: the condition holds nearly always, which compilers may be told. */
      readonly isUsual?: true;
    }
  | { readonly kind: "convert"; readonly to: Scalar; readonly how: Conversion; readonly operand: Expression; readonly name?: string };

/**
 * How a value becomes one of another type.
 *
 * - `round`: the nearest value of the type, ties to even; from a float to an integer within its range, NaN to 0. Exact where
 *   the type holds the value.
 * - `truncate`: from a float to an integer: towards 0, then within its range, NaN to 0.
 * - `saturate`: from an integer to an integer: the nearest one in its range.
 * - `bits`: the same bits of a type of the same size, or an integer's low bits.
 */
export type Conversion = "round" | "truncate" | "saturate" | "bits";

export type Statement =
  /** Declares a variable; `mutable` ones may be `set` later. */
  | { readonly kind: "let"; readonly local: LocalId; readonly value: Expression; readonly mutable: boolean }
  | { readonly kind: "set"; readonly local: LocalId; readonly value: Expression }
  | { readonly kind: "store"; readonly buffer: BufferId; readonly index: Index; readonly value: Expression }
  | For
  | Call
  /** Ends the program; the value is that of its only output. */
  | { readonly kind: "return"; readonly value: Expression };

/** Runs `body` with `variable` = 0, step, 2·step … as long as it is less than `extent`. */
export interface For {
  readonly kind: "for";
  readonly variable: LocalId;
  readonly extent: number;
  readonly step: number;
  readonly body: readonly Statement[];
}

/** Runs another function of the unit. */
export interface Call {
  readonly kind: "call";
  /** Less than the caller's own, so that nothing calls itself. */
  readonly function: FunctionId;
  /** In the order of the callee's parameters: its inputs, then the outputs that it fills. */
  readonly arguments: readonly Argument[];
  /** Declared for what the callee returns, where it returns a number. */
  readonly result?: LocalId;
}

export type Argument =
  | { readonly kind: "value"; readonly value: Expression }
  /** As many elements as the parameter has, from `start` on. No other argument that the callee writes is of the same buffer. */
  | { readonly kind: "region"; readonly buffer: BufferId; readonly start: Index };

/** How often a loop runs. */
export function turnsOf({ extent, step }: Pick<For, "extent" | "step">): number {
  return Math.ceil(extent / step);
}

/** The last value of a loop's variable. */
export function lastTurn({ extent, step }: Pick<For, "extent" | "step">): number {
  return Math.floor((extent - 1) / step) * step;
}

/** The expressions that a statement evaluates itself. */
export function valuesOf(statement: Exclude<Statement, For>): readonly Expression[] {
  if (statement.kind !== "call") return [statement.value];
  return statement.arguments.flatMap((argument) => (argument.kind === "value" ? [argument.value] : []));
}

/** How a caller passes arguments and gets results: decided by sizes alone, the same in every language. */
export interface CallingConvention {
  readonly inputs: readonly { readonly buffer: InputBuffer; readonly passing: "scalar" | "array" }[];
  readonly outputs: readonly { readonly buffer: OutputBuffer; readonly passing: "returned" | "array" }[];
}

/** One-element inputs are passed by value; an only output of one element is returned; all else are arrays. */
export function callingConvention(program: Program): CallingConvention {
  const inputs = program.buffers.filter((buffer) => buffer.role === "input");
  const outputs = program.buffers.filter((buffer) => buffer.role === "output");
  const returned = outputs.length === 1 && outputs[0]?.size === 1;
  return {
    inputs: inputs.map((buffer) => ({ buffer, passing: buffer.size === 1 ? "scalar" : "array" })),
    outputs: outputs.map((buffer) => ({ buffer, passing: returned ? "returned" : "array" })),
  };
}

/** What a call passes, in order: the inputs, then the outputs that are filled. */
export function parametersOf(program: Program): readonly { readonly buffer: InputBuffer | OutputBuffer; readonly passing: "scalar" | "array" }[] {
  const { inputs, outputs } = callingConvention(program);
  return [...inputs, ...outputs.flatMap(({ buffer, passing }) => (passing === "array" ? [{ buffer, passing }] : []))];
}
