// What a template sees: strings that are spelled already. A path that does not exist is an error, never an empty string.

import type { Buffer, Program } from "../program/program.ts";
import { callingConvention } from "../program/program.ts";
import type { Backend } from "./backend.ts";
import type { BannerSubject } from "./banner.ts";
import { bannerLines, summary } from "./banner.ts";
import type { SpelledProgram } from "./spell.ts";
import { spellProgram } from "./spell.ts";

export interface SourceView {
  readonly version: string;
  readonly summary: string;
  readonly banner: readonly string[];
  readonly packageName: string;
  readonly functionName: string;
  readonly preamble: readonly string[];
  readonly tables: SpelledProgram["tables"];
  readonly fileScratch: readonly string[];
  readonly helpers: SpelledProgram["helpers"];
  readonly signature: string;
  readonly body: readonly string[];
}

export function sourceView(backend: Backend, subject: Omit<BannerSubject, "parameters">, spelled: SpelledProgram): SourceView {
  return {
    version: subject.version,
    summary: summary(subject),
    banner: bannerLines({ ...subject, parameters: spelled.parameters }),
    packageName: backend.packageName(spelled.functionName),
    functionName: spelled.functionName,
    preamble: spelled.preamble,
    tables: spelled.tables,
    fileScratch: spelled.fileScratch,
    helpers: spelled.helpers,
    signature: spelled.signature,
    body: spelled.body,
  };
}

export interface DriverView {
  readonly sourceName: string;
  readonly preamble: readonly string[];
  readonly signature: string;
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

export function driverView(backend: Backend, program: Program, functionName: string, sourceName: string): DriverView {
  const spelling = backend.spelling(program);
  const { inputs, outputs } = callingConvention(program);
  const arrayOf = (name: string, { size, scalar }: Buffer): DriverArray => ({ name, declaration: spelling.scratch(name, size, scalar).line });
  const given = inputs.map(({ buffer }, position) => arrayOf(`_input${position}`, buffer));
  const filled = outputs.map(({ buffer }, position) => arrayOf(`_output${position}`, buffer));
  const returned = outputs.findIndex(({ passing }) => passing === "returned");
  const parts = [
    ...inputs.map(({ buffer, passing }, position) => spelling.argument(given[position].name, passing === "scalar" ? buffer.scalar : undefined)),
    ...filled.filter((_, position) => position !== returned).map(({ name }) => spelling.argument(name, undefined)),
  ];
  const { signature } = spellProgram(program, backend, functionName);
  return {
    sourceName,
    preamble: spelling.preamble([signature, ...[...given, ...filled].map(({ declaration }) => declaration)].join("\n")),
    signature,
    inputs: given,
    outputs: filled,
    call: spelling.call(
      `${backend.qualified(functionName)}(${parts.join(", ")})`,
      returned === -1 ? undefined : spelling.target(filled[returned].name, "0"),
    ),
  };
}
