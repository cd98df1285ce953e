// The program around a function that times it: calls with the arguments it is given, one after the other. Not for users, but for
// measuring. What such a program looks like is a Timer's, which stands beside its Language; how it is compiled is not known here.

import { callingConvention, type Program } from "../program/program.ts";
import type { Package } from "./package.ts";
import { render, type Template } from "./render-template.ts";
import type { Passage } from "./text.ts";

/**
 * Arrays hold what all calls take and give, float32, the numbers of a call side by side: `number`s where a call takes each by value,
 * `arrays` where it takes those of a call as an array, `whole` where one call takes the array of all.
 */
export type TimedArrayForm = "number" | "arrays" | "whole";

export interface Timer {
  /** Filled with a TimerView. */
  readonly template: Template;
  /** The name of its file. */
  readonly file: string;
  /** A source of one function: evenly spaced values and the lines between them, as one writes that by hand. Filled with an EvenTableView. */
  readonly evenTable: Template;
  /** What the language's own elementary functions are called together, in prose. */
  readonly library: string;
  /** The name of the timed function, as the program knows it. */
  qualified(name: string): string;
  /** What the template declares an array as: a type, or in languages without types its value. */
  array(name: string, form: TimedArrayForm, size: number): string;
  /** What the call of number `i` passes. */
  argument(name: string, form: TimedArrayForm, size: number): string;
  /** The first number of the call of number `i`. */
  first(name: string, form: TimedArrayForm, size: number): string;
  /**
   * The head of a function that takes arrays and then fills others, as other tools write it in the language: who asks them knows by it which
   * language they write. Absent where no such tool takes part.
   */
  readonly foreignFunction?: (name: string, inputs: readonly string[], outputs: readonly string[]) => string;
  /** What a function for many arguments is told of how many there are, after its arrays. */
  readonly count: readonly string[];
  /** A number as it is added to the sum of results. */
  summed(value: string): string;
}

/** Numbers are spelled, of float32 where nothing else is said. */
export interface EvenTableView {
  readonly functionName: string;
  /** Of the values; a whole number. */
  readonly count: string;
  /** The lines that declare them, as `values`. */
  readonly table: readonly (string | Passage)[];
  readonly low: string;
  /** Cells in a width of 1. */
  readonly scale: string;
  /** Of the last cell, as a number and as a whole number. */
  readonly last: string;
  readonly lastCell: string;
}

/** A function of float32 and how it is called. */
export interface TimedFunction {
  /** As its source names it. */
  readonly name: string;
  /** The name of its source, without the extension. */
  readonly sourceName: string;
  /** What languages with headers and prototypes want: the names of headers, and heads of functions. */
  readonly headers: readonly string[];
  readonly prototypes: readonly string[];
  /** In the order of its parameters. */
  readonly inputs: readonly TimedParameter[];
  /** In the order of its parameters; a single one that has the form `number` is returned. */
  readonly outputs: readonly TimedParameter[];
  /** Whether one call does all of them; it is told how many there are, in languages whose arrays do not know. */
  readonly isBatch: boolean;
}

export interface TimedParameter {
  /** Numbers of a call. */
  readonly size: number;
  /** Whether a call takes it, or returns it, as a number. */
  readonly isNumber: boolean;
}

/** What its template sees. Statements have no end of their own. */
interface TimerView {
  readonly sourceName: string;
  readonly functionName: string;
  readonly headers: readonly string[];
  readonly prototypes: readonly string[];
  readonly inputs: readonly TimedArray[];
  readonly outputs: readonly TimedArray[];
  readonly arrays: readonly TimedArray[];
  readonly isBatch: boolean;
  /** Computes and keeps the results of call i, of a batch of all. */
  readonly kept: readonly string[];
  /** Computes them and adds one to `sum`. */
  readonly independent: readonly string[];
  /** A call with arguments that depend on `value`, the last result, which it sets; `nothing` is 0. */
  readonly dependent: readonly string[];
  /** The same without the call. */
  readonly between: readonly string[];
}

