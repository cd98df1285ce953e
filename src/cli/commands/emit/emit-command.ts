// nnc emit: prints a model as one self-contained source file, or as a package, or checks files that were emitted before.

import { basename, join, resolve } from "node:path";
import * as z from "zod/mini";
import { OUTSIDE, type Outside } from "../../../codegen/outside.ts";
import { RESULTS, type Result } from "../../../codegen/result.ts";
import { SELF_TESTS, type SelfTest } from "../../../codegen/self-test/self-test.ts";
import type { Package } from "../../../codegen/package.ts";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { oneOfWords, type Problem } from "../../../diagnostics/problem.ts";
import { EMITTED, EMITTED_NAMES, languageOf, type EmittedName, type WrittenIn } from "../../../languages/index.ts";
import type { Command } from "../../arguments/command.ts";
import { defineCommand } from "../../arguments/define-command.ts";
import { excludeEachOther } from "../../arguments/exclusive-options.ts";
import { flag, text, texts } from "../../arguments/validate.ts";
import type { EmitChoices } from "../../../pipeline/emit-request.ts";
import { optionOf } from "../../../shell/option-spelling.ts";
import { isPackageLicense, isPackageUrl } from "../../../pipeline/package-origin.ts";
import { isPackageVersion } from "../../../pipeline/package-version.ts";
import { readDomainVariable } from "../../../run/settings/domain.ts";
import { readTolerance } from "../../../run/settings/numbers.ts";
import { C_STANDARD_OPTION, inStandard, readCStandard } from "../../options/c-standard-option.ts";
import { readWorkspace, WORKSPACE_OPTION } from "../../options/workspace-option.ts";
import { MULTIPLY_ADD_OPTION, multiplyAddField, READING_OPTIONS, readingFields, STATE_OPTIONS, stateFields } from "../../options/reading-options.ts";
import { FORM_OPTION, readForm } from "../../options/form-option.ts";
import { NUMBERS_OPTION, readNumbers } from "../../options/numbers-option.ts";
import { readEmittedLanguage } from "../../options/language-option.ts";
import {
  DEFAULT_MODEL, DOMAIN_OPTION, FORCE_OPTION, MATH_OPTION, MODEL_ARGUMENT, OPTIMIZE_OPTION, readKeptFile, readMathematics, readOptimisation, readPath,
} from "../../options/shared-options.ts";
import { endOnSignals } from "../../entry/signals.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { emittedFile, emittedPackage, type Making } from "./emitted.ts";
import { isFileOf, isHeader, languageNamed, namedFile, namedFiles, nameOfAnother } from "./named-file.ts";

const schema = z.object({
  model: z._default(z.array(text(readPath)), [DEFAULT_MODEL]),
  lang: z.optional(text(readEmittedLanguage)),
  template: z.optional(text(readPath)),
  cStandard: z.optional(text(readCStandard)),
  name: z._default(z.array(z.string()), []),
  header: flag,
  package: z.optional(z.string()),
  module: z.optional(z.string()),
  packageVersion: z.optional(text(readVersion)),
  packageUrl: z.optional(text(readUrl)),
  packageLicense: z.optional(text(readLicense)),
  output: z._default(text(readPath), "-"),
  force: flag,
  check: z.optional(text(readKeptFile)),
  json: flag,
  dumpPasses: flag,
  optimize: z._default(text(readOptimisation), "speed"),
  math: z._default(text(readMathematics), "own"),
  result: z._default(text(readResult), "values"),
  outside: z._default(text(readOutside), "extend"),
  form: z._default(text(readForm), "network"),
  maxError: z.optional(text(readTolerance)),
  numbers: z._default(text(readNumbers), "float32"),
  domain: texts(readDomainVariable),
  batch: flag,
  simd: flag,
  stack: z.optional(text(readCompilerCommand)),
  selfTest: z._default(text(readSelfTest), "golden"),
  workspace: z._default(text(readWorkspace), "stack"),
  ...readingFields,
  ...multiplyAddField,
  ...stateFields,
});

type Settings = z.infer<typeof schema>;

