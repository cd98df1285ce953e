// nnc certify: proves how large the error of what nnc emits is at the most, or properties of it.

import * as z from "zod/mini";
import type { Effort, SearchProgress } from "../../../certify/boxes/branch-and-bound.ts";
import type { Certification } from "../../../certify/certificate.ts";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { certified, USUAL_EFFORT } from "../../../pipeline/certified.ts";
import { certifiedGoal } from "../../../pipeline/check-goal.ts";
import { formToCheck } from "../../../pipeline/in-form.ts";
import type { LoadedModel } from "../../../pipeline/load-model.ts";
import { readDomainVariable } from "../../../run/settings/domain.ts";
import { readBoxes, readBudget, readTightness } from "../../../run/settings/effort.ts";
import { readTolerance } from "../../../run/settings/numbers.ts";
import { defineCommand } from "../../arguments/define-command.ts";
import { flag, text, texts } from "../../arguments/validate.ts";
import { callingConvention, type Program } from "../../../program/program.ts";
import { loadModel, readingNotes } from "../../files/model-file.ts";
import { FORM_OPTION, readForm } from "../../options/form-option.ts";
import { NUMBERS_OPTION, readNumbers } from "../../options/numbers-option.ts";
import { PROPERTY_OPTIONS, propertyFields } from "../../options/property-options.ts";
import { MULTIPLY_ADD_OPTION, multiplyAddField, READING_OPTIONS, readingFields } from "../../options/reading-options.ts";
import { DEFAULT_MODEL, DOMAIN_OPTION, MODEL_ARGUMENT, OPTIMIZE_OPTION, readOptimisation, readPath, TARGET_OPTION } from "../../options/shared-options.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { proofDisplay } from "./certify-progress.ts";
import { certificateAsJson, certificateAsText, failureOf } from "./certify-report.ts";

const schema = z.object({
  model: z._default(text(readPath), DEFAULT_MODEL),
  form: z._default(text(readForm), "network"),
  maxError: z.optional(text(readTolerance)),
  numbers: z._default(text(readNumbers), "float32"),
  optimize: z._default(text(readOptimisation), "speed"),
  target: texts((given) => given),
  domain: texts(readDomainVariable),
  tightness: z.optional(text(readTightness)),
  boxes: z.optional(text(readBoxes)),
  budget: z.optional(text(readBudget)),
  ...propertyFields,
  json: flag,
  ...readingFields,
  ...multiplyAddField,
});

type Settings = z.infer<typeof schema>;

export const certify = defineCommand({
  positionals: [MODEL_ARGUMENT],
  options: [
    { name: "max-error", kind: "value", describe: "fail where no error as small as this is proved; of a table also what it may be wrong by" },
    { ...TARGET_OPTION, describe: "what the function should be, where the model does not record it; once per output" },
    DOMAIN_OPTION,
    { ...FORM_OPTION, describe: "proves the error of the source of this form: network, table or auto (network)" },
    NUMBERS_OPTION,
    OPTIMIZE_OPTION,
    { name: "tightness", kind: "value", describe: "of several inputs: prove no more than so many times the largest error found (1.1)" },
    { name: "boxes", kind: "value", describe: "of several inputs: look at so many boxes of the domain at the most (20000; 1000 for properties and around a point)" },
    { name: "budget", kind: "value", describe: "of several inputs: end after so many seconds; what is proved then depends on the machine" },
    ...PROPERTY_OPTIONS,
    { name: "json", kind: "flag", describe: "print what is proved as JSON" },
    MULTIPLY_ADD_OPTION,
    ...READING_OPTIONS,
  ],
  examples: [
    ["nnc certify", "an error that no float32 of the domain exceeds, of the model that nnc train wrote"],
    ["nnc certify --form table --max-error 1e-6", "of a table; fails where 1e-6 is not proved"],
    ["nnc certify other.onnx --target 'sin(x)' --domain 0:pi --json", "of a model of another tool, as JSON"],
    ["nnc certify --properties range,rising,lipschitz", "bounds of the results, that they never fall, and how steep they are at the most"],
    ["nnc certify iris.onnx --around 5.1,3.5,1.4,0.2 --radius 0.1", "that the class stays the same where every measurement is off by as much as 0.1"],
  ],
  schema,
  run,
});

async function run(settings: Settings, terminal: Terminal): Promise<number> {
  const asRead = await loadModel(settings.model, settings);
  readingNotes(asRead).forEach(terminal.say);
  if (asksForProperties(settings)) {
    refuseEffort(settings, ["tightness", "budget"], NO_ERROR);
    const { runProperties } = await import("./certify-properties.ts");
    return await runProperties(asRead, settings, terminal);
  }
  return await runError(asRead, settings, terminal);
}

/** Whether there is anything else to prove than the error. */
function asksForProperties({ properties, around, radius }: Settings): boolean {
  return properties.length > 0 || around.length > 0 || radius !== undefined;
}

async function runError(asRead: LoadedModel, settings: Settings, terminal: Terminal): Promise<number> {
  const goal = await certifiedGoal(asRead, settings.target, settings.domain);
  const { loaded, taken } = await formToCheck(asRead, settings);
  if (inputElements(asRead.program) === 1) refuseEffort(settings, ["tightness", "boxes", "budget"], ONE_INPUT);
  const outcome = {
    fileName: asRead.fileName,
    modelSha256: asRead.modelSha256,
    goal,
    form: taken?.kind ?? "network",
    maximumError: settings.maxError,
    certification: await proofOf(settings, terminal, (effort) => certified(asRead, loaded, goal, effort)),
  } as const;
  await terminal.print(settings.json ? certificateAsJson(outcome) : certificateAsText(outcome));
  const failure = failureOf(outcome);
  if (failure === undefined) return 0;
  throw new DiagnosticError({
    id: "error-not-proved",
    message: `the error of ${settings.model} is not proved`,
    note: failure,
    hint: "nnc check looks for the largest error at many inputs, of any model",
  });
}

function inputElements(program: Program): number {
  return callingConvention(program).inputs.reduce((sum, { buffer }) => sum + buffer.size, 0);
}

const ONE_INPUT = "the error of a function of one input is proved as near as it can be, without a search";
const NO_ERROR = "it is about a search for the largest error, and no error is asked for";

/** Where an option would change nothing. */
function refuseEffort(settings: Settings, options: readonly ("tightness" | "boxes" | "budget")[], why: string): void {
  const given = options.find((option) => settings[option] !== undefined);
  if (given === undefined) return;
  throw new DiagnosticError({ id: "effort-without-search", message: "there is nothing to search for", place: `--${given}`, note: why, hint: "leave it out" });
}

/** Within the effort that is asked for, shown as long as it takes. */
async function proofOf(
  { tightness = USUAL_EFFORT.tightness, boxes = USUAL_EFFORT.mostBoxes, budget = Infinity, maxError }: Settings,
  terminal: Terminal,
  prove: (effort: Effort) => Promise<Certification>,
): Promise<Certification> {
  const [display, end] = [proofDisplay(terminal), performance.now() + budget * 1000];
  const goesOn = (progress: SearchProgress): boolean => {
    display(progress);
    return performance.now() < end;
  };
  try {
    return await prove({ tightness, mostBoxes: boxes, enough: maxError, goesOn });
  } finally {
    display(undefined);
  }
}
