// Makes what nnc emit writes: a source, a source with its header, or a package. Writes no files.

import { emitSource, emitWithHeader, type EmitRequest, type Package } from "../../../codegen/package.ts";
import type { StackBound } from "../../../codegen/stack-of-calls.ts";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { EMITTED, LANGUAGES, spokenName, type EmittedName } from "../../../languages/index.ts";
import { printNetwork } from "../../../network/print-network.ts";
import { emitRequest, type EmitChoices } from "../../../pipeline/emit-request.ts";
import { inForm } from "../../../pipeline/in-form.ts";
import type { InForm } from "../../../pipeline/loaded-form.ts";
import { measuredAnew } from "../../../pipeline/measured-anew.ts";
import type { PackageChoices } from "../../../pipeline/packaged.ts";
import { withProof } from "../../../pipeline/with-proof.ts";
import { printProgram } from "../../../program/print-program.ts";
import { loadModel, readingNotes } from "../../files/model-file.ts";
import type { ReadingSettings } from "../../options/reading-options.ts";
import type { Terminal } from "../../terminal/terminal.ts";

/** What is shown of how a model becomes a program. */
export interface Making {
  readonly reading: ReadingSettings;
  /** Of lines about networks and programs. */
  readonly dump: (line: string) => void;
  readonly terminal: Terminal;
}

/** @param models one, unless the choices are of a package. */
export async function emittedFile(model: string, choices: EmitChoices, making: Making): Promise<Package> {
  const { language } = EMITTED[choices.language];
  if (choices.shape === "header" && language.header === undefined && language.declarations === undefined) throw noHeader(language.title);
  const request = await completed(emitRequest(await formOf(model, choices, making), choices), choices, making);
  return choices.shape === "header" ? emitWithHeader(language, request).files : emitSource(language, request);
}

/** The files by their paths in the folder. */
export async function emittedPackage(models: readonly string[], choices: PackageChoices, making: Making): Promise<Package> {
  const [{ packaged }, { pictureOf }] = await Promise.all([import("../../../pipeline/packaged.ts"), import("./package-picture.ts")]);
  const read = await Promise.all(models.map(async (model) => {
    const inItsForm = await formOf(model, choices, making);
    const picture = await pictureOf(inItsForm.loaded);
    return { inItsForm, picture, completed: (request: EmitRequest) => completed(request, choices, making) };
  }));
  return packaged(read, choices);
}

async function formOf(model: string, choices: Omit<PackageChoices, "names" | "packageName" | "packageVersion">, { reading, dump, terminal }: Making): Promise<InForm> {
  const loaded = await loadModel(model, reading, (pass, network) => {
    dump(`after ${pass.name}:\n${printNetwork(network)}`);
  });
  readingNotes(loaded).forEach(terminal.say);
  const measured = await measuredAnew(loaded);
  return withProof(measured, await inForm(measured, choices));
}

async function completed(request: EmitRequest, { language, stack }: Pick<EmitChoices, "language" | "stack">, { dump }: Making): Promise<EmitRequest> {
  dump(`program:\n${printProgram(request.program)}`);
  return stack === undefined ? request : { ...request, stack: await boundOf(language, request, stack) };
}

/** Loaded where it is asked for: it runs a compiler. */
async function boundOf(language: EmittedName, request: EmitRequest, command: readonly string[]): Promise<StackBound> {
  const { stackBound } = await import("../../../pipeline/stack-bound.ts");
  return stackBound(spokenName(language), request, command);
}

function noHeader(title: string): DiagnosticError {
  const [{ name }] = LANGUAGES.filter(({ header }) => header !== undefined);
  return new DiagnosticError({
    id: "header-of-other-language",
    message: `sources in ${title} have no headers`,
    place: "--header",
    hint: `leave it out, or give --lang ${name}`,
  });
}