const definition = defineCommand({
  positionals: [{ ...MODEL_ARGUMENT, isList: true }],
  options: [
    {
      name: "lang",
      kind: "value",
      describe: `the language: ${EMITTED_NAMES.slice(0, -1).join(", ")} or ${EMITTED_NAMES.slice(-1).join("")}; may be left out where the name of the output file tells it`,
      choices: EMITTED_NAMES,
    },
    { name: "template", kind: "value", describe: "write a language of your own: a folder with language.json, which describes it, and source.hbs, the shape of a file (docs/templates.md)" },
    C_STANDARD_OPTION,
    {
      name: "name",
      kind: "list",
      describe: "the name of the function, such as pseudo_exp; each language spells it in its own way; once per model",
    },
    { name: "output", short: "o", kind: "value", describe: "write to this file instead of standard output, or a package into this folder, such as exp/: sources, tests, a README and what the language's tools build them with" },
    { name: "header", kind: "flag", describe: "write a header beside the source, and have the source include it, in C: exp.h beside -o exp.c; -o exp.h and -o exp.hpp ask for it as well; in JavaScript its declarations" },
    { name: "package", kind: "value", describe: "the name of the package (the function's, or of several the folder's); of a file in Go the package it is part of (that of the folder's other files)" },
    { name: "module", kind: "value", describe: "where programs import the package from, in Go, such as example.com/x/exp (the name of the package)" },
    { name: "package-version", kind: "value", describe: "the version of the package (1.0.0)" },
    { name: "package-url", kind: "value", describe: "a page that says more of the package, such as its repository; Arduino's library manager asks for one" },
    { name: "package-license", kind: "value", describe: "what others may do with the package, by SPDX, such as MIT or 'MIT OR Apache-2.0'" },
    FORCE_OPTION,
    { name: "check", kind: "value", describe: "write nothing, and tell whether this file or folder is what would be written: alone, by the command that it states" },
    { name: "json", kind: "flag", describe: "print what --check finds as JSON" },
    OPTIMIZE_OPTION,
    MATH_OPTION,
    {
      name: "result",
      kind: "value",
      describe: "what the function gives: the values of the network, or the class: the number of the largest of them (values)",
      choices: RESULTS,
    },
    {
      name: "outside",
      kind: "value",
      describe: "arguments outside the domain: clamp moves them to its nearest end, nan gives NaN for them, extend evaluates the network there all the same (extend)",
      choices: OUTSIDE,
    },
    FORM_OPTION,
    { name: "max-error", kind: "value", describe: "what the error of a table may be: the coarsest one that keeps it is taken (the network's error)" },
    NUMBERS_OPTION,
    { ...DOMAIN_OPTION, describe: "where a model lies that records no domain, for tables and --outside: NAME=LO:HI, once per input" },
    { name: "batch", kind: "flag", describe: "write a function for many arguments as well: pseudo_exp_n, PseudoExpSlice or pseudoExpArray, with the same bits" },
    { name: "simd", kind: "flag", describe: "have pseudoExpArray of --batch run WebAssembly with vectors where it can, in TypeScript and JavaScript" },
    WORKSPACE_OPTION,
    { name: "stack", kind: "value", describe: "state in the header what the functions take of the stack, by this gcc or clang with its options, such as 'arm-none-eabi-gcc -mcpu=cortex-m4 -O2'" },
    {
      name: "self-test",
      kind: "value",
      describe: "the function that tells whether a build computes the right bits: golden writes it, none leaves it out (golden)",
      choices: SELF_TESTS,
    },
    { name: "dump-passes", kind: "flag", describe: "print the network after each pass, and the program, on stderr" },
    MULTIPLY_ADD_OPTION,
    ...READING_OPTIONS,
    ...STATE_OPTIONS,
  ],
  examples: [
    ["nnc emit --lang c > exp.c", `the model in ./${DEFAULT_MODEL}, in C`],
    ["nnc emit model.onnx -o model.go", "in Go, as the name of the file tells"],
    ["nnc emit --form table --max-error 1e-4 -o exp.c", "a table in which no error larger than 1e-4 is seen"],
    ["nnc emit exp.onnx -o exp/ --lang c", "a package that builds and tests itself"],
    ["nnc emit --check exp/", "fails where it is not what the model gives"],
    ["nnc emit my.model --activation leaky_relu:0.2 --lang c", "a model of Chainer's"],
    ["nnc emit exp.onnx --template templates/python -o exp.py", "a language of your own"],
  ],
  schema,
  run,
});

export const emit: Command = {
  ...definition,
  run: async (given, terminal) => {
    if (given.options.check === undefined) return definition.run(given, terminal);
    const { withRecorded } = await import("./recorded-command.ts");
    return definition.run(await withRecorded(given, definition), terminal);
  },
};

