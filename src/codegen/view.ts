// What a template sees: strings that are spelled already. A path that does not exist is an error, never an empty string.

import type { Buffer, FunctionId } from "../program/program.ts";
import { callingConvention } from "../program/program.ts";
import type { Unit } from "../program/unit.ts";
import type { Backend, Spelling } from "./backend.ts";
import type { SpelledUnit } from "./spell-unit.ts";
import { spellUnit } from "./spell-unit.ts";

export interface SourceView {
  readonly version: string;
  readonly summary: string;
  readonly banner: readonly string[];
  readonly packageName: string;
  /** How many functions the file is there for, in words. */
  readonly contents: string;
  readonly unitName: string;
  readonly preamble: readonly string[];
  /** The lines that declare what is remembered between calls; none where nothing is. */
  readonly state: readonly string[];
  /** The heads of the functions that users may call. */
  readonly prototypes: readonly string[];
  readonly tables: SpelledUnit["tables"];
  readonly fileScratch: readonly string[];
  readonly helpers: SpelledUnit["helpers"];
  readonly functions: readonly FunctionView[];
}

interface FunctionView {
  /** The file's summary, where this is its only function. */
  readonly summary: string;
  readonly comment: string;
  readonly signature: string;
  readonly body: readonly string[];
  /** Whether another function comes after it. */
  readonly isFollowed: boolean;
}

/** What a file says of itself: printable ASCII. */
export interface Heading {
  readonly version: string;
  /** A sentence. */
  readonly summary: string;
  readonly banner: readonly string[];
}

export function sourceView(backend: Backend, heading: Heading, { name, preamble, state, tables, fileScratch, helpers, functions }: SpelledUnit): SourceView {
  const exported = functions.filter((one) => one.exported);
  return {
    ...heading,
    packageName: backend.packageName(name),
    contents: exported.length === 1 ? "one function" : `${exported.length} functions`,
    unitName: name,
    preamble,
    state: state?.lines ?? [],
    prototypes: exported.map(({ signature }) => signature),
    tables,
    fileScratch,
    helpers,
    functions: functions.map(({ comment, signature, body }, position) => ({
      summary: functions.length === 1 && comment === "" ? heading.summary : "",
      comment,
      signature,
      body,
      isFollowed: position < functions.length - 1,
    })),
  };
}

/** The same view of a source whose functions are declared elsewhere. */
export function withHeader(view: SourceView, include: string): SourceView {
  return { ...view, preamble: [include, ...view.preamble], state: [], prototypes: [] };
}

export interface HeaderView extends Heading {
  /** The macro that keeps the file from being read twice. */
  readonly guard: string;
  readonly preamble: readonly string[];
  readonly state: readonly string[];
  /** Those that users may call. */
  readonly functions: readonly { readonly comment: string; readonly signature: string }[];
}

/** Of the file that declares what a source has for its users. */
export function headerView(spelling: Spelling, heading: Heading, guard: string, { state, functions }: SpelledUnit): HeaderView {
  const exported = functions.filter((one) => one.exported).map(({ comment, signature }) => ({ comment, signature }));
  const lines = state?.lines ?? [];
  return { ...heading, guard, preamble: spelling.preamble([...lines, ...exported.map(({ signature }) => signature)].join("\n")), state: lines, functions: exported };
}

export interface DriverView {
  readonly sourceName: string;
  readonly preamble: readonly string[];
  /** The type of what is remembered, and the heads of the functions that are called, for languages that want them repeated. */
  readonly state: readonly string[];
  readonly prototypes: readonly string[];
  /** The statements before the first record. */
  readonly start: readonly string[];
  /** The arrays of one record. A function has no name that begins like theirs. */
  readonly inputs: readonly DriverArray[];
  readonly outputs: readonly DriverArray[];
  /** The statement that computes the outputs from the inputs. */
  readonly call: string;
}

interface DriverArray {
  readonly name: string;
  readonly declaration: string;
}

/** Of a driver that calls one function of a unit. */
export function driverView(backend: Backend, unit: Unit, id: FunctionId, sourceName: string): DriverView {
  const { program } = unit.functions[id];
  const spelling = backend.spelling([program]);
  const spelled = spellUnit(unit, backend);
  const { functionName, takesState } = spelled.functions[id];
  const state = takesState ? spelled.state : undefined;
  const instance = state === undefined ? undefined : spelling.instance("_state", backend.qualified(state.type));
  const { inputs, outputs } = callingConvention(program);
  const arrayOf = (name: string, { size, scalar }: Buffer): DriverArray => ({ name, declaration: spelling.scratch(name, size, scalar).line });
  const given = inputs.map(({ buffer }, position) => arrayOf(`_input${position}`, buffer));
  const filled = outputs.map(({ buffer }, position) => arrayOf(`_output${position}`, buffer));
  const returned = outputs.findIndex(({ passing }) => passing === "returned");
  const parts = [
    ...(instance === undefined ? [] : [instance.argument]),
    ...inputs.map(({ buffer, passing }, position) => spelling.argument(given[position].name, passing === "scalar" ? buffer.scalar : undefined)),
    ...filled.filter((_, position) => position !== returned).map(({ name }) => spelling.argument(name, undefined)),
  ];
  const called = spelled.functions.filter((one) => one.functionName === functionName || one.functionName === state?.initialiser);
  const prototypes = called.map(({ signature }) => signature);
  const result = returned === -1 ? undefined : spelling.target(filled[returned].name, "0");
  return {
    sourceName,
    preamble: spelling.preamble([...(state?.lines ?? []), ...prototypes, ...[...given, ...filled].map(({ declaration }) => declaration)].join("\n")),
    state: state?.lines ?? [],
    prototypes,
    start: instance === undefined || state === undefined ? [] : [instance.declaration, spelling.call(`${backend.qualified(state.initialiser)}(${instance.argument})`, undefined)],
    inputs: given,
    outputs: filled,
    call: spelling.call(`${backend.qualified(functionName)}(${parts.join(", ")})`, result),
  };
}
