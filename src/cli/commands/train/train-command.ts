// nnc train: trains a network on a function or on samples and writes the model file.

import { defineCommand } from "../../arguments/define-command.ts";
import { outcomeNotes } from "../../../run/outcome-notes.ts";
import { spellOptions } from "../../../shell/option-spelling.ts";
import { endOnSignals } from "../../entry/signals.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { keepCheckpoint } from "./checkpoint-keeper.ts";
import { portOf, withLiveView } from "./live-options.ts";
import { openRun } from "./open-run.ts";
import { outcomeLines, sourceLines } from "./run-lines.ts";
import { showRun } from "./show-run.ts";
import type { TrainOptions } from "./train-options.ts";
import { TRAIN_OPTIONS, trainSchema } from "./train-options.ts";
import { checkDestinations, writeResults } from "./write-results.ts";

export const train = defineCommand({
  positionals: [],
  options: TRAIN_OPTIONS,
  examples: [
    ["nnc train", "e^x on [0, 1]"],
    ["nnc train --target 'sin(x)' --domain -pi:pi -o sin.onnx", "another function"],
    ["nnc train --target 'x*y' --domain x=0:1 --domain y=-1:1", "of two variables"],
    ["nnc train --recipe article --live", "watched in a browser"],
    ["nnc train --optimiser adamw --schedule warmup:100,cosine", "other steps"],
    ["nnc train --resume", "go on where Ctrl-C stopped it"],
  ],
  schema: trainSchema,
  run: runTraining,
});

async function runTraining(options: TrainOptions, terminal: Terminal): Promise<number> {
  const port = portOf(options);
  checkDestinations(options);
  const { run, checkpoint } = await openRun(options, terminal);
  // There is something to save from here on.
  endOnSignals();
  sourceLines(run).forEach(terminal.say);
  terminal.detail(run.commandOf(run.plan));
  return await withLiveView(run, port, terminal, async (live) => {
    const keeper = keepCheckpoint(run, checkpoint, terminal);
    showRun(run, terminal);
    const finished = await keeper.saved(() => run.finish());
    const { trained, failure } = finished;
    const lines = outcomeLines(finished, run);
    lines.forEach(terminal.say);
    const notes = outcomeNotes(trained, run.plan.source);
    const written = await writeResults(options, trained, run.recordOf(trained), notes, terminal);
    keeper.finish();
    const all = [...lines, ...written, ...(failure === undefined ? [] : [spellOptions(failure.diagnostic.message)])];
    await live?.finish(trained, { lines: all, good: failure === undefined });
    if (failure !== undefined) throw failure;
    return 0;
  });
}
