// Emits a model as a package: a map from relative path to text, which is made while it is read. Writes no files.

import type { DomainVariable, Model } from "../network/model.ts";
import type { Network } from "../network/network.ts";
import type { Program } from "../program/program.ts";
import { givenTables, unitOfModel, type BatchModule, type Unit } from "../program/unit.ts";
import { writtenOut } from "./write-out/write-out.ts";
import { withBatch } from "./with-batch.ts";
import type { Golden } from "./self-test/golden.ts";
import { withSelfTest } from "./self-test/with-self-test.ts";
import { inlineFunctionOf } from "./inline-function.ts";
import { bannerFacts, bannerLines, summary, type BannerFacts } from "./banner.ts";
import type { Optimisation } from "./lower/layout.ts";
import type { Declarations, Language } from "./language.ts";
import type { Mathematics } from "./mathematics.ts";
import { render } from "./render-template.ts";
import { spellUnit, type SpelledUnit } from "./spell-unit.ts";
import type { SpelledFunction } from "./spelled-function.ts";
import type { FormTaken } from "./form.ts";
import type { ProvedError } from "./proved-error.ts";
import type { StackBound } from "./stack-of-calls.ts";
import type { Outside } from "./outside.ts";
import type { Result } from "./result.ts";
import type { Text } from "./text.ts";
import type { Workspace } from "./workspace.ts";
import { declarationsView, headerView, sourceView, withHeader, type Heading } from "./template-view.ts";

export type Package = ReadonlyMap<string, Text>;

export interface EmitRequest {
  readonly model: Model;
  /** The model's network after the passes, and what it was lowered to. */
  readonly network: Network;
  readonly program: Program;
  /** What the program was lowered for; speed where it is not said. */
  readonly optimize?: Optimisation | undefined;
  /** Accepted by checkFunctionName. */
  readonly name: string;
  readonly version: string;
  /** Of the model file's bytes, hexadecimal. */
  readonly modelSha256: string;
  /** What else is worth knowing of the model file. */
  readonly modelRemarks?: readonly string[];
  /** The command that writes this again, without paths. */
  readonly command: string;
  /** How a function for many arguments is to work, in languages that make vectors of blocks: in blocks or in a loop. Absent where there is none. */
  readonly batch?: "blocks" | "loop" | undefined;
  /** What the function for many arguments runs in languages that can; absent where it is not asked for. */
  readonly batchModule?: BatchModule | undefined;
  /** What the function is to be tested with that tells whether a build computes the right bits; absent where there is no such function. */
  readonly selfTest?: Golden | undefined;
  /** nnc's own where it is not said. */
  readonly math?: Mathematics | undefined;
  /** All values where it is not said; `network` gives it. */
  readonly result?: Result | undefined;
  /** `extend` where it is not said. */
  readonly outside?: Outside | undefined;
  /** Of a model that records none. */
  readonly givenDomain?: readonly DomainVariable[] | undefined;
  /** Absent where the network was asked for. */
  readonly form?: FormTaken | undefined;
  /** Of each element of the outputs; absent where it is not. */
  readonly proved?: readonly ProvedError[] | undefined;
  /** Absent where no compiler was asked. */
  readonly stack?: StackBound | undefined;
  /** Whose working memory is; the stack's where it is not said. In C alone. */
  readonly workspace?: Workspace | undefined;
  /** Of a source with a header; the function's name with the language's extensions where it is not said. */
  readonly fileNames?: FileNames | undefined;
  /** Of the package the source is one file of, as sources write it where they do; where it is not said, the source is a package of its own. */
  readonly packageName?: string | undefined;
}

/** Names alone, without folders. */
export interface FileNames {
  readonly source: string;
  readonly header: string;
}

/** One self-contained source file. */
export function emitSource(language: Language, request: EmitRequest): Package {
  const unit = unitOfRequest(language, request);
  const spelled = spellUnit(unit, language, request.math ?? "own");
  return sourceFile(language, request.name, headingOf(request, spelled, factsOf(request, unit, spelled)), spelled);
}

/** A model's sources in a folder, and what is known of them. */
export interface FolderSources {
  /** By their names. */
  readonly source: string;
  readonly header: string | undefined;
  readonly files: Package;
  readonly spelled: SpelledUnit;
  /** A sentence in printable ASCII. */
  readonly summary: string;
  readonly facts: BannerFacts;
}

/**
 * As `emitSource`, with a header of its own in languages that have headers, which lets compilers put short functions into their callers, or with the
 * declarations of what the source exports.
 */
export function emitWithHeader(language: Language, request: EmitRequest): FolderSources {
  const inlined = language.header?.holdsFunctions === true ? inlineFunctionOf(request.program, request.name) : undefined;
  const own = unitOfRequest(language, request);
  const unit = inlined === undefined ? own : { ...own, functions: [...own.functions, inlined] };
  const spelled = spellUnit(unit, language, request.math ?? "own");
  const facts = factsOf(request, unit, spelled);
  const heading = headingOf(request, spelled, facts);
  const names = namesOf(language, request);
  const files = filesWithHeader(language, unit, heading, spelled, names);
  return { ...names, files, spelled, summary: heading.summary, facts };
}

