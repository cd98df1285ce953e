// nnc bench: compiles what nnc emits, and what else computes the same, and times them beside each other.

import * as z from "zod/mini";
import { benchmark } from "../../../benchmark/benchmark.ts";
import type { TimedToolchain } from "../../../benchmark/built-entry.ts";
import { refuseRemembered, subjectOf, TIMED, type Emitted } from "../../../benchmark/subject.ts";
import { LANGUAGE_NAMES, type LanguageName } from "../../../languages/index.ts";
import type { TrainingRecord } from "../../../network/model.ts";
import { chooseToolchains } from "../../../pipeline/choose-toolchains.ts";
import { CHECKED, emitRequest } from "../../../pipeline/emit-request.ts";
import { inForm } from "../../../pipeline/in-form.ts";
import type { InForm } from "../../../pipeline/loaded-form.ts";
import { goalOf } from "../../../run/goal.ts";
import { checkDomain, readDomainVariable } from "../../../run/settings/domain.ts";
import { readTolerance } from "../../../run/settings/numbers.ts";
import type { Toolchain } from "../../../toolchain/find-toolchains.ts";
import type { Goal } from "../../../verify/goal.ts";
import { IN_A_CHECK } from "../../../verify/seek/effort.ts";
import { defineCommand } from "../../arguments/define-command.ts";
import { flag, text, texts } from "../../arguments/validate.ts";
import { endOnSignals } from "../../entry/signals.ts";
import { loadModel, readingNotes } from "../../files/model-file.ts";
import { FORM_OPTION, readForm } from "../../options/form-option.ts";
import { readLanguages } from "../../options/language-option.ts";
import { MULTIPLY_ADD_OPTION, multiplyAddField, READING_OPTIONS, readingFields } from "../../options/reading-options.ts";
import {
  DEFAULT_MODEL, DOMAIN_OPTION, MATH_OPTION, MODEL_ARGUMENT, OPTIMIZE_OPTION, readMathematics, readOptimisation, readPath, TARGET_OPTION,
} from "../../options/shared-options.ts";
import { NUMBERS_OPTION, readNumbers } from "../../options/numbers-option.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { benchAsJson, benchAsText } from "./bench-report.ts";

const schema = z.object({
  model: z._default(text(readPath), DEFAULT_MODEL),
  lang: z.optional(text(readLanguages)),
  form: z._default(text(readForm), "network"),
  maxError: z.optional(text(readTolerance)),
  numbers: z._default(text(readNumbers), "float32"),
  optimize: z._default(text(readOptimisation), "speed"),
  math: z._default(text(readMathematics), "own"),
  target: texts((given) => given),
  domain: texts(readDomainVariable),
  json: flag,
  ...readingFields,
  ...multiplyAddField,
});

type Settings = z.infer<typeof schema>;

export const bench = defineCommand({
  positionals: [MODEL_ARGUMENT],
  options: [
    {
      name: "lang",
      kind: "value",
      describe: `languages, such as ${LANGUAGE_NAMES.join(",")}; all that can be compiled here where it is left out`,
      choices: LANGUAGE_NAMES,
    },
    { ...FORM_OPTION, describe: "what is emitted and timed: network, table, beside which the network stands as well, or auto (network)" },
    { name: "max-error", kind: "value", describe: "what the error of a table may be: the coarsest one that keeps it is taken (the network's error)" },
    NUMBERS_OPTION,
    OPTIMIZE_OPTION,
    MATH_OPTION,
    { ...TARGET_OPTION, describe: "what the function should be, where the model does not record it: the formula it is timed beside; once per output" },
    { ...DOMAIN_OPTION, describe: "where arguments are drawn and errors measured, where the model does not record it: NAME=LO:HI, once per variable" },
    { name: "json", kind: "flag", describe: "print the results as JSON" },
    MULTIPLY_ADD_OPTION,
    ...READING_OPTIONS,
  ],
  examples: [
    ["nnc bench --form table", "a table beside its network, the formula and a table by hand, in every language"],
    ["nnc bench --lang c", "C alone, by gcc and clang, each with -O2 and with -O3 -march=native"],
    ["nnc bench other.onnx --target 'sin(x)' --domain 0:pi --json", "a model of another tool, as JSON"],
  ],
  schema,
  run,
});

async function run(settings: Settings, terminal: Terminal): Promise<number> {
  const asRead = await loadModel(settings.model, settings);
  readingNotes(asRead).forEach(terminal.say);
  refuseRemembered(asRead.program);
  const { record, network } = asRead.model;
  const { form, optimize, maxError, numbers } = settings;
  const inItsForm = await inForm(asRead, { form, optimize, maxError, numbers, domain: record === undefined ? settings.domain : [] });
  const goal = await goalFor(settings, record);
  settings.lang?.notes.forEach(terminal.say);
  const { toolchains, missing } = await chooseToolchains(settings.lang?.names);
  const timed = toolchains.filter(isTimed);
  const emitted = emittedOf(settings, { loaded: asRead }, inItsForm, toolchains[0].language);
  const domain = settings.domain.length > 0 ? settings.domain : (record?.domain ?? []);
  const subject = subjectOf(emitted, { network, goal, domain, effort: IN_A_CHECK });
  // Compilers write into folders that have to be taken away.
  endOnSignals();
  const measured = await benchmark(subject, timed, {
    observe: (what) => {
      if (terminal.isInteractive) terminal.draw([what]);
      else terminal.detail(what);
    },
  });
  terminal.draw([]);
  const outcome = {
    fileName: asRead.fileName,
    modelSha256: asRead.modelSha256,
    targets: goal?.targets.map(({ expression }) => expression),
    domain: subject.domain,
    isDomainKnown: goal !== undefined || domain.length > 0,
    compared: subject.compared.count,
    benchmark: measured,
    missing: missing.filter(isTimed).map(({ name, install }) => ({ name, install: install[process.platform] })),
  };
  await terminal.print(settings.json ? benchAsJson(outcome) : benchAsText(outcome));
  return 0;
}

function isTimed<Row extends Pick<Toolchain, "timed">>(toolchain: Row): toolchain is Row & Required<Pick<TimedToolchain, "timed">> {
  return toolchain.timed !== undefined;
}

/** The targets over their domain; undefined where nobody says what the function should be. */
async function goalFor({ target, domain }: Settings, record: TrainingRecord | undefined): Promise<Goal | undefined> {
  const isKnown = target.length > 0 || (record !== undefined && record.data === undefined);
  if (isKnown) return await goalOf(record, target, domain);
  checkDomain(domain);
  return undefined;
}

/** What is emitted, the same for many arguments and, of a table, its network. */
function emittedOf({ form, optimize, math, numbers }: Settings, asNetwork: InForm, inItsForm: InForm, language: LanguageName): Emitted {
  const choices = { ...CHECKED, language, name: TIMED, optimize, math, numbers } as const;
  return {
    request: emitRequest(inItsForm, { ...choices, form }),
    batch: emitRequest(inItsForm, { ...choices, form, batch: true }),
    network: inItsForm.taken?.kind === "table" ? emitRequest(asNetwork, { ...choices, form: "network", numbers: "float32" }) : undefined,
  };
}
