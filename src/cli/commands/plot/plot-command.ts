// nnc plot: draws a model, or the training of a line, as a picture.

import * as z from "zod/mini";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import type { Problem } from "../../../diagnostics/problem.ts";
import { didYouMean } from "../../../diagnostics/suggest.ts";
import { MODEL_NAME } from "../../../formats/format-names.ts";
import { readDomainVariable } from "../../../run/settings/domain.ts";
import { parseDecimal, readNumber } from "../../../run/settings/numbers.ts";
import { ARTICLE_SURFACE } from "../../../train/linear/surface.ts";
import { DEFAULT_SEED } from "../../../train/recipes.ts";
import { defineCommand } from "../../arguments/define-command.ts";
import { optionOf } from "../../../shell/option-spelling.ts";
import { shellWords } from "../../../shell/shell-words.ts";
import { flag, text, texts } from "../../arguments/validate.ts";
import { checkOutput } from "../../files/destination.ts";
import { writeOutput } from "../../files/write-file.ts";
import { dataFields, dataOptions } from "../../options/data-options.ts";
import { MULTIPLY_ADD_OPTION, multiplyAddField, READING_OPTIONS, readingFields } from "../../options/reading-options.ts";
import { PICTURE_FORMAT_NAMES, pictureFormatOf, readPictureFormat } from "../../options/picture-format.ts";
import { DEFAULT_MODEL, DOMAIN_OPTION, FORCE_OPTION, MODEL_ARGUMENT, readPath, TARGET_OPTION } from "../../options/shared-options.ts";
import { refuseTerminal } from "../../terminal/refuse-terminal.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { PLOT_KINDS } from "./kinds/index.ts";
import type { FixedVariable, PlotKind, PlotOption } from "./plot-kind.ts";

const KIND_NAMES = PLOT_KINDS.map(({ name }) => name);

const schema = z.object({
  kind: z.optional(text(readKind)),
  model: z.optional(text(readPath)),
  output: z._default(text(readPath), "-"),
  format: z.optional(text(readPictureFormat)),
  ...dataFields,
  target: texts((given) => given),
  domain: texts(readDomainVariable),
  at: texts(readFixed),
  result: z.optional(text(readNumber)),
  steps: z.optional(text(readNumber)),
  batch: z.optional(text(readNumber)),
  learningRate: z.optional(text(readNumber)),
  seed: z.optional(text(readNumber)),
  force: flag,
  ...readingFields,
  ...multiplyAddField,
});

type Settings = z.infer<typeof schema>;

export const plot = defineCommand({
  positionals: [
    { name: "KIND", describe: PLOT_KINDS.map(({ name, summary }) => `${name}: ${summary}`).join("\n      "), choices: KIND_NAMES },
    MODEL_ARGUMENT,
  ],
  options: [
    { name: "output", short: "o", kind: "value", describe: "write to this file: .svg, .png or .html; standard output where it is left out" },
    { name: "format", kind: "value", describe: "the format where the name of the file does not tell it (svg)", choices: PICTURE_FORMAT_NAMES },
    { ...TARGET_OPTION, describe: "what the network should be, where the model does not record it; contour: what the line follows (exp(x))" },
    DOMAIN_OPTION,
    ...dataOptions("to draw: fit as dots, error the network's distance from them; calibration, confusion: to judge a classifier by"),
    { name: "at", kind: "list", describe: "fit, error: fix a variable, NAME=VALUE; where there are more than two, all but two must be" },
    { name: "result", kind: "value", describe: "fit, error, calibration, confusion: which of several results, from 1 on; all where it is left out, of confusion the first" },
    { name: "steps", kind: "value", describe: `contour: steps of gradient descent (${ARTICLE_SURFACE.steps})` },
    { name: "batch", kind: "value", describe: `contour: samples per step (${ARTICLE_SURFACE.batch})` },
    { name: "learning-rate", kind: "value", describe: `contour: the share of the gradient that is a step (${ARTICLE_SURFACE.learningRate})` },
    { name: "seed", kind: "value", describe: `contour: of the samples: 0 to 4294967295 (${DEFAULT_SEED})` },
    MULTIPLY_ADD_OPTION,
    ...READING_OPTIONS,
    FORCE_OPTION,
  ],
  examples: [
    ["nnc plot fit -o fit.svg", `target and network of ./${DEFAULT_MODEL}`],
    ["nnc plot error model.onnx -o error.png", "its error, as PNG"],
    ["nnc plot error --data new.csv -o residuals.svg", "its distance from each sample"],
    ["nnc plot confusion --data states.csv -o confusion.svg", "which classes a classifier takes for which"],
    ["nnc plot contour --format html -o - > contour.html", "the loss surface of y = W*x + b"],
  ],
  schema,
  run,
});

