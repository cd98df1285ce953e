// Emits a model as a package: a map from relative path to text, which is made while it is read. Writes no files.

import type { Model } from "../network/model.ts";
import type { Network } from "../network/network.ts";
import type { FunctionId, Program } from "../program/program.ts";
import { unitOf, type Unit } from "../program/unit.ts";
import type { Backend } from "./backend.ts";
import { bannerLines, summary } from "./banner.ts";
import { render } from "./render.ts";
import { spellUnit, type SpelledUnit } from "./spell-unit.ts";
import { TEMPLATES } from "./templates.ts";
import type { Text } from "./text.ts";
import { driverView, headerView, sourceView, withHeader, type Heading } from "./view.ts";

export type Package = ReadonlyMap<string, Text>;

export interface EmitRequest {
  readonly model: Model;
  /** The model's network after the passes, and what it was lowered to. */
  readonly network: Network;
  readonly program: Program;
  /** Accepted by checkFunctionName. */
  readonly name: string;
  readonly version: string;
  /** Of the model file's bytes, hexadecimal. */
  readonly modelSha256: string;
  /** What else is worth knowing of the model file. */
  readonly modelRemark?: string | undefined;
  /** The command that writes this again, without paths. */
  readonly command: string;
}

/** One self-contained source file. */
export function emitSource(backend: Backend, request: EmitRequest): Package {
  const unit = unitOf(request.name, request.program);
  const spelled = spellUnit(unit, backend);
  return sourceFile(backend, request.name, headingOf(request, spelled), spelled);
}

/** What a folder of sources takes: the source and, where the language has such a thing, the header that declares its functions. */
export function emitFolder(backend: Backend, request: EmitRequest): Package {
  const unit = unitOf(request.name, request.program);
  const spelled = spellUnit(unit, backend);
  return folderOf(backend, unit, headingOf(request, spelled), spelled);
}

function headingOf(request: EmitRequest, { functions: [{ functionName, parameters }] }: SpelledUnit): Heading {
  const subject = { ...request, functionName, parameters };
  return { version: request.version, summary: summary(subject), banner: bannerLines(subject) };
}

/** One self-contained source file of all the functions of a unit, whose name is accepted by checkFunctionName. */
export function emitUnit(backend: Backend, unit: Unit, heading: Heading): Package {
  return sourceFile(backend, unit.name, heading, spellUnit(unit, backend));
}

/** As `emitFolder`, of a unit. */
export function emitUnitFolder(backend: Backend, unit: Unit, heading: Heading): Package {
  return folderOf(backend, unit, heading, spellUnit(unit, backend));
}

function folderOf(backend: Backend, unit: Unit, heading: Heading, spelled: SpelledUnit): Package {
  const { source, header: template } = TEMPLATES[backend.name];
  if (backend.header === undefined || template === undefined) return sourceFile(backend, unit.name, heading, spelled);
  const naming = backend.header;
  const header = `${unit.name}.${naming.extension}`;
  const spelling = backend.spelling(unit.functions.map(({ program }) => program));
  return new Map([
    [header, render(template, headerView(spelling, heading, naming.guard(spelled.name), spelled))],
    [`${unit.name}.${backend.extension}`, render(source, withHeader(sourceView(backend, heading, spelled), naming.include(header)))],
  ]);
}

function sourceFile(backend: Backend, name: string, heading: Heading, spelled: SpelledUnit): Package {
  return new Map([[`${name}.${backend.extension}`, render(TEMPLATES[backend.name].source, sourceView(backend, heading, spelled))]]);
}

/**
 * A program around the function: reads records from standard input, the elements of all inputs in order, each as the bytes
 * of its type in the machine's order, none between them; writes the outputs of each record to standard output likewise. Not for users: for checking.
 */
export function emitDriver(backend: Backend, request: EmitRequest): Package {
  return emitUnitDriver(backend, unitOf(request.name, request.program), 0);
}

/** As `emitDriver`, around a function of a unit: what it remembers is started before the first record. */
export function emitUnitDriver(backend: Backend, unit: Unit, id: FunctionId): Package {
  const view = driverView(backend, unit, id, unit.name);
  return new Map([[backend.driverFile, render(TEMPLATES[backend.name].driver, view)]]);
}
