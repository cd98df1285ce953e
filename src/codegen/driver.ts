// The program around a function that calls it with inputs from outside: not for users, but for checking. What such a program looks
// like is a Driver's, which stands beside its Language; how it is compiled is not known here.

import type { Buffer, FunctionId } from "../program/program.ts";
import { callingConvention } from "../program/program.ts";
import type { Scalar } from "../program/scalar.ts";
import { unitOfModel, type Unit } from "../program/unit.ts";
import type { Language } from "./language.ts";
import type { EmitRequest, Package } from "./package.ts";
import { render, type Template } from "./render-template.ts";
import { SEQUENCE } from "./sequence.ts";
import { spellUnit } from "./spell-unit.ts";

export interface Driver {
  /** Filled with a DriverView. */
  readonly template: Template;
  /** Of the program that calls the function for many arguments as well; filled with a BatchDriverView (batch-driver.ts). */
  readonly batchTemplate: Template;
  /** Of the program that calls a function of one number with every float32 of a stretch; filled with a SweepDriverView (sweep-driver.ts). */
  readonly sweepTemplate: Template;
  /**
   * What functions of float64 are called in formulas that `sweepTemplate` judges results by, by their names in targets; absent where it judges
   * none.
   */
  readonly formulaWords?: ReadonlyMap<string, string>;
  /** The name of its file. */
  readonly file: string;
  /** Where it expects the source, relative to itself: the folder with a slash, or "". */
  readonly sourceFolder: string;
  /** The name of a function or a type of the source, where nothing can hide it. */
  qualified(name: string): string;
  /** How it passes an array, or its only element, of the type given, by value. */
  argument(array: string, byValue: Scalar | undefined): string;
  /** How it declares what is remembered between calls, and how it passes that. */
  instance(name: string, type: string): { readonly declaration: string; readonly argument: string };
  /** The statement that keeps what a call returns. */
  assign(target: string, call: string): string;
}

/** A language with the driver of its sources. */
export interface Driven {
  readonly language: Language;
  readonly driver: Driver;
}

/**
 * A program around the function: reads records from standard input, the elements of all inputs in order, each as the bytes
 * of its type in the machine's order, none between them, or one byte where there are no inputs; writes the outputs of each record to
 * standard output likewise. What the function remembers is started before the first of every `SEQUENCE` records.
 */
export function emitDriver(driven: Driven, request: EmitRequest): Package {
  return emitUnitDriver(driven, unitOfModel(request.name, request.program), 0);
}

/** As `emitDriver`, around a function of a unit. */
export function emitUnitDriver(driven: Driven, unit: Unit, id: FunctionId): Package {
  const { file, template } = driven.driver;
  return new Map([[file, render(template, driverView(driven, unit, id))]]);
}

/** What its template sees. */
export interface DriverView {
  readonly sourceName: string;
  readonly preamble: readonly string[];
  /** The type of what is remembered, and the heads of the functions that are called, for languages that want them repeated. */
  readonly state: readonly string[];
  readonly prototypes: readonly string[];
  /** The declaration of what is remembered, and what starts it: none where nothing is. */
  readonly memories: readonly { readonly declaration: string; readonly start: string; readonly sequence: string }[];
  /** The arrays of one record. A function has no name that begins like theirs. */
  readonly inputs: readonly DriverArray[];
  readonly outputs: readonly DriverArray[];
  /** The statement that computes the outputs from the inputs. */
  readonly call: string;
}

export interface DriverArray {
  readonly name: string;
  readonly declaration: string;
}

/** Of a driver that calls one function of a unit. @param spelled the unit as text, where it is known. */
export function driverView({ language, driver }: Driven, unit: Unit, id: FunctionId, spelled = spellUnit(unit, language, "own")): DriverView {
  const { program } = unit.functions[id];
  const spelling = language.spelling([program]);
  const { functionName, takesState } = spelled.functions[id];
  const state = takesState ? spelled.state : undefined;
  const instance = state === undefined ? undefined : driver.instance("_state", driver.qualified(state.type));
  const { inputs, outputs } = callingConvention(program);
  const arrayOf = (name: string, { size, scalar }: Buffer): DriverArray => ({
    name,
    declaration: spelling.scratch(name, size, scalar).line,
  });
  // What takes nothing is called once for each byte.
  const calls = arrayOf("_call", { role: "input", name: "call", scalar: "u8", size: 1 });
  const given = inputs.length === 0 ? [calls] : inputs.map(({ buffer }, position) => arrayOf(`_input${position}`, buffer));
  const filled = outputs.map(({ buffer }, position) => arrayOf(`_output${position}`, buffer));
  const returned = outputs.findIndex(({ passing }) => passing === "returned");
  const parts = [
    ...(instance === undefined ? [] : [instance.argument]),
    ...inputs.map(({ buffer, passing }, position) =>
      driver.argument(given[position].name, passing === "scalar" ? buffer.scalar : undefined),
    ),
    ...filled.filter((_, position) => position !== returned).map(({ name }) => driver.argument(name, undefined)),
  ];
  const called = spelled.functions.filter((one) => one.functionName === functionName || one.functionName === state?.initialiser);
  const prototypes = called.map(({ signature }) => signature);
  const declarations = [...given, ...filled].map(({ declaration }) => declaration);
  const call = `${driver.qualified(functionName)}(${parts.join(", ")})`;
  return {
    sourceName: unit.name,
    preamble: spelling.preamble([...(state?.lines ?? []), ...prototypes, ...declarations].join("\n")),
    state: state?.lines ?? [],
    prototypes,
    memories:
      instance === undefined || state === undefined
        ? []
        : [{ declaration: instance.declaration, start: spelling.call(`${driver.qualified(state.initialiser)}(${instance.argument})`), sequence: String(SEQUENCE) }],
    inputs: given,
    outputs: filled,
    call: returned === -1 ? spelling.call(call) : driver.assign(spelling.target(filled[returned].name, "0"), call),
  };
}
