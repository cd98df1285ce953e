// nnc emit: prints a model as one self-contained source file.

import * as z from "zod/mini";
import { OUTSIDE, type Outside } from "../../../codegen/outside.ts";
import { RESULTS, type Result } from "../../../codegen/result.ts";
import { SELF_TESTS, type SelfTest } from "../../../codegen/self-test/self-test.ts";
import type { Package } from "../../../codegen/package.ts";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { oneOfWords, type Problem } from "../../../diagnostics/problem.ts";
import { EMITTED, EMITTED_NAMES, LANGUAGES, type EmittedName } from "../../../languages/index.ts";
import { defineCommand } from "../../arguments/define-command.ts";
import { flag, text, texts } from "../../arguments/validate.ts";
import type { EmitChoices } from "../../../pipeline/emit-request.ts";
import { readDomainVariable } from "../../../run/settings/domain.ts";
import { readTolerance } from "../../../run/settings/numbers.ts";
import { READING_OPTIONS, readingFields } from "../../options/reading-options.ts";
import { FORM_OPTION, readForm } from "../../options/form-option.ts";
import { NUMBERS_OPTION, readNumbers } from "../../options/numbers-option.ts";
import { readEmittedLanguage } from "../../options/language-option.ts";
import {
  DEFAULT_MODEL, DOMAIN_OPTION, FORCE_OPTION, MATH_OPTION, MODEL_ARGUMENT, OPTIMIZE_OPTION, readMathematics, readOptimisation, readPath,
} from "../../options/shared-options.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { emittedFile, emittedPackage, type Making } from "./emitted.ts";
import { namedFile } from "./named-file.ts";

const schema = z.object({
  model: z._default(z.array(text(readPath)), [DEFAULT_MODEL]),
  lang: z.optional(text(readEmittedLanguage)),
  name: z._default(z.array(z.string()), []),
  header: flag,
  package: z.optional(z.string()),
  packageVersion: z.optional(text(readVersion)),
  output: z._default(text(readPath), "-"),
  force: flag,
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
  ...readingFields,
});

type Settings = z.infer<typeof schema>;

export const emit = defineCommand({
  positionals: [{ ...MODEL_ARGUMENT, isList: true }],
  options: [
    {
      name: "lang",
      kind: "value",
      describe: `the language: ${EMITTED_NAMES.slice(0, -1).join(", ")} or ${EMITTED_NAMES.slice(-1).join("")}; may be left out where the name of the output file tells it`,
      choices: EMITTED_NAMES,
    },
    {
      name: "name",
      kind: "list",
      describe: "the name of the function, such as pseudo_exp; each language spells it in its own way; once per model",
    },
    { name: "output", short: "o", kind: "value", describe: "write to this file instead of standard output, or a package into this folder, such as exp/: sources, tests, a README and what the language's tools build them with" },
    { name: "header", kind: "flag", describe: "write a header beside the source, and have the source include it, in C; in JavaScript its declarations" },
    { name: "package", kind: "value", describe: "the name of the package (the function's)" },
    { name: "package-version", kind: "value", describe: "the version of the package (1.0.0)" },
    FORCE_OPTION,
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
    { name: "stack", kind: "value", describe: "state in the header what the functions take of the stack, by this gcc or clang with its options, such as 'arm-none-eabi-gcc -mcpu=cortex-m4 -O2'" },
    {
      name: "self-test",
      kind: "value",
      describe: "the function that tells whether a build computes the right bits: golden writes it, none leaves it out (golden)",
      choices: SELF_TESTS,
    },
    { name: "dump-passes", kind: "flag", describe: "print the network after each pass, and the program, on stderr" },
    ...READING_OPTIONS,
  ],
  examples: [
    ["nnc emit --lang c > exp.c", `the model in ./${DEFAULT_MODEL}, in C`],
    ["nnc emit model.onnx -o model.go", "in Go, as the name of the file tells"],
    ["nnc emit --form table --max-error 1e-4 -o exp.c", "a table in which no error larger than 1e-4 is seen"],
    ["nnc emit my.model --activation leaky_relu:0.2 --lang c", "a model of Chainer's"],
  ],
  schema,
  run,
});

