// nnc check: compiles what nnc emits with the compilers of this machine and compares it with interpreter and target.

import * as z from "zod/mini";
import { dependsOnPlatform } from "../../../codegen/mathematics.ts";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { prose, setting } from "../../../diagnostics/prose.ts";
import { LANGUAGE_NAMES, type LanguageName } from "../../../languages/index.ts";
import { checkGoal } from "../../../pipeline/check-goal.ts";
import type { LoadedModel } from "../../../pipeline/load-model.ts";
import { chooseToolchains, requireCompilers } from "../../../pipeline/choose-toolchains.ts";
import { checkRequest } from "../../../pipeline/check-request.ts";
import { formToCheck } from "../../../pipeline/in-form.ts";
import { refuseWithState } from "../../../pipeline/without-state.ts";
import { FORM_OPTION, readForm } from "../../options/form-option.ts";
import { NUMBERS_OPTION, readNumbers } from "../../options/numbers-option.ts";
import type { ModelSamples } from "../../../run/model-samples.ts";
import { readDomainVariable } from "../../../run/settings/domain.ts";
import { readMostInputs } from "../../../run/settings/effort.ts";
import { readTolerance } from "../../../run/settings/numbers.ts";
import type { Compiler } from "../../../toolchain/compiler.ts";
import { titleOf, type Toolchain } from "../../../toolchain/find-toolchains.ts";
import { judgementOf } from "../../../run/judgement.ts";
import { checkModel } from "../../../verify/check-model.ts";
import { atMost, IN_A_CHECK } from "../../../verify/seek/effort.ts";
import { defineCommand } from "../../arguments/define-command.ts";
import { excludeEachOther } from "../../arguments/exclusive-options.ts";
import { flag, text, texts } from "../../arguments/validate.ts";
import { endOnSignals } from "../../entry/signals.ts";
import { loadModel, readingNotes } from "../../files/model-file.ts";
import { dataFields, dataOptions, readJudgingSamples } from "../../options/data-options.ts";
import { MULTIPLY_ADD_OPTION, multiplyAddField, READING_OPTIONS, readingFields, STATE_OPTIONS, stateFields } from "../../options/reading-options.ts";
import { readLanguages } from "../../options/language-option.ts";
import { readReport } from "../../options/report-option.ts";
import { readRequired } from "../../options/require-option.ts";
import { readRegression } from "../../options/tolerance-option.ts";
import {
  DEFAULT_MODEL, DOMAIN_OPTION, MATH_OPTION, MODEL_ARGUMENT, OPTIMIZE_OPTION, readKeptFile, readMathematics, readOptimisation, readPath, TARGET_OPTION,
} from "../../options/shared-options.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import type { AgainstBaseline, BaselineSettings, OpenedBaseline } from "./baseline/against-baseline.ts";
import { baselineCases } from "./baseline/baseline-report.ts";
import type { CheckedModel } from "./baseline/subject.ts";
import { worseThanBaseline } from "./baseline/worse-than-baseline.ts";
import { checkCases } from "./check-cases.ts";
import { checkFailed } from "./check-failed.ts";
import { failuresOf, isDefective, reportAsJson, reportAsTable } from "./check-report.ts";
import type { TellCases } from "./reporting.ts";

const schema = z.object({
  model: z._default(text(readPath), DEFAULT_MODEL),
  lang: z.optional(text(readLanguages)),
  maxError: z.optional(text(readTolerance)),
  form: z._default(text(readForm), "network"),
  numbers: z._default(text(readNumbers), "float32"),
  optimize: z._default(text(readOptimisation), "speed"),
  math: z._default(text(readMathematics), "own"),
  target: texts((given) => given),
  domain: texts(readDomainVariable),
  batch: flag,
  simd: flag,
  samples: z.optional(text(readMostInputs)),
  exhaustive: flag,
  allFloats: flag,
  resume: z.optional(text(readKeptFile)),
  require: z._default(text(readRequired), []),
  baseline: z.optional(text(readKeptFile)),
  tolerance: texts(readRegression),
  sameBits: flag,
  update: flag,
  report: texts(readReport),
  json: flag,
  ...dataFields,
  ...readingFields,
  ...multiplyAddField,
  ...stateFields,
});

