// The Program: HOW a network is computed, in a small loop language that every backend can speak.
// Types and constructors only; building, checking, printing and interpreting have files of their own.

/**
 * Every arithmetic expression is float32: both operands are float32 values, the exact result is rounded once,
 * to nearest, ties to even (IEEE 754-2019 §4.3.1). Nothing fuses and nothing is reassociated. All indices are
 * affine in the loop variables, so that every access can be proved to be in range before a line is printed.
 */
export interface Program {
  readonly buffers: readonly Buffer[];
  readonly locals: readonly Local[];
  readonly body: readonly Statement[];
}

/** A named run of float32 elements, addressed by one flat index. */
export type Buffer = InputBuffer | OutputBuffer | TableBuffer | ScratchBuffer;

export type BufferId = number;
export type LocalId = number;

interface NamedBuffer {
  /** A hint: backends make it unique and legal in their language. */
  readonly name: string;
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
  readonly values: Float32Array;
  /** Elements that belong together on a line of source: the columns of a matrix. */
  readonly rowLength: number;
  /** What the table holds, for a reader of the source: printable ASCII. */
  readonly comment: string;
}

/** Working memory of one call. */
export interface ScratchBuffer extends NamedBuffer {
  readonly role: "scratch";
}

/** A float32 variable or, where it is declared by a `for` statement, an integer loop variable. */
export interface Local {
  /** A hint: backends make it unique and legal in their language. */
  readonly name: string;
}

/** constant + Σ factor·variable over loop variables; variables in ascending order, no factor 0. */
export interface Index {
  readonly constant: number;
  readonly terms: readonly { readonly variable: LocalId; readonly factor: number }[];
}

export type Expression =
  /** A named constant is an operand worth showing: it becomes a table of one element. */
  | { readonly kind: "constant"; readonly value: number; readonly name?: string }
  | { readonly kind: "local"; readonly local: LocalId }
  | { readonly kind: "load"; readonly buffer: BufferId; readonly index: Index }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      /** What the result is called where it gets a variable of its own. */
      readonly name?: string;
    }
  | {
      readonly kind: "select";
      readonly condition: Comparison;
      readonly whenTrue: Expression;
      readonly whenFalse: Expression;
    };

export type BinaryOperator = "add" | "subtract" | "multiply" | "divide";

/** False when an operand is NaN, as in C, Go and JavaScript. */
export interface Comparison {
  readonly operator: "less" | "lessOrEqual";
  readonly left: Expression;
  readonly right: Expression;
}

export type Statement =
  /** Declares a variable; `mutable` ones may be `set` later. */
  | { readonly kind: "let"; readonly local: LocalId; readonly value: Expression; readonly mutable: boolean }
  | { readonly kind: "set"; readonly local: LocalId; readonly value: Expression }
  | { readonly kind: "store"; readonly buffer: BufferId; readonly index: Index; readonly value: Expression }
  /** Runs `body` with `variable` = 0, 1, …, extent − 1. */
  | { readonly kind: "for"; readonly variable: LocalId; readonly extent: number; readonly body: readonly Statement[] }
  /** Ends the program; the value is that of its only output. */
  | { readonly kind: "return"; readonly value: Expression };

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
