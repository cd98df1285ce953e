// nnc report: writes a page on a model: figures, plots, parameters and commands.

import * as z from "zod/mini";
import { defineCommand } from "../../arguments/define-command.ts";
import { flag, text } from "../../arguments/validate.ts";
import { checkOutput } from "../../files/destination.ts";
import { measuredAnew } from "../../../pipeline/measured-anew.ts";
import { loadModel } from "../../files/model-file.ts";
import { writeOutput } from "../../files/write-file.ts";
import { judgementOf } from "../../../run/judgement.ts";
import { judgementNotes } from "../../../run/outcome-notes.ts";
import { dataFields, dataOptions, readJudgingSamples } from "../../options/data-options.ts";
import { MULTIPLY_ADD_OPTION, multiplyAddField, READING_OPTIONS, readingFields } from "../../options/reading-options.ts";
import { DEFAULT_MODEL, FORCE_OPTION, MODEL_ARGUMENT, readPath } from "../../options/shared-options.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { reportOn } from "./model-report.ts";

const schema = z.object({ model: z._default(text(readPath), DEFAULT_MODEL), output: z._default(text(readPath), "-"), force: flag, ...dataFields, ...readingFields, ...multiplyAddField });

export const report = defineCommand({
  positionals: [MODEL_ARGUMENT],
  options: [{ name: "output", short: "o", kind: "value", describe: "write to this file instead of standard output" }, ...dataOptions("to say and draw the error at"), MULTIPLY_ADD_OPTION, ...READING_OPTIONS, FORCE_OPTION],
  examples: [
    ["nnc report -o report.html", `on the model in ./${DEFAULT_MODEL}`],
    ["nnc report --data samples.csv -o report.html", "with its error at each of these samples"],
  ],
  schema,
  run,
});

async function run({ model, output, force, data, inputs, outputs, missing, ...reading }: z.infer<typeof schema>, terminal: Terminal): Promise<number> {
  if (output !== "-") checkOutput(output, "report", force);
  const loaded = await measuredAnew(await loadModel(model, reading));
  const { program, model: { record } } = loaded;
  const samples = await readJudgingSamples({ data, inputs, outputs, missing }, { program, record }, terminal);
  samples?.notes.forEach((note) => terminal.say(`note: ${note}`));
  const judgement = samples && judgementOf(program, samples);
  const notes = judgement === undefined ? [] : judgementNotes(judgement);
  notes.forEach((note) => terminal.say(`note: ${note}`));
  const page = await reportOn(loaded, judgement, { data, inputs, outputs, missing }, notes);
  if (output === "-") {
    await terminal.print(page);
  } else {
    writeOutput(output, new TextEncoder().encode(page), "report", force);
    terminal.say(`wrote ${output}`);
  }
  return 0;
}