type Settings = z.infer<typeof schema>;

export const check = defineCommand({
  positionals: [MODEL_ARGUMENT],
  options: [
    {
      name: "lang",
      kind: "value",
      describe: `languages, such as ${LANGUAGE_NAMES.join(",")}; all that can be compiled here where it is left out`,
      choices: LANGUAGE_NAMES,
    },
    {
      name: "max-error",
      kind: "value",
      describe: "fail where a larger error |function - target| is seen in the domain, or at a sample of --data; of classes, where a larger share is told wrong",
    },
    { ...TARGET_OPTION, describe: "what the function should be, where the model does not record it; once per output" },
    DOMAIN_OPTION,
    ...dataOptions("to measure the error at"),
    { ...FORM_OPTION, describe: "checks the source of this form: network, table or auto (network)" },
    NUMBERS_OPTION,
    OPTIMIZE_OPTION,
    { ...MATH_OPTION, describe: `${MATH_OPTION.describe}, and bits that differ are counted but no failure` },
    { name: "batch", kind: "flag", describe: "checks the function for many arguments as well: it must give the bits of single calls" },
    { name: "simd", kind: "flag", describe: "with --batch: the one that runs WebAssembly with vectors, in TypeScript" },
    {
      name: "samples",
      kind: "value",
      describe: "how many inputs are spread over the domain, or drawn where there is none, at the most; left out, as many as take some seconds, and 257 of the largest models",
    },
    {
      name: "exhaustive",
      kind: "flag",
      describe: "tries every float32 of the domain instead, of functions of one number: the largest errors, and the same bits in every language",
    },
    { name: "all-floats", kind: "flag", describe: "with --exhaustive: tries all 2^32, NaNs and infinities included; errors are those in the domain" },
    { name: "resume", kind: "value", describe: "with --exhaustive: keeps what is done in this file, and goes on with what is in it" },
    { name: "require", kind: "value", describe: "languages or compilers that must be here, such as c,go or gcc: one that is missing is an error instead of being left out" },
    { name: "baseline", kind: "value", describe: "compares errors, sizes, instructions and bits with those that this file records, and fails where one is worse" },
    { name: "tolerance", kind: "list", describe: "with --baseline: by how much figures may be worse (1%): 5% for all, code=5% for one" },
    { name: "same-bits", kind: "flag", describe: "with --baseline: fails where results have other bits than those recorded" },
    { name: "update", kind: "flag", describe: "with --baseline: records in the file what the model comes to, whatever it is" },
    { name: "report", kind: "list", describe: "writes the results for continuous integration: junit=FILE, sarif=FILE, markdown=FILE, or github, annotations on stderr" },
    { name: "json", kind: "flag", describe: "print the results as JSON" },
    MULTIPLY_ADD_OPTION,
    ...READING_OPTIONS,
    ...STATE_OPTIONS,
  ],
  examples: [
    ["nnc check --max-error 1e-2", "every language that can be compiled here"],
    ["nnc check other.onnx --target 'sin(x)' --domain 0:pi", "a model of another tool"],
    ["nnc check --batch --simd", "the function for many arguments as well, in TypeScript with vectors"],
    ["nnc check --form table --exhaustive --resume exp.sweep", "a table at every float32; Ctrl-C, and the same command goes on"],
    ["nnc check --baseline nnc-baseline.json --require c", "in CI: fails where a model got worse, or no C compiler is there"],
    ["nnc check large.onnx --samples 4 --lang c", "a few inputs, where a call takes long"],
    ["nnc check --data new.csv --max-error 0.5 --lang c", "how far it is from each sample, and whether that will do"],
  ],
  schema,
  run,
});

