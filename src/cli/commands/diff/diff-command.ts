// nnc diff: what changed between two models, and how far apart their results are.

import * as z from "zod/mini";
import type { Both } from "../../../compare/compared-parameters.ts";
import { DiagnosticError, isFailure } from "../../../diagnostics/diagnostic.ts";
import type { Problem } from "../../../diagnostics/problem.ts";
import { isProblem } from "../../../diagnostics/problem.ts";
import type { LoadedModel } from "../../../pipeline/load-model.ts";
import type { ModelSamples } from "../../../run/model-samples.ts";
import { readDomainVariable } from "../../../run/settings/domain.ts";
import { readTolerance } from "../../../run/settings/numbers.ts";
import { defineCommand } from "../../arguments/define-command.ts";
import { excludeEachOther } from "../../arguments/exclusive-options.ts";
import { missingFile } from "../../arguments/missing-file.ts";
import { flag, text, texts } from "../../arguments/validate.ts";
import { checkOutput } from "../../files/destination.ts";
import { loadModel, readingNotes } from "../../files/model-file.ts";
import { writeOutput } from "../../files/write-file.ts";
import { dataFields, dataOptions, readSamplesFor } from "../../options/data-options.ts";
import { PICTURE_FORMAT_NAMES, pictureFormatOf, readPictureFormat } from "../../options/picture-format.ts";
import { READING_OPTIONS, readingFields, type ReadingSettings } from "../../options/reading-options.ts";
import { DOMAIN_OPTION, FORCE_OPTION, readPath, TARGET_OPTION } from "../../options/shared-options.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { comparedModels, type Comparison } from "./compared-models.ts";
import { diffAsJson, diffAsText, departureOf } from "./diff-report.ts";

const schema = z.object({
  first: z.optional(text(readPath)),
  second: z.optional(text(readPath)),
  output: z.optional(text(readPicturePath)),
  format: z.optional(text(readPictureFormat)),
  maxError: z.optional(text(readTolerance)),
  target: texts((given) => given),
  domain: texts(readDomainVariable),
  json: flag,
  force: flag,
  ...dataFields,
  ...readingFields,
});

type Settings = z.infer<typeof schema>;

const EXAMPLE = "nnc diff old.onnx new.onnx";

export const diff = defineCommand({
  positionals: [
    { name: "FIRST", describe: "a model file, - for standard input" },
    { name: "SECOND", describe: "another model file" },
  ],
  options: [
    { name: "output", short: "o", kind: "value", describe: "draw the difference of their results into this file: .svg, .png or .html" },
    { name: "format", kind: "value", describe: "the format where the name of the file does not tell it", choices: PICTURE_FORMAT_NAMES },
    { name: "max-error", kind: "value", describe: "fail where a larger difference of their results is seen" },
    { ...TARGET_OPTION, describe: "what both should be, where a model does not record it; once per output" },
    { ...DOMAIN_OPTION, describe: "where their results are compared (what both recorded domains have in common): NAME=LO:HI, once per input" },
    ...dataOptions("to compare them at, in place of a domain"),
    { name: "json", kind: "flag", describe: "print what changed as JSON" },
    ...READING_OPTIONS,
    FORCE_OPTION,
  ],
  examples: [
    [EXAMPLE, "what changed, and where their results differ the most"],
    [`${EXAMPLE} -o difference.svg`, "and a picture of both errors and the difference"],
    [`${EXAMPLE} --max-error 1e-4`, "fails where results differ by more than 1e-4"],
  ],
  schema,
  run,
});

async function run(settings: Settings, terminal: Terminal): Promise<number> {
  const { first, second, output, format, force, maxError } = settings;
  if (first === undefined || second === undefined) throw missingFile("diff", first === undefined ? ["FIRST", "first"] : ["SECOND", "second"], EXAMPLE);
  if (settings.data !== undefined && settings.target.length > 0) throw excludeEachOther("--data", "--target");
  if (settings.data !== undefined && settings.domain.length > 0) throw excludeEachOther("--data", "--domain");
  const picture = output === undefined ? undefined : { path: output, format: pictureFormatOf(format, output) };
  if (picture !== undefined) checkOutput(picture.path, "plot", force);
  const models = [await modelAt(first, settings), await modelAt(second, settings)] as const;
  models.flatMap(readingNotes).forEach(terminal.say);
  const comparison = await comparedModels([first, second], models, settings, await samplesOf(settings, models, terminal));
  if (picture !== undefined) {
    const { drawDifference } = await import("./difference-picture.ts");
    writeOutput(picture.path, await picture.format.encode(drawDifference(comparison)), "plot", force);
    terminal.say(`wrote ${picture.path}`);
  }
  await terminal.print(settings.json ? diffAsJson(comparison, maxError) : diffAsText(comparison));
  refuseDeparture(comparison, maxError);
  return 0;
}

/** Activations are said for a file of parameters alone: the other model may have its own. */
async function modelAt(path: string, reading: ReadingSettings): Promise<LoadedModel> {
  try {
    return await loadModel(path, reading);
  } catch (error) {
    if (path === "-" || !isFailure(error, "activation-not-wanted")) throw error;
    return await loadModel(path, { dim: reading.dim ?? [], shape: reading.shape ?? [], fix: reading.fix ?? [] });
  }
}

async function samplesOf(settings: Settings, models: Both<LoadedModel>, terminal: Terminal): Promise<Both<ModelSamples> | undefined> {
  const sampled = models.map(({ program, model: { record } }) => ({ program, record }));
  const samples = await readSamplesFor(settings, sampled, "judge", terminal);
  if (samples === undefined) return undefined;
  new Set(samples.flatMap(({ notes }) => notes)).forEach((note) => terminal.say(`note: ${note}`));
  const [one, other] = samples;
  return [one, other];
}

/** @throws DiagnosticError (check) */
function refuseDeparture(comparison: Comparison, maximum: number | undefined): void {
  const departure = departureOf(comparison, maximum);
  if (departure === undefined) return;
  const [{ path: one }, { path: other }] = comparison.sides;
  throw new DiagnosticError({ id: "difference-too-large", message: `${other} departs from ${one}`, note: departure });
}

function readPicturePath(given: string): string | Problem {
  const path = readPath(given);
  if (isProblem(path) || path !== "-") return path;
  return { problem: "standard output is taken by what changed", hint: "name a file, such as -o difference.svg" };
}
