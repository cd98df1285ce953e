// nnc run: evaluates a model at given points, with the bits the emitted function has.

import * as z from "zod/mini";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import type { Problem } from "../../../diagnostics/problem.ts";
import { isProblem } from "../../../diagnostics/problem.ts";
import { goalOf } from "../../../run/goal.ts";
import { readDomainVariable } from "../../../run/settings/domain.ts";
import { readNumbers } from "../../../run/settings/numbers.ts";
import { defineCommand } from "../../arguments/define-command.ts";
import { excludeEachOther } from "../../arguments/exclusive-options.ts";
import { flag, text, texts } from "../../arguments/validate.ts";
import type { LoadedModel } from "../../../pipeline/load-model.ts";
import { judgementOf } from "../../../run/judgement.ts";
import type { ModelSamples } from "../../../run/model-samples.ts";
import { loadModel, readingNotes } from "../../files/model-file.ts";
import { dataFields, dataOptions, readInputSamples } from "../../options/data-options.ts";
import { MULTIPLY_ADD_OPTION, multiplyAddField, READING_OPTIONS, readingFields, STATE_OPTIONS, stateFields } from "../../options/reading-options.ts";
import { DEFAULT_MODEL, DOMAIN_OPTION, MODEL_ARGUMENT, readPath, TARGET_OPTION } from "../../options/shared-options.ts";
import { judgementAsObject, judgementAsTable } from "../../terminal/judged.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { evaluateAt, evaluateSamples } from "./values-at-points.ts";
import { evaluationAsCsv, evaluationAsJson, evaluationAsText, outsideNote } from "./values-output.ts";

const schema = z.object({
  model: z._default(text(readPath), DEFAULT_MODEL),
  at: texts(readPoint),
  target: texts((given) => given),
  domain: texts(readDomainVariable),
  json: flag,
  csv: flag,
  ...dataFields,
  ...readingFields,
  ...multiplyAddField,
  ...stateFields,
});

type Settings = z.infer<typeof schema>;

/** As Python, C, Go and JavaScript write them. */
const SPECIAL: ReadonlyMap<string, number> = new Map(
  ["inf", "infinity", "nan"].flatMap((word) => ["", "+", "-"].map((sign) => [`${sign}${word}`, word === "nan" ? NaN : sign === "-" ? -Infinity : Infinity] as const)),
);

export const run = defineCommand({
  positionals: [MODEL_ARGUMENT],
  options: [
    { name: "at", kind: "list", describe: "a point: a number, inf and nan among them, or with several inputs numbers with commas between them; may be repeated" },
    { ...TARGET_OPTION, describe: "what the values should be, where the model does not record it; once per output" },
    { ...DOMAIN_OPTION, describe: "names the variables of --target where they are not the recorded ones, as for nnc train" },
    ...dataOptions("to evaluate it at, and to compare it with where there are columns for its outputs"),
    { name: "json", kind: "flag", describe: "print the values as JSON, every float32 in full" },
    { name: "csv", kind: "flag", describe: "print them as CSV, likewise" },
    MULTIPLY_ADD_OPTION,
    ...READING_OPTIONS,
    ...STATE_OPTIONS,
  ],
  examples: [
    ["nnc run --at 0.2", `the model in ./${DEFAULT_MODEL} at 0.2`],
    ["nnc run --data new.csv", "at every sample of a file, with its error there"],
    ["nnc run xy.onnx --at 0.5,1 --at 0.5,2 --csv", "of two inputs, at two points"],
  ],
  schema,
  run: runModel,
});

async function runModel(settings: Settings, terminal: Terminal): Promise<number> {
  const { at, data, json, csv } = settings;
  if (json && csv) throw excludeEachOther("--json", "--csv");
  if (data !== undefined && at.length > 0) throw excludeEachOther("--data", "--at");
  if (data !== undefined && settings.target.length > 0) throw excludeEachOther("--data", "--target");
  if (data === undefined && at.length === 0) {
    throw new DiagnosticError({
      id: "point-missing",
      message: "there is no point to evaluate the model at",
      place: "--at",
      hint: "give one or more, such as --at 0.2, or a file of samples: --data samples.csv",
    });
  }
  const loaded = await loadModel(settings.model, settings);
  readingNotes(loaded).forEach(terminal.say);
  const samples = await readInputSamples(settings, { program: loaded.program, record: loaded.model.record }, terminal);
  if (samples !== undefined) return await runOnSamples(loaded, samples, settings, terminal);
  const goal = await goalOf(loaded.model.record, settings.target, settings.domain);
  const evaluation = evaluateAt(loaded, goal, at);
  const outside = outsideNote(evaluation);
  if (outside !== undefined) terminal.say(`note: ${outside}`);
  if (json) await terminal.print(evaluationAsJson(evaluation));
  else await terminal.print(csv ? evaluationAsCsv(evaluation) : evaluationAsText(evaluation));
  return 0;
}

/** The values go to standard output, what they say of the model to standard error. */
async function runOnSamples(loaded: LoadedModel, samples: ModelSamples, { json, csv }: Settings, terminal: Terminal): Promise<number> {
  samples.notes.forEach((note) => terminal.say(`note: ${note}`));
  const evaluation = evaluateSamples(loaded, samples);
  const judgement = samples.dataset.outputs.length === 0 ? undefined : judgementOf(loaded.program, samples);
  if (json) {
    await terminal.print(evaluationAsJson(evaluation, judgement && judgementAsObject(judgement)));
    return 0;
  }
  await terminal.print(csv ? evaluationAsCsv(evaluation) : evaluationAsText(evaluation));
  if (judgement !== undefined) terminal.say(judgementAsTable(judgement).trimEnd());
  return 0;
}

/** Numbers in digits, and what float32 holds besides. */
function readPoint(given: string): readonly number[] | Problem {
  const special = given.split(",").map((one) => SPECIAL.get(one.trim().toLowerCase()));
  const numbers = readNumbers(given.split(",").map((one, place) => (special[place] === undefined ? one : "0")).join(","));
  if (!isProblem(numbers)) return numbers.map((number, place) => special[place] ?? number);
  return { ...numbers, hint: "write it in digits, such as --at 0.2, or --at 0.5,1 where there are two inputs; inf, -inf and nan are numbers too" };
}