async function run(settings: Settings, terminal: Terminal): Promise<number> {
  refuseUnsuited(settings);
  const { reported, isReported } = await import("./reporting.ts");
  if (!isReported(settings.report, process.env)) return await checked(settings, terminal, () => undefined);
  return await reported(settings, terminal, process.env, (tell) => checked(settings, terminal, tell));
}

async function checked(settings: Settings, terminal: Terminal, tell: TellCases): Promise<number> {
  const asRead = await loadModel(settings.model, settings);
  readingNotes(asRead).forEach(terminal.say);
  refuseJudging(asRead, settings);
  const inItsForm = await formToCheck(asRead, settings);
  const { loaded } = inItsForm;
  const maximumError = settings.maxError;
  const samples = await samplesOf(settings, loaded, terminal);
  samples?.notes.forEach((note) => terminal.say(`note: ${note}`));
  const goal = samples === undefined ? await checkGoal(loaded, settings.target, settings.domain, maximumError) : undefined;
  const baseline = settings.baseline === undefined ? undefined : await openedBaseline({ ...settings, baseline: settings.baseline }, asRead);
  settings.lang?.notes.forEach(terminal.say);
  await requireCompilers(settings.require, settings.lang?.names);
  const { toolchains, missing } = await chooseToolchains(settings.lang?.names);
  if (missing.length > 0) terminal.say(`not found and left out: ${missing.map(installed).join(", ")}`);
  const { optimize, math, form, numbers, batch, simd } = settings;
  const choices = { optimize, math, form, numbers, batch, simd };
  const request = checkRequest(inItsForm, choices, toolchains);
  // Compilers write into a folder that has to be taken away.
  endOnSignals();
  if (settings.exhaustive) {
    const { everyFloat } = await import("./every-float.ts");
    const missed = missing.map(({ name }) => name);
    return await everyFloat({ model: settings.model, loaded, request, goal, toolchains: usualOf(toolchains), missing: missed }, settings, terminal, tell);
  }
  const result = await checkModel(request, samples?.dataset ?? goal, toolchains, {
    effort: settings.samples === undefined ? IN_A_CHECK : atMost(IN_A_CHECK, settings.samples),
    observe: (toolchain) => {
      const compiler = titleOf(toolchain);
      if (terminal.isInteractive) terminal.draw([`compiling with ${compiler} and comparing …`]);
      else terminal.detail(`compiling with ${compiler} and comparing`);
    },
  });
  const model = { asRead, inItsForm, choices, toolchains, goal, isRecorded: isRecorded(settings), samples, result };
  const against = baseline && (await compared(baseline, model, terminal));
  terminal.draw([]);
  const outcome = {
    fileName: loaded.fileName,
    modelSha256: loaded.modelSha256,
    goal,
    judgement: samples && judgementOf(loaded.program, samples),
    maximumError,
    seen: result.seen,
    results: result.toolchains,
    math: settings.math,
    mayDiffer: dependsOnPlatform(request.program, settings.math),
    missing: missing.map(({ name }) => name),
    baseline: against,
  };
  await terminal.print(settings.json ? reportAsJson(outcome) : reportAsTable(outcome));
  const failures = failuresOf(outcome);
  if (baseline !== undefined && against?.isToBeRecorded === true && failures.length === 0) {
    (await import("./baseline/against-baseline.ts")).record(baseline, against, terminal);
  }
  tell([...checkCases(outcome), ...(against === undefined ? [] : baselineCases(against))]);
  const worse = against?.failures ?? [];
  if (failures.length > 0) throw checkFailed(settings.model, [...failures, ...worse], isDefective(outcome));
  if (against !== undefined && worse.length > 0) throw worseThanBaseline(settings.model, against);
  return 0;
}

