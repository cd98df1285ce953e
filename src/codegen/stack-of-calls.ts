// How much of the stack the functions of a source take with all that they call in it, when it is known what each one takes. Knows no compiler.

import type { FunctionId } from "../program/program.ts";
import { calleesOf, type Unit } from "../program/unit.ts";
import type { SpelledUnit } from "./spell-unit.ts";

/** What a header says of the stack. */
export interface StackBound {
  /** The functions that users may call, each with what it calls. */
  readonly functions: readonly { readonly name: string; readonly bytes: number }[];
  /** `gcc 12.2.0 -O2`: who says so. */
  readonly compiler: string;
}

/**
 * No call of an exported function takes more: the longest way through the functions that it calls, at its end one of the elementary functions, which
 * call none of each other, and each of those that convert values.
 *
 * @param unit as it was spelled, without a header.
 * @param bytesOf what a function takes itself, in the same file; 0 of one that is a part of its callers.
 * @param names of all functions that take something.
 * @param beyond what one that calls none may use more than that.
 */
export function stackOfCalls(
  unit: Unit,
  { functions, kernels }: SpelledUnit,
  bytesOf: (name: string) => number,
  names: readonly string[],
  beyond: number,
): StackBound["functions"] {
  const depth = (id: FunctionId): number =>
    bytesOf(functions[id].functionName) + Math.max(0, ...[...calleesOf(unit.functions[id].program)].map(depth));
  const known = new Set([...functions, ...kernels].map(({ functionName }) => functionName));
  const converting = names.filter((name) => !known.has(name)).reduce((sum, name) => sum + bytesOf(name), 0);
  const last = Math.max(0, ...kernels.map(({ functionName }) => bytesOf(functionName))) + converting + beyond;
  const calledByBatch = unit.batch === undefined ? [] : [unit.batch.of, ...(unit.batch.block === undefined ? [] : [unit.batch.block.function])];
  return functions.flatMap(({ functionName: name, exported }, id) => {
    if (!exported) return [];
    return [{ name, bytes: last + (id < unit.functions.length ? depth(id) : bytesOf(name) + Math.max(0, ...calledByBatch.map(depth))) }];
  });
}

/** A line for each function, the last one with who says so. */
export function stackLines({ functions, compiler }: StackBound): readonly string[] {
  return [
    ...functions.map(({ name, bytes }) => `${name} at most ${bytes} bytes;`),
    `by ${compiler} (-fstack-usage),`,
    "with all that they call in this file, without what a library takes",
  ];
}
