// What the text of a function needs of the file around it. Spells nothing.

import type { KernelName } from "../program/operator-name.ts";
import type { Buffer, Program } from "../program/program.ts";
import type { HelperNames } from "./helper-names.ts";
import type { Spelling, StructureParameter } from "./language.ts";
import type { NameScope } from "./name-scope.ts";
import type { Rounding } from "./rounding.ts";

export interface FunctionSurroundings {
  readonly spelling: Spelling;
  readonly rounding: Rounding;
  readonly functionName: string;
  /** Holds the names of the function's parameters already. */
  readonly scope: NameScope;
  /** Of parameters, and of all that is declared at the top of the file: what has none is declared here. */
  readonly bufferNames: ReadonlyMap<Buffer, string>;
  /** Tables of rows, which are arrays of arrays. */
  readonly matrices: ReadonlySet<Buffer>;
  readonly helpers: HelperNames;
  /** A kernel of operands, as an operand. */
  readonly kernelCall: (kernel: KernelName, operands: readonly string[]) => string;
  /** The type of what the unit remembers, and what the function calls it; undefined where it remembers nothing. */
  readonly state: StructureParameter | undefined;
  /** The same of working memory that callers own. */
  readonly workspace: StructureParameter | undefined;
  /** Of the functions that may be called. */
  readonly callees: readonly Callee[];
}

export interface Callee {
  readonly name: string;
  readonly program: Program;
  readonly takesState: boolean;
  readonly takesWorkspace: boolean;
}