async function run(settings: Settings, terminal: Terminal): Promise<number> {
  const { output, force } = settings;
  const kind = settings.kind ?? missingKind();
  refuseForeignOptions(kind, settings);
  const format = pictureFormatOf(settings.format, output);
  if (output !== "-") checkOutput(output, "plot", force);
  else if (format.isBinary) refuseTerminal("a picture", "--output", `name a file: -o plot.${format.name}`);
  const bytes = await format.encode(await kind.draw(settings));
  if (output === "-") {
    await terminal.print(bytes);
  } else {
    writeOutput(output, bytes, "plot", force);
    terminal.say(`wrote ${output}`);
  }
  return 0;
}

function readKind(given: string): PlotKind | Problem {
  const found = PLOT_KINDS.find(({ name }) => name === given);
  if (found !== undefined) return found;
  return { problem: `there is no plot '${given}'`, note: `there are ${KIND_NAMES.join(", ")}`, hint: didYouMean(given, KIND_NAMES) ?? kindBefore(given) };
}

/** The kind stands before the model. */
function kindBefore(given: string): string {
  if (!MODEL_NAME.test(given)) return "nnc plot --help describes them";
  return `say what to draw before it, for example ${shellWords(["nnc", "plot", "fit", given, "-o", "fit.svg"])}`;
}

function missingKind(): never {
  throw new DiagnosticError({
    id: "plot-kind-missing",
    message: "the kind of plot is missing",
    place: "KIND",
    note: `there are ${KIND_NAMES.join(", ")}`,
    hint: `write for example nnc plot ${KIND_NAMES[1] ?? ""} -o ${KIND_NAMES[1] ?? ""}.svg`,
  });
}

/** `c=0.5`. */
function readFixed(given: string): FixedVariable | Problem {
  const [, name = "", value = ""] = /^([^=]+)=(.+)$/.exec(given.trim()) ?? [];
  const number = parseDecimal(value.trim());
  if (number === undefined || !Number.isFinite(Math.fround(number))) return { problem: `'${given}' fixes no variable`, hint: "write NAME=VALUE, for example --at c=0.5" };
  return { name: name.trim(), value: Math.fround(number) };
}

const PLOT_OPTIONS: readonly PlotOption[] = [
  "model", "activation", "outputActivation", "dim", "shape", "fix", "data", "inputs", "outputs", "missing", "target", "domain", "at", "result", "steps", "batch", "learningRate", "seed",
];

function refuseForeignOptions(kind: PlotKind, settings: Settings): void {
  const isGiven = (option: PlotOption): boolean => {
    const value = settings[option];
    return Array.isArray(value) ? value.length > 0 : value !== undefined;
  };
  const foreign = PLOT_OPTIONS.find((option) => isGiven(option) && !kind.options.includes(option));
  if (foreign === undefined) return;
  const others = PLOT_KINDS.filter(({ options }) => options.includes(foreign)).map(({ name }) => name);
  throw new DiagnosticError({
    id: "plot-option-foreign",
    message: `nnc plot ${kind.name} has no use for ${foreign === "model" ? "a model" : optionOf(foreign)}`,
    place: foreign === "model" ? "MODEL" : optionOf(foreign),
    note: `it is for ${others.join(", ")}`,
    hint: "leave it out",
  });
}
