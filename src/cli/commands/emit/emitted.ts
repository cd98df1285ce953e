// Makes what nnc emit writes: a source, a source with its header, or a package. Writes no files.

import { basename } from "node:path";
import { emitSource, emitWithHeader, type EmitRequest, type Package } from "../../../codegen/package.ts";
import type { PackageNaming } from "../../../codegen/packaging/package-style.ts";
import type { StackBound } from "../../../codegen/stack-of-calls.ts";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { EMITTED, languageOf, LANGUAGES, type EmittedName, type WrittenIn } from "../../../languages/index.ts";
import { printNetwork } from "../../../network/print-network.ts";
import { emitRequest, functionNameOf, type EmitChoices } from "../../../pipeline/emit-request.ts";
import { inForm } from "../../../pipeline/in-form.ts";
import type { InForm } from "../../../pipeline/loaded-form.ts";
import { measuredAnew } from "../../../pipeline/measured-anew.ts";
import type { PackageChoices } from "../../../pipeline/packaged.ts";
import { withProof } from "../../../pipeline/with-proof.ts";
import { printProgram } from "../../../program/print-program.ts";
import { endOnSignals } from "../../entry/signals.ts";
import { loadModel, readingNotes } from "../../files/model-file.ts";
import type { ReadingSettings } from "../../options/reading-options.ts";
import type { Terminal } from "../../terminal/terminal.ts";

/** What is shown of how a model becomes a program. */
export interface Making {
  readonly reading: ReadingSettings;
  /** Of lines about networks and programs, which are made where they are shown. */
  readonly dump: (line: () => string) => void;
  readonly terminal: Terminal;
}

/** @param output the source's path; undefined where it has none. */
export async function emittedFile(model: string, output: string | undefined, choices: EmitChoices, making: Making): Promise<Package> {
  const language = languageOf(choices.language);
  if (choices.shape === "header" && language.header === undefined && language.declarations === undefined) throw noHeader(language.title);
  checkPackageName(choices);
  sayMistaken(output, choices, making);
  const inItsForm = await formOf(model, choices, making);
  const packageName = choices.packageName ?? await packageJoined(output, choices, functionNameOf(inItsForm, choices.name, choices.language));
  const request = await completed(emitRequest(inItsForm, { ...choices, packageName }), choices, making);
  return choices.shape === "header" ? emitWithHeader(language, request).files : emitSource(language, request);
}

/** @throws DiagnosticError (usage) where the language's sources are part of no package, or of none of this name. */
function checkPackageName({ language: name, packageName }: EmitChoices): void {
  if (packageName === undefined) return;
  const { title } = languageOf(name);
  const naming = namingOfPackages(name);
  if (naming !== undefined) naming.checkClause(packageName);
  else {
    throw new DiagnosticError({
      id: "package-of-other-language",
      message: `a source in ${title} is part of no package`,
      place: "--package",
      hint: "leave it out, or name a folder for a package: -o exp/",
    });
  }
}

/** A file that the language's tools take for something else is written all the same: who names it may want just that. */
function sayMistaken(output: string | undefined, { language }: EmitChoices, { terminal }: Making): void {
  const what = output === undefined ? undefined : namingOfPackages(language)?.mistaken(basename(output));
  if (what !== undefined) terminal.say(`note: ${what}`);
}

/** Undefined where sources do not say what package they are part of. */
function namingOfPackages(written: WrittenIn): PackageNaming | undefined {
  return typeof written === "string" ? EMITTED[written].packageStyle.naming : undefined;
}

/** Loaded where it is asked for: it looks at the folder. */
async function packageJoined(output: string | undefined, { language: name }: EmitChoices, functionName: string): Promise<string | undefined> {
  const naming = namingOfPackages(name);
  if (naming === undefined || output === undefined) return undefined;
  const { packageAround } = await import("./package-around.ts");
  const { naming: spelled } = languageOf(name);
  const found = packageAround(output, naming, spelled.package(spelled.function(functionName)));
  if (found !== undefined) naming.checkClause(found);
  return found;
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

type FormChoices = Omit<PackageChoices, "language" | "names" | "packageName" | "folderName" | "packageVersion" | "packageUrl" | "packageLicense" | "module">;

async function formOf(model: string, choices: FormChoices, { reading, dump, terminal }: Making): Promise<InForm> {
  const loaded = await loadModel(model, reading, (pass, network) => {
    dump(() => `after ${pass.name}:\n${printNetwork(network)}`);
  });
  readingNotes(loaded).forEach(terminal.say);
  const measured = await measuredAnew(loaded);
  return withProof(measured, await inForm(measured, choices));
}

async function completed(request: EmitRequest, { language, stack }: Pick<EmitChoices, "language" | "stack">, { dump }: Making): Promise<EmitRequest> {
  dump(() => `program:\n${printProgram(request.program)}`);
  return stack === undefined || typeof language !== "string" ? request : { ...request, stack: await boundOf(language, request, stack) };
}

/** Loaded where it is asked for: it runs a compiler, in a folder of its own. */
async function boundOf(language: EmittedName, request: EmitRequest, command: readonly string[]): Promise<StackBound> {
  endOnSignals();
  const { stackBound } = await import("../../../pipeline/stack-bound.ts");
  return stackBound(language, request, command);
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
