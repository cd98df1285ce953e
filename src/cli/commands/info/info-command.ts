// nnc info: shows what is in a model file.

import * as z from "zod/mini";
import { defineCommand } from "../../arguments/define-command.ts";
import { flag, text } from "../../arguments/validate.ts";
import { measuredAnew } from "../../../pipeline/measured-anew.ts";
import { loadModel } from "../../files/model-file.ts";
import { READING_OPTIONS, readingFields, STATE_OPTIONS, stateFields } from "../../options/reading-options.ts";
import { DEFAULT_MODEL, MODEL_ARGUMENT, readPath } from "../../options/shared-options.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { describeAsJson, describeAsText } from "./model-description.ts";

const schema = z.object({ model: z._default(text(readPath), DEFAULT_MODEL), parameters: flag, json: flag, ...readingFields, ...stateFields });

export const info = defineCommand({
  positionals: [MODEL_ARGUMENT],
  options: [
    { name: "parameters", kind: "flag", describe: "print every parameter too: W1, b1, W2, …" },
    { name: "json", kind: "flag", describe: "print it as JSON" },
    ...READING_OPTIONS,
    ...STATE_OPTIONS,
  ],
  examples: [["nnc info --parameters", "all of it, as text"]],
  schema,
  run,
});

async function run({ model, parameters, json, ...reading }: z.infer<typeof schema>, terminal: Terminal): Promise<number> {
  const loaded = await measuredAnew(await loadModel(model, reading));
  await terminal.print(json ? describeAsJson(loaded, parameters) : describeAsText(loaded, parameters));
  return 0;
}