/** The functions of `emitSource` that compute the model: the one of the request, then, where there is one, that for many arguments. */
export function emittedFunctions(language: Language, request: EmitRequest): readonly SpelledFunction[] {
  const unit = unitOfRequest(language, { ...request, selfTest: undefined });
  return spellUnit(unit, language, request.math ?? "own").functions.filter(({ exported }) => exported);
}

/** The functions of `emitSource`, as Programs. */
export function unitOfRequest(language: Language, { name, program, optimize = "speed", batch, batchModule, selfTest, workspace }: EmitRequest): Unit {
  const isCallers = workspace === "caller" && language.takesWorkspace === true;
  const module = language.runsWebAssembly === true ? batchModule : undefined;
  const isWrittenOut = language.writtenOut !== undefined && optimize === "speed";
  const written = isWrittenOut ? writtenOut(program, language.writtenOut) : program;
  const whole = unitOfModel(name, module === undefined || holdsTablesOf(module, written) ? written : program);
  const unit: Unit = isCallers ? { ...whole, hasCallersWorkspace: true } : whole;
  // A block of calls has working memory of its own, of which callers would have to know how much.
  const withMany = batch === undefined ? unit : withBatch(unit, language.usesVectors && batch === "blocks" && !isCallers, module);
  return selfTest === undefined || language.selfTest === undefined ? withMany : withSelfTest(withMany, selfTest, language.selfTest.says);
}

/** A module is given its tables by the source; what is written out may be without one, of factors of 1 for example. */
function holdsTablesOf(module: BatchModule, { buffers }: Program): boolean {
  return givenTables(module).every((table) => buffers.includes(table));
}

function factsOf(request: EmitRequest, unit: Unit, spelled: SpelledUnit): BannerFacts {
  const [{ program }] = unit.functions;
  const { selfTest, state, workspace, functions: [{ functionName, parameters }] } = spelled;
  return bannerFacts({ ...request, program, functionName, parameters, state, workspaceType: workspace?.type, selfTestName: selfTest });
}

function headingOf(request: EmitRequest, { functions: [{ functionName }] }: SpelledUnit, facts: BannerFacts): Heading {
  return { version: request.version, summary: summary({ ...request, functionName }), banner: bannerLines(facts), packageName: request.packageName };
}

/** One self-contained source file of all the functions of a unit, whose name is accepted by checkFunctionName. */
export function emitUnit(language: Language, unit: Unit, heading: Heading, mathematics: Mathematics = "own"): Package {
  return sourceFile(language, unit.name, heading, spellUnit(unit, language, mathematics));
}

/** As `emitWithHeader`, of a unit. */
export function emitUnitWithHeader(language: Language, unit: Unit, heading: Heading): Package {
  return filesWithHeader(language, unit, heading, spellUnit(unit, language, "own"), namesOf(language, unit));
}

function filesWithHeader(language: Language, unit: Unit, heading: Heading, spelled: SpelledUnit, { source, header }: NamesInFolder): Package {
  const { header: style, template, declarations } = language;
  if (declarations !== undefined) return new Map([...sourceFile(language, unit.name, heading, spelled), ...declarationsFile(declarations, unit, heading)]);
  if (style === undefined || header === undefined) return sourceFile(language, unit.name, heading, spelled);
  const spelling = language.spelling(unit.functions.map(({ program }) => program));
  return new Map([
    [header, render(style.template, headerView(spelling, heading, style.guard(spelled.name), spelled))],
    [source, render(template, withHeader(sourceView(language, heading, spelled), style.include(header), spelled))],
  ]);
}

function sourceFile(language: Language, name: string, heading: Heading, spelled: SpelledUnit): Package {
  return new Map([[sourceName(language, name), render(language.template, sourceView(language, heading, spelled))]]);
}

function declarationsFile(declarations: Declarations, unit: Unit, heading: Heading): Package {
  const { extensions: [{ own: extension }], language, template } = declarations;
  return new Map([[`${unit.name}.${extension}`, render(template, declarationsView(declarations, heading, spellUnit(unit, language, "own")))]]);
}

function sourceName({ extension }: Language, unitName: string): string {
  return `${unitName}.${extension}`;
}

type NamesInFolder = Pick<FolderSources, "source" | "header">;

/** Without a header in languages that have none. */
function namesOf(language: Language, { name, fileNames }: Pick<EmitRequest, "name" | "fileNames">): NamesInFolder {
  const { header } = language;
  if (header === undefined) return { source: sourceName(language, name), header: undefined };
  return fileNames ?? { source: sourceName(language, name), header: `${name}.${header.extension}` };
}
