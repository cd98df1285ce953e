// nnc convert: reads a model of one format and writes it in another.

import { extname } from "node:path";
import * as z from "zod/mini";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import type { Problem } from "../../../diagnostics/problem.ts";
import { didYouMean } from "../../../diagnostics/suggest.ts";
import { FORMATS, writeModelAs } from "../../../formats/index.ts";
import type { FormatId } from "../../../formats/format-names.ts";
import { EXCHANGE_FORMAT_IDS, FORMAT_NAMES } from "../../../formats/format-names.ts";
import { showCount } from "../../../numeric/shown-number.ts";
import { defineCommand } from "../../arguments/define-command.ts";
import { flag, text } from "../../arguments/validate.ts";
import { VERSION } from "../../../pipeline/version.ts";
import { endOnSignals } from "../../entry/signals.ts";
import { checkOutput } from "../../files/destination.ts";
import { loadModel, readingNotes } from "../../files/model-file.ts";
import { writeOutput } from "../../files/write-file.ts";
import { READING_OPTIONS, readingFields } from "../../options/reading-options.ts";
import { FORCE_OPTION, readPath } from "../../options/shared-options.ts";
import { missingFile } from "../../arguments/missing-file.ts";
import { refuseTerminal } from "../../terminal/refuse-terminal.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { lossesOf } from "./conversion-losses.ts";

const schema = z.object({
  in: z.optional(text(readPath)),
  out: z.optional(text(readPath)),
  format: z.optional(text(readFormat)),
  force: flag,
  ...readingFields,
});

type Settings = z.infer<typeof schema>;

const TITLES = EXCHANGE_FORMAT_IDS.map((id) => `${id} (${FORMAT_NAMES[id].title})`).join(", ");
const EXAMPLE = "nnc convert my.model model.onnx --activation leaky_relu:0.2";

export const convert = defineCommand({
  positionals: [
    { name: "IN", describe: "the model file to read, - for standard input" },
    { name: "OUT", describe: "the model file to write, - for standard output" },
  ],
  options: [
    {
      name: "format",
      kind: "value",
      describe: `what to write: ${TITLES}; may be left out where OUT ends in ${endings()}`,
      choices: EXCHANGE_FORMAT_IDS,
    },
    ...READING_OPTIONS,
    FORCE_OPTION,
  ],
  examples: [
    [EXAMPLE, "a file of Chainer's, as ONNX"],
    ["nnc convert model.onnx my.model --format chainer", "for load_npz and numpy.load"],
  ],
  schema,
  run,
});

async function run(settings: Settings, terminal: Terminal): Promise<number> {
  const { in: input, out: output, force } = settings;
  if (input === undefined || output === undefined) throw missingFile("convert", input === undefined ? ["IN", "first"] : ["OUT", "second"], EXAMPLE);
  const id = settings.format ?? formatOfName(output);
  const format = FORMATS.find((one) => one.id === id);
  if (format === undefined) throw new RangeError(`there is no format ${id}`);
  const kind = format.holds === "layers" ? "parameters" : "model";
  if (output === "-") refuseTerminal("a model", "OUT", "redirect it: nnc convert IN - --format onnx > model.onnx");
  else checkOutput(output, kind, force);
  const loaded = await loadModel(input, settings);
  const { model, network } = loaded;
  readingNotes(loaded).forEach(terminal.say);
  const bytes = await writeModelAs(format, format.holds === "layers" ? { ...model, network } : model, VERSION);
  if (output === "-") {
    await terminal.print(bytes);
  } else {
    endOnSignals();
    writeOutput(output, bytes, kind, force);
    terminal.say(`wrote ${output} (${FORMAT_NAMES[id].title}, ${showCount(bytes.length)} bytes)`);
  }
  if (format.holds === "layers") {
    lossesOf({ ...model, network }, FORMAT_NAMES[id].title).forEach((line) => terminal.say(line));
  }
  return 0;
}

/** A format by what --format calls it. */
function readFormat(name: string): FormatId | Problem {
  const wanted = name.trim().toLowerCase();
  const found = EXCHANGE_FORMAT_IDS.find((id) => id === wanted);
  if (found !== undefined) return found;
  return {
    problem: `there is no format '${name}'`,
    note: `formats: ${TITLES}`,
    hint: didYouMean(wanted, EXCHANGE_FORMAT_IDS) ?? `write --format ${EXCHANGE_FORMAT_IDS.join(" or --format ")}`,
  };
}

function formatOfName(output: string): FormatId {
  const extension = extname(output).toLowerCase();
  const found = EXCHANGE_FORMAT_IDS.find((id) => FORMAT_NAMES[id].extensions.includes(extension));
  if (found !== undefined) return found;
  throw new DiagnosticError({
    id: "format-missing",
    message: "the format to write is missing",
    place: "--format",
    note: output === "-" ? `formats: ${TITLES}` : `the name ${output} does not tell it: it does not end in ${endings()}`,
    hint: `give one of --format ${EXCHANGE_FORMAT_IDS.join(", --format ")}`,
  });
}

function endings(): string {
  return EXCHANGE_FORMAT_IDS.flatMap((id) => FORMAT_NAMES[id].extensions).join(" or ");
}
