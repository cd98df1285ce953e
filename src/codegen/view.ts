// What a template sees: strings that are spelled already. A path that does not exist is an error, never an empty string.

import type { Program } from "../program/program.ts";
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
  readonly tables: SpelledProgram["tables"];
  readonly fileScratch: readonly string[];
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
    tables: spelled.tables,
    fileScratch: spelled.fileScratch,
    signature: spelled.signature,
    body: spelled.body,
  };
}

export interface DriverView {
  readonly sourceName: string;
  readonly signature: string;
  /** Elements of one record. */
  readonly inputSize: string;
  readonly outputSize: string;
  /** The statement that computes `_output` from `_input`: a function has no name that begins like these. */
  readonly call: string;
}

export function driverView(backend: Backend, program: Program, functionName: string, sourceName: string): DriverView {
  const spelling = backend.spelling(program);
  const { inputs, outputs } = callingConvention(program);
  const parts: string[] = [];
  let inputSize = 0;
  for (const { buffer, passing } of inputs) {
    parts.push(spelling.argument("_input", inputSize, passing === "scalar" ? undefined : buffer.size));
    inputSize += buffer.size;
  }
  let outputSize = 0;
  let result: string | undefined;
  for (const { buffer, passing } of outputs) {
    if (passing === "returned") result = spelling.argument("_output", outputSize, undefined);
    else parts.push(spelling.argument("_output", outputSize, buffer.size));
    outputSize += buffer.size;
  }
  return {
    sourceName,
    signature: spellProgram(program, backend, functionName).signature,
    inputSize: String(inputSize),
    outputSize: String(outputSize),
    call: spelling.call(`${backend.qualified(functionName)}(${parts.join(", ")})`, result),
  };
}