async function run(settings: Settings, terminal: Terminal): Promise<number> {
  const { model: models, output, force, header } = settings;
  if (output === "-") {
    const sources = await emittedFile(onlyModel(models), fileChoices(settings, settings.lang ?? languageOfFile(output), header), making(settings, terminal));
    for (const text of sources.values()) await terminal.printText(text);
    return 0;
  }
  const { namesFolder } = await import("../../files/destination.ts");
  return namesFolder(output) ? writePackage(settings, terminal) : writeFiles(settings, terminal, force);
}

/** A source, and its header where that is asked for; declarations alone where the file is named so. */
async function writeFiles(settings: Settings, terminal: Terminal, force: boolean): Promise<number> {
  const { output, header, model } = settings;
  const language = settings.lang ?? languageOfFile(output);
  refuseNameOfAnother(output, language);
  const { checkSources, writeSources } = await import("./write-sources.ts");
  checkSources(output, force);
  const isDeclarations = namedFile(output)?.isDeclarations === true;
  const sources = await emittedFile(onlyModel(model), fileChoices(settings, language, header || isDeclarations), making(settings, terminal));
  writeSources(isDeclarations ? declarationsOf(sources) : sources, output, force, terminal);
  return 0;
}

function declarationsOf(sources: Package): Package {
  return new Map([...sources].filter(([name]) => namedFile(name)?.isDeclarations === true));
}

async function writePackage(settings: Settings, terminal: Terminal): Promise<number> {
  const { output, force, model, name, package: packageName, packageVersion } = settings;
  const choices = { ...commonChoices(settings, settings.lang ?? languageOfFile(output)), names: name, packageName, packageVersion };
  const { writeFolder } = await import("../../files/package-folder.ts");
  writeFolder(await emittedPackage(model, choices, making(settings, terminal)), output, force, terminal);
  return 0;
}

function making(settings: Settings, terminal: Terminal): Making {
  return { reading: settings, terminal, dump: settings.dumpPasses ? (line) => process.stderr.write(`${line}\n`) : terminal.detail };
}

function commonChoices(settings: Settings, language: EmittedName): Omit<EmitChoices, "name" | "shape"> {
  const { optimize, math, result, outside, form, maxError, numbers, domain, batch, simd, stack, selfTest } = settings;
  return { language, optimize, math, result, outside, form, maxError, numbers, domain, batch, simd, stack, selfTest };
}

function fileChoices(settings: Settings, language: EmittedName, header: boolean): EmitChoices {
  return { ...commonChoices(settings, language), name: settings.name.at(0), shape: header ? "header" : "source" };
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
  return /^(0|[1-9]\d{0,8})(\.(0|[1-9]\d{0,8})){2}$/.test(given) ? given : { problem: `'${given}' is no version`, hint: "write three numbers, such as 1.2.0" };
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

/** A source of one language in a file that is named as one of another is a slip. */
function refuseNameOfAnother(output: string, language: EmittedName): void {
  const extension = output.slice(output.lastIndexOf(".") + 1);
  const named = namedFile(output)?.language ?? LANGUAGES.find(({ header }) => header?.extension === extension)?.name;
  if (named === undefined || named === language) return;
  throw new DiagnosticError({
    id: "file-of-other-language",
    message: `${output} is the name of a file of ${named}, and --lang ${language} writes another language`,
    place: "--output",
    hint: `name the file .${EMITTED[language].language.extension}, or give --lang ${named}`,
  });
}

function languageOfFile(output: string): EmittedName {
  const named = namedFile(output);
  if (named !== undefined) return named.language;
  throw new DiagnosticError({
    id: "language-missing",
    message: "the language is missing",
    place: "--lang",
    note: output === "-" ? undefined : `the name ${output} does not tell it`,
    hint: `give one of --lang ${EMITTED_NAMES.join(", --lang ")}`,
  });
}
