// The words of target expressions: functions, constants and operators, with what they compute in float64.
// Uses nothing of Math whose result the language leaves open.

import { ELEMENTARY_FUNCTIONS, log, pow } from "../../numeric/elementary/index.ts";


export type OneArgumentFunction = (x: number) => number;
export type TwoArgumentFunction = (x: number, y: number) => number;

/** Functions of one argument: the elementary ones and those that are exact in float64 (square and cube are rounded). */
export const ONE_ARGUMENT_FUNCTIONS: ReadonlyMap<string, OneArgumentFunction> = new Map<string, OneArgumentFunction>([
  ...Object.entries(ELEMENTARY_FUNCTIONS).flatMap(([name, one]): [string, OneArgumentFunction][] =>
    one.arity === 1 ? [[name, one.evaluate]] : [],
  ),
  ["abs", Math.abs],
  ["sign", Math.sign],
  ["floor", Math.floor],
  ["ceil", Math.ceil],
  ["square", (x) => x * x],
  ["cube", (x) => x * x * x],
]);

/** Functions of two arguments; log is also one of one argument. */
export const TWO_ARGUMENT_FUNCTIONS: ReadonlyMap<string, TwoArgumentFunction> = new Map<string, TwoArgumentFunction>([
  ...Object.entries(ELEMENTARY_FUNCTIONS).flatMap(([name, one]): [string, TwoArgumentFunction][] =>
    one.arity === 2 ? [[name, one.evaluate]] : [],
  ),
  ["log", (x, base) => log(x) / log(base)],
]);

/** Functions of one or more arguments; NaN among them gives NaN. */
export const ANY_ARGUMENT_FUNCTIONS: ReadonlyMap<string, (values: readonly number[]) => number> = new Map([
  ["max", (values: readonly number[]) => Math.max(...values)],
  ["min", (values: readonly number[]) => Math.min(...values)],
]);

export const FUNCTION_NAMES: readonly string[] = [
  ...new Set([...ONE_ARGUMENT_FUNCTIONS.keys(), ...TWO_ARGUMENT_FUNCTIONS.keys(), ...ANY_ARGUMENT_FUNCTIONS.keys()]),
].sort();

/** Constants as mathjs calls them; ECMA-262 fixes those of Math to the nearest float64. */
export const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ["pi", Math.PI],
  ["PI", Math.PI],
  ["tau", 2 * Math.PI],
  ["e", Math.E],
  ["E", Math.E],
  ["phi", (1 + Math.sqrt(5)) / 2],
  ["LN2", Math.LN2],
  ["LN10", Math.LN10],
  ["LOG2E", Math.LOG2E],
  ["LOG10E", Math.LOG10E],
  ["SQRT2", Math.SQRT2],
  ["SQRT1_2", Math.SQRT1_2],
]);

/** Operators of two numbers by the name mathjs gives their function. */
export const BINARY_OPERATORS: ReadonlyMap<string, TwoArgumentFunction> = new Map<string, TwoArgumentFunction>([
  ["add", (x, y) => x + y],
  ["subtract", (x, y) => x - y],
  ["multiply", (x, y) => x * y],
  ["divide", (x, y) => x / y],
  ["pow", pow],
]);

export const UNARY_OPERATORS: ReadonlyMap<string, OneArgumentFunction> = new Map<string, OneArgumentFunction>([
  ["unaryMinus", (x) => -x],
  ["unaryPlus", (x) => x],
]);

/** Comparisons by the name mathjs gives their function; exact. */
export const COMPARISONS: ReadonlyMap<string, (x: number, y: number) => boolean> = new Map([
  ["smaller", (x: number, y: number) => x < y],
  ["smallerEq", (x: number, y: number) => x <= y],
  ["larger", (x: number, y: number) => x > y],
  ["largerEq", (x: number, y: number) => x >= y],
  ["equal", (x: number, y: number) => x === y],
  ["unequal", (x: number, y: number) => x !== y],
]);
