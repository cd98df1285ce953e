// nnc check: compiles what nnc emits with the compilers of this machine and compares it with interpreter and target.

import * as z from "zod/mini";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { compilersOf, LANGUAGE_NAMES, SPOKEN, type LanguageName } from "../../../languages/index.ts";
import { goalOf } from "../../../run/goal.ts";
import { readDomainVariable } from "../../../run/settings/domain.ts";
import { readTolerance } from "../../../run/settings/numbers.ts";
import type { Toolchain } from "../../../toolchain/find-toolchains.ts";
import { buildsOf, findToolchains, requireToolchains, titleOf } from "../../../toolchain/find-toolchains.ts";
import { checkModel } from "../../../verify/check.ts";
import { defineCommand } from "../../arguments/command.ts";
import { flag, text, texts } from "../../arguments/validate.ts";
import { loadModel } from "../../files/model-file.ts";
import { ACTIVATION_OPTIONS, activationFields } from "../../options/activation-options.ts";
import { readLanguages } from "../../options/language-option.ts";
import { DEFAULT_MODEL, DOMAIN_OPTION, MODEL_ARGUMENT, OPTIMIZE_OPTION, TARGET_OPTION } from "../../options/shared-options.ts";
import { readOptimisation, readPath } from "../../options/shared-options.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { emitRequest } from "../emit/emit-request.ts";
import { failuresOf, reportAsJson, reportAsTable } from "./check-report.ts";

const schema = z.object({
  model: z._default(text(readPath), DEFAULT_MODEL),
  lang: z.optional(text(readLanguages)),
  maxError: z.optional(text(readTolerance)),
  optimize: z._default(text(readOptimisation), "speed"),
  target: texts((given) => given),
  domain: texts(readDomainVariable),
  json: flag,
  ...activationFields,
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
      describe: "fail where a larger error |function - target| is seen in the domain",
    },
    { ...TARGET_OPTION, describe: "what the function should be, where the model does not record it; once per output" },
    DOMAIN_OPTION,
    OPTIMIZE_OPTION,
    { name: "json", kind: "flag", describe: "print the results as JSON" },
    ...ACTIVATION_OPTIONS,
  ],
  examples: [
    ["nnc check --max-error 1e-2", "every language that can be compiled here"],
    ["nnc check other.onnx --target 'sin(x)' --domain 0:pi", "a model of another tool"],
  ],
  schema,
  run,
});

async function run(settings: Settings, terminal: Terminal): Promise<number> {
  const loaded = await loadModel(settings.model, settings);
  loaded.notes.forEach(terminal.say);
  const goal = await goalOf(loaded.model.record, settings.target, settings.domain);
  const maximumError = settings.maxError;
  if (maximumError !== undefined && goal === undefined) throw noTarget();
  const { toolchains, missing } = await chooseToolchains(settings.lang, terminal);
  const request = emitRequest(loaded, settings, toolchains[0].language);
  const { seen, toolchains: results } = await checkModel(request, goal, toolchains, {
    observe: (toolchain) => {
      const compiler = titleOf(toolchain);
      if (terminal.isInteractive) terminal.draw([`compiling with ${compiler} and comparing …`]);
      else terminal.detail(`compiling with ${compiler} and comparing`);
    },
  });
  terminal.draw([]);
  const outcome = { fileName: loaded.fileName, modelSha256: loaded.modelSha256, goal, maximumError, seen, results, missing };
  await terminal.print(settings.json ? reportAsJson(outcome) : reportAsTable(outcome));
  const failures = failuresOf(outcome);
  if (failures.length === 0) return 0;
  throw new DiagnosticError({
    id: "check-failed",
    message: `the check of ${settings.model} failed`,
    note: failures.join("\n"),
    hint: results.some(({ differing }) => differing > 0)
      ? "results that differ are a defect of nnc or of the compiler; please report them with the model"
      : "train longer or a larger network, or allow a larger --max-error",
  });
}

/** Those present for the languages; a language that was asked for and has none is an error. */
async function chooseToolchains(
  asked: readonly LanguageName[] | undefined,
  terminal: Terminal,
): Promise<{ readonly toolchains: readonly Toolchain<LanguageName>[]; readonly missing: readonly string[] }> {
  const languages = asked ?? LANGUAGE_NAMES;
  const compilers = compilersOf(languages);
  const toolchains = asked === undefined ? await findToolchains(compilers) : await requireEach(languages);
  const absent = compilers.filter(({ name, language }) => !toolchains.some((found) => found.name === name && found.language === language));
  if (toolchains.length === 0) await requireEach(languages);
  const described = absent.map(({ name, install }) => {
    const command = install[process.platform];
    return command === undefined ? name : `${name} (${command})`;
  });
  if (described.length > 0) terminal.say(`not found and left out: ${described.join(", ")}`);
  return { toolchains: (await Promise.all(toolchains.map(buildsOf))).flat(), missing: absent.map(({ name }) => name) };
}

async function requireEach(languages: readonly LanguageName[]): Promise<readonly Toolchain<LanguageName>[]> {
  const found = languages.map((language) => requireToolchains(compilersOf([language]), SPOKEN[language].language.title));
  return (await Promise.all(found)).flat();
}

function noTarget(): DiagnosticError {
  return new DiagnosticError({
    id: "target-to-check-missing",
    message: "there is no target to measure the error against",
    place: "--max-error",
    note: "the model does not record which function it approximates",
    hint: "give --target and --domain, for example --target 'exp(x)' --domain 0:1",
  });
}