async function run(settings: Settings, terminal: Terminal): Promise<number> {
  const { model: models, output, header, check, json } = settings;
  refuseSurplusNames(settings);
  if (check !== undefined) return checkWritten(settings, check, terminal);
  if (json) throw new DiagnosticError({ id: "json-without-check", message: "--json is for --check", place: "--json", hint: "give --check as well, or leave it out" });
  if (output === "-") {
    const choices = fileChoices(settings, await languageIn(settings, output), header);
    const sources = await emittedFile(onlyModel(models), undefined, choices, making(settings, terminal));
    for (const text of sources.values()) await terminal.printText(text);
    return 0;
  }
  const { namesFolder } = await import("../../files/destination.ts");
  return namesFolder(output) ? writePackage(settings, terminal) : writeFiles(settings, terminal);
}

/** A source, and its header where that is asked for. */
async function writeFiles(settings: Settings, terminal: Terminal): Promise<number> {
  const { output, force } = settings;
  const { checkSources, writeSources } = await import("./write-sources.ts");
  checkSources(output, force);
  const files = await filesOf(settings, output, terminal);
  endOnSignals();
  writeSources(files, force, terminal);
  return 0;
}

function declarationsOf(sources: Package): Package {
  return new Map([...sources].filter(([name]) => namedFile(name)?.isDeclarations === true));
}

async function writePackage(settings: Settings, terminal: Terminal): Promise<number> {
  const { output, force } = settings;
  const { checkPackageFolder, writeFolder } = await import("../../files/package-folder.ts");
  checkPackageFolder(output);
  const files = await packageOf(settings, output, terminal);
  endOnSignals();
  writeFolder(files, output, force, terminal);
  return 0;
}

async function checkWritten(settings: Settings, path: string, terminal: Terminal): Promise<number> {
  const { output, json } = settings;
  if (output !== "-") throw excludeEachOther("--check", "--output");
  const { namesFolder } = await import("../../files/destination.ts");
  const [{ driftOf, surplusIn }, { sayDrift }] = await Promise.all([import("./drift.ts"), import("./check-emitted.ts")]);
  if (!namesFolder(path)) {
    const files = await filesOf(settings, path, terminal);
    return sayDrift(path, files, driftOf(files), json, terminal);
  }
  const files = await packageOf(settings, path, terminal);
  const drift = driftOf(new Map([...files].map(([name, text]) => [join(path, name), text])));
  return sayDrift(path, files, [...drift, ...surplusIn(path, files)], json, terminal);
}

/** By their paths. */
async function filesOf(settings: Settings, path: string, terminal: Terminal): Promise<Package> {
  const { header, model } = settings;
  const language = await languageIn(settings, path);
  if (typeof language === "string") refuseNameOfAnother(path, language);
  const spoken = languageOf(language);
  const isDeclarations = namedFile(path)?.isDeclarations === true;
  const choices = fileChoices(settings, language, header || isDeclarations || isHeader(path, spoken));
  const fileNames = choices.shape === "header" ? namedFiles(path, spoken) : undefined;
  const { placedSources } = await import("./write-sources.ts");
  const sources = await emittedFile(onlyModel(model), path, { ...choices, fileNames }, making(settings, terminal));
  return placedSources(isDeclarations ? declarationsOf(sources) : sources, path);
}

/** By their paths in the folder. */
async function packageOf(settings: Settings, folder: string, terminal: Terminal): Promise<Package> {
  const { model, name, package: packageName, packageVersion, packageUrl, packageLicense, module, template } = settings;
  if (template !== undefined) await refusePackageByTemplate();
  const folderName = basename(resolve(folder));
  const language = nameOfLanguage(settings, folder);
  const choices = { ...commonChoices(settings), language, names: name, packageName, folderName, packageVersion, packageUrl, packageLicense, module };
  return emittedPackage(model, choices, making(settings, terminal));
}

function making(settings: Settings, terminal: Terminal): Making {
  const { detail, loudness } = terminal;
  const dump = (line: () => string): void => {
    if (settings.dumpPasses) process.stderr.write(`${line()}\n`);
    else if (loudness === "verbose") detail(line());
  };
  return { reading: settings, terminal, dump };
}

async function refusePackageByTemplate(): Promise<never> {
  const { refusePackage } = await import("./template-language.ts");
  return refusePackage();
}

type CommonChoices = Omit<EmitChoices, "language" | "name" | "shape" | "packageName">;

function commonChoices(settings: Settings): CommonChoices {
  const { optimize, math, result, outside, form, maxError, numbers, domain, batch, simd, stack, selfTest, workspace } = settings;
  return { optimize, math, result, outside, form, maxError, numbers, domain, batch, simd, stack, selfTest, workspace };
}

