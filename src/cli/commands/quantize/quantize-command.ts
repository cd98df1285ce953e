// nnc quantize: writes a model of floats as one whose layers are integers of 8 bits, and says what was lost.

import * as z from "zod/mini";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import type { Problem } from "../../../diagnostics/problem.ts";
import { isProblem } from "../../../diagnostics/problem.ts";
import { didYouMean } from "../../../diagnostics/suggest.ts";
import { quantisedModel, type QuantisedModel } from "../../../pipeline/quantised.ts";
import { CALIBRATIONS, type Calibration } from "../../../quantise/calibrate.ts";
import { readTolerance } from "../../../run/settings/numbers.ts";
import { showCount, showError } from "../../../numeric/shown-number.ts";
import { defineCommand } from "../../arguments/define-command.ts";
import { flag, text, texts } from "../../arguments/validate.ts";
import { endOnSignals } from "../../entry/signals.ts";
import { checkOutput } from "../../files/destination.ts";
import { loadModel, readingNotes } from "../../files/model-file.ts";
import { writeOutput } from "../../files/write-file.ts";
import { dataFields, dataOptions, readInputSamples } from "../../options/data-options.ts";
import { READING_OPTIONS, readingFields } from "../../options/reading-options.ts";
import { DEFAULT_MODEL, FORCE_OPTION, MODEL_ARGUMENT, readPath } from "../../options/shared-options.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { quantisedAsJson, quantisedAsText } from "./quantize-report.ts";

const DEFAULT_OUTPUT = "nnc-int8.onnx";

const schema = z.object({
  model: z._default(text(readPath), DEFAULT_MODEL),
  output: z._default(text(readModelPath), DEFAULT_OUTPUT),
  calibrate: z._default(text(readCalibration), "min-max"),
  symmetricActivations: flag,
  keepFloat: texts((name) => name),
  maxLoss: z.optional(text(readTolerance)),
  json: flag,
  force: flag,
  ...dataFields,
  ...readingFields,
});

type Settings = z.infer<typeof schema>;

export const quantize = defineCommand({
  positionals: [MODEL_ARGUMENT],
  options: [
    { name: "output", short: "o", kind: "value", describe: `the ONNX file to write (${DEFAULT_OUTPUT})` },
    ...dataOptions("to calibrate with: it gives the ranges of the values between layers (points of the recorded domain)"),
    { name: "calibrate", kind: "value", describe: "which range is taken of what is seen: min-max (the default), or percentile, all but the outermost 0.005 % at each end", choices: CALIBRATIONS },
    { name: "symmetric-activations", kind: "flag", describe: "values between layers have the zero point 0, too: cheaper sums, coarser steps where values have one sign" },
    { name: "keep-float", kind: "list", describe: "a layer that stays floats, by its name in the table; may be repeated" },
    { name: "max-loss", kind: "value", describe: "write nothing and fail where a result is off by more than this from that of the model of floats" },
    { name: "json", kind: "flag", describe: "print layers and loss as JSON" },
    ...READING_OPTIONS,
    FORCE_OPTION,
  ],
  examples: [
    ["nnc quantize iris.onnx --data iris.csv -o iris-int8.onnx", "calibrated with the samples of a file"],
    ["nnc quantize sin.onnx --max-loss 0.02", "over the recorded domain; fails where a result is off by more than 0.02"],
    ["nnc emit nnc-int8.onnx --lang c", "what is written, as C that computes with integers"],
  ],
  schema,
  run,
});

async function run(settings: Settings, terminal: Terminal): Promise<number> {
  const { model, output, force, maxLoss } = settings;
  checkOutput(output, "model", force);
  const loaded = await loadModel(model, settings);
  readingNotes(loaded).forEach(terminal.say);
  const samples = await readInputSamples(settings, { program: loaded.program, record: loaded.model.record }, terminal);
  samples?.notes.forEach((note) => terminal.say(`note: ${note}`));
  const choices = { calibration: settings.calibrate, hasSymmetricActivations: settings.symmetricActivations, keptFloat: settings.keepFloat };
  const quantised = await quantisedModel(loaded, samples, choices);
  await terminal.print(settings.json ? quantisedAsJson(loaded, quantised, maxLoss) : quantisedAsText(quantised));
  refuseLoss(model, quantised, maxLoss);
  endOnSignals();
  writeOutput(output, quantised.bytes, "model", force);
  terminal.say(`wrote ${output} (${showCount(quantised.bytes.length)} bytes)`);
  return 0;
}

/** @throws DiagnosticError (check) */
function refuseLoss(model: string, { loss }: QuantisedModel, maximum: number | undefined): void {
  if (maximum === undefined || loss.maximum <= maximum) return;
  throw new DiagnosticError({
    id: "loss-too-large",
    message: `${model} loses more than is allowed`,
    note: `a result is off by ${showError(loss.maximum)}, and ${maximum} is allowed; nothing was written`,
    hint: "keep the layer that loses most by --keep-float, or calibrate with other samples",
  });
}

function readCalibration(given: string): Calibration | Problem {
  const found = CALIBRATIONS.find((name) => name === given.trim().toLowerCase());
  return found ?? { problem: `there is no calibration called '${given}'`, hint: didYouMean(given, CALIBRATIONS) ?? `write --calibrate ${CALIBRATIONS.join(" or --calibrate ")}` };
}

function readModelPath(given: string): string | Problem {
  const path = readPath(given);
  if (isProblem(path) || path !== "-") return path;
  return { problem: "standard output is taken by the table", hint: "name a file, such as -o model-int8.onnx" };
}