/** @throws DiagnosticError (usage) where errors are asked for of calls that follow from each other. */
function refuseJudging(loaded: LoadedModel, { exhaustive, target, data, maxError, baseline }: Settings): void {
  const isGiven = (setting: unknown): boolean => setting !== undefined;
  refuseWithState(loaded, { exhaustive, target: target.length > 0, data: isGiven(data), maxError: isGiven(maxError), baseline: isGiven(baseline) });
}

/** @throws DiagnosticError as `openFor`. */
async function openedBaseline(settings: BaselineSettings, asRead: LoadedModel): Promise<OpenedBaseline> {
  return await (await import("./baseline/against-baseline.ts")).openFor(asRead, settings);
}

async function compared(baseline: OpenedBaseline, model: CheckedModel, terminal: Terminal): Promise<AgainstBaseline> {
  if (terminal.isInteractive) terminal.draw(["measuring what it comes to …"]);
  return await (await import("./baseline/against-baseline.ts")).againstBaseline(baseline, model);
}

/** Whether errors are measured against what the model itself records. */
function isRecorded({ target, domain, data }: Settings): boolean {
  return target.length === 0 && domain.length === 0 && data === undefined;
}

/** The usual build by the first compiler of each language. */
function usualOf(toolchains: readonly Toolchain<LanguageName>[]): readonly Toolchain<LanguageName>[] {
  return toolchains.filter(({ language }, position) => toolchains.findIndex((other) => other.language === language) === position);
}

/** @throws DiagnosticError (usage) where options are given that have nothing to do with each other. */
function refuseUnsuited({ exhaustive, allFloats, resume, data, batch, simd, baseline, tolerance, sameBits, update, samples }: Settings): void {
  const withBaseline = update ? "--update" : sameBits ? "--same-bits" : tolerance.length > 0 ? "--tolerance" : undefined;
  if (baseline === undefined && withBaseline !== undefined) throw baselineMissing(withBaseline);
  if (samples !== undefined) {
    if (exhaustive) throw excludeEachOther("--exhaustive", "--samples");
    if (data !== undefined) throw excludeEachOther("--samples", "--data", "a check with --data tries every row of it");
    if (baseline !== undefined) throw excludeEachOther("--samples", "--baseline", "a baseline has the errors at the inputs that a check without --samples tries");
  }
  if (exhaustive) {
    if (data !== undefined) throw excludeEachOther("--exhaustive", "--data");
    if (batch) throw excludeEachOther("--exhaustive", "--batch");
    if (simd) throw excludeEachOther("--exhaustive", "--simd");
    if (baseline !== undefined) throw excludeEachOther("--exhaustive", "--baseline", "a baseline has the errors at the inputs that a check without --exhaustive tries");
    return;
  }
  const alone = allFloats ? "--all-floats" : resume === undefined ? undefined : "--resume";
  if (alone === undefined) return;
  throw new DiagnosticError({ id: "exhaustive-missing", message: `${alone} is for checks of every float`, place: alone, hint: prose`give ${setting("exhaustive")} as well, or leave it out` });
}

function baselineMissing(option: "--update" | "--same-bits" | "--tolerance"): DiagnosticError {
  const hint = prose`give ${setting("baseline", "nnc-baseline.json")} as well, or leave it out`;
  return new DiagnosticError({ id: "baseline-missing", message: `${option} is for comparing with a baseline`, place: option, hint });
}

/** @throws DiagnosticError (usage) where samples and a target are given: an error is measured against one of them. */
async function samplesOf(settings: Settings, { program, model: { record } }: LoadedModel, terminal: Terminal): Promise<ModelSamples | undefined> {
  if (settings.data !== undefined && settings.target.length > 0) throw excludeEachOther("--data", "--target");
  if (settings.data !== undefined && settings.domain.length > 0) throw excludeEachOther("--data", "--domain");
  return await readJudgingSamples(settings, { program, record }, terminal);
}

/** `clang (sudo apt-get install clang)`. */
function installed({ name, install }: Compiler): string {
  const command = install[process.platform];
  return command === undefined ? name : `${name} (${command})`;
}