function fileChoices(settings: Settings, language: WrittenIn, header: boolean): EmitChoices {
  const { name, package: packageName, module } = settings;
  if (module !== undefined) throw moduleOfFile();
  const ofPackages = { packageVersion: settings.packageVersion, packageUrl: settings.packageUrl, packageLicense: settings.packageLicense };
  for (const [option, value] of Object.entries(ofPackages)) if (value !== undefined) throw ofPackageAlone(optionOf(option));
  return { ...commonChoices(settings), language, name: name.at(0), packageName, shape: header ? "header" : "source" };
}

/** @throws DiagnosticError (usage) where there are more names than functions. */
function refuseSurplusNames({ name: { length: names }, model: { length: models } }: Settings): void {
  if (names <= models) return;
  const functions = models === 1 ? "there is one model" : `there are ${models} models`;
  throw new DiagnosticError({ id: "function-names-surplus", message: `--name is given ${names} times, and ${functions}`, hint: "give it once for each model" });
}

function moduleOfFile(): DiagnosticError {
  return new DiagnosticError({
    id: "module-without-package",
    message: "a single file has no module path",
    place: "--module",
    hint: "name a folder, for a package: -o exp/",
  });
}

function ofPackageAlone(option: string): DiagnosticError {
  return new DiagnosticError({
    id: "package-option-without-package",
    message: `${option} is for packages, and a single file is written`,
    place: option,
    hint: "name a folder, for a package: -o exp/",
  });
}

/** @throws DiagnosticError (usage) where there are several. */
function onlyModel([model, ...others]: readonly string[]): string {
  if (others.length === 0) return model;
  throw new DiagnosticError({
    id: "models-without-package",
    message: `a file is made of one model, and ${others.length + 1} are given`,
    place: "--output",
    hint: "name a folder, for a package of all of them: -o models/",
  });
}

function readVersion(given: string): string | Problem {
  return isPackageVersion(given) ? given : { problem: `'${given}' is no version`, hint: "write three numbers, such as 1.2.0" };
}

function readUrl(given: string): string | Problem {
  return isPackageUrl(given) ? given : { problem: `'${given}' is no address of a page`, hint: "write it whole, such as https://example.com/exp" };
}

function readLicense(given: string): string | Problem {
  return isPackageLicense(given) ? given : { problem: `'${given}' is no licence as SPDX calls them`, hint: "write for example MIT, 'MIT OR Apache-2.0' or UNLICENSED" };
}

function readCompilerCommand(given: string): readonly string[] | Problem {
  const words = given.split(" ").filter((word) => word !== "");
  return words.length > 0 ? words : { problem: "no compiler is named", hint: "give one with its options, such as 'gcc -O2'" };
}

function readResult(given: string): Result | Problem {
  return oneOfWords(RESULTS, given, `'${given}' is nothing that a function gives`);
}

function readSelfTest(given: string): SelfTest | Problem {
  return oneOfWords(SELF_TESTS, given, `'${given}' is no kind of self-test`);
}

function readOutside(given: string): Outside | Problem {
  return oneOfWords(OUTSIDE, given, `'${given}' is nothing to do with arguments outside the domain`);
}

function refuseNameOfAnother(output: string, language: EmittedName): void {
  const named = languageNamed(output);
  if (named === undefined || named === language || isFileOf(output, EMITTED[language].language)) return;
  throw nameOfAnother(output, named, `--lang ${language}`, EMITTED[language].language.extension);
}

/** A template's, where one is given. */
async function languageIn(settings: Settings, path: string): Promise<WrittenIn> {
  if (settings.template === undefined) return nameOfLanguage(settings, path);
  const { languageOfTemplate } = await import("./template-language.ts");
  return languageOfTemplate(settings.template, settings, path);
}

/** Of the file or folder where it is not said. */
function nameOfLanguage({ lang, cStandard }: Settings, path: string): EmittedName {
  return inStandard(lang ?? languageOfFile(path), cStandard);
}

function languageOfFile(output: string): EmittedName {
  const named = languageNamed(output);
  if (named !== undefined) return named;
  throw new DiagnosticError({
    id: "language-missing",
    message: "the language is missing",
    place: "--lang",
    note: output === "-" ? undefined : `the name ${output} does not tell it`,
    hint: `give one of --lang ${EMITTED_NAMES.join(", --lang ")}`,
  });
}