interface TimedArray {
  readonly name: string;
  readonly size: string;
  readonly array: string;
  readonly form: TimedArrayForm;
  readonly isWhole: boolean;
}

/**
 * A program that reads whole numbers of 32 bits, rounds, turns and calls, then of every input the numbers of all calls, float32, in the
 * machine's order; and writes of every output the results of all calls, float32, then for each round three float64: the nanoseconds of
 * a call with arguments that are known before, of one whose argument depends on the result before it, and of what makes it depend. A
 * round does every call as many times as there are turns. Without rounds the turns are done, and no time is written.
 */
export function emitTimer(timer: Timer, timed: TimedFunction): Package {
  return new Map([[timer.file, render(timer.template, timerView(timer, timed))]]);
}

/** How a call of a function passes numbers, as `callingConvention` has it. */
export function parametersTimed(program: Program): Pick<TimedFunction, "inputs" | "outputs"> {
  const { inputs, outputs } = callingConvention(program);
  return {
    inputs: inputs.map(({ buffer: { size }, passing }) => ({ size, isNumber: passing === "scalar" })),
    outputs: outputs.map(({ buffer: { size }, passing }) => ({ size, isNumber: passing === "returned" })),
  };
}

function timerView(timer: Timer, timed: TimedFunction): TimerView {
  const arrayOf = (name: string, { size, isNumber }: TimedParameter): TimedArray => {
    const form = timed.isBatch ? "whole" : isNumber ? "number" : "arrays";
    return { name, size: String(size), form, isWhole: form === "whole", array: timer.array(name, form, size) };
  };
  const inputs = timed.inputs.map((parameter, position) => arrayOf(`x${position}`, parameter));
  const outputs = timed.outputs.map((parameter, position) => arrayOf(`y${position}`, parameter));
  const { name, sourceName, headers, prototypes, isBatch } = timed;
  const view = { sourceName, functionName: name, headers, prototypes, inputs, outputs, arrays: [...inputs, ...outputs], isBatch };
  return { ...view, ...statements(timer, timed, inputs, outputs) };
}

function statements(
  timer: Timer,
  timed: TimedFunction,
  inputs: readonly TimedArray[],
  outputs: readonly TimedArray[],
): Pick<TimerView, "kept" | "independent" | "dependent" | "between"> {
  const argument = ({ name, form, size }: TimedArray): string => timer.argument(name, form, Number(size));
  const first = ({ name, form, size }: TimedArray): string => timer.first(name, form, Number(size));
  const given = inputs.map(argument);
  const called = (passed: readonly string[]): string => `${timer.qualified(timed.name)}(${passed.join(", ")})`;
  if (timed.isBatch) {
    const call = called([...given, ...outputs.map(argument), ...timer.count]);
    return { kept: [call], independent: [call], dependent: [], between: [] };
  }
  const [input] = inputs;
  const [output] = outputs;
  const isReturned = output.form === "number";
  const passed = isReturned ? [] : outputs.map(argument);
  const result = (one: readonly string[]): { readonly before: readonly string[]; readonly value: string } =>
    isReturned ? { before: [], value: called(one) } : { before: [called([...one, ...passed])], value: first(output) };
  const usual = result(given);
  const byValue = input.form === "number";
  const changed = byValue ? result([`${first(input)} + nothing * value`, ...given.slice(1)]) : usual;
  const change = byValue ? [] : [`${first(input)} += nothing * value`];
  return {
    kept: isReturned ? [`${first(output)} = ${usual.value}`] : usual.before,
    independent: [...usual.before, `sum += ${timer.summed(usual.value)}`],
    dependent: [...change, ...changed.before, `value = ${changed.value}`],
    between: byValue ? [`value = ${first(input)} + nothing * value`] : [...change, `value = ${first(input)}`],
  };
}
