// The model in onnxruntime, where python3 has it: a program that is not compiled, and so has a section of its own.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import template from "../../templates/python/onnxruntime.hbs";
import { render } from "../codegen/render-template.ts";
import { wholeText } from "../codegen/text.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { BuiltProgram } from "../toolchain/build-program.ts";
import { firstLines, runCommand } from "../toolchain/run-process.ts";
import { onnxOf } from "./contenders/onnx-generators.ts";
import type { LeftOut, Section } from "./measurement.ts";
import { differences, resultsAt, timesInTurn } from "./rounds.ts";
import type { SectionTask } from "./section.ts";

const NAME = "onnxruntime";
const SCRIPT = "onnxruntime_timer.py";
const LIMIT_SECONDS = 600;
const SHOWN_LINES = 10;
const PRINT_VERSION = "import numpy, onnxruntime; print(onnxruntime.__version__)";

export async function onnxruntimeSection({
  subject, effort, observe, folder,
}: Pick<SectionTask, "subject" | "effort" | "observe" | "folder">): Promise<Section | LeftOut> {
  const found = await runCommand(["python3", "-c", PRINT_VERSION], { timeLimitSeconds: LIMIT_SECONDS });
  const left = { contender: NAME, title: NAME } as const;
  if (found.failure !== undefined) return { ...left, kind: "missing", reason: "a module of python3" };
  const model = onnxOf(subject);
  if ("reason" in model) return { ...left, ...model };
  await writeFile(join(folder, "model.onnx"), model.bytes);
  await writeFile(join(folder, SCRIPT), wholeText(render(template, {})));
  const program: Pick<BuiltProgram, "run"> = { run: (input) => run(folder, input) };
  observe(`comparing ${NAME} …`);
  const compared = differences(subject, await resultsAt(program, subject, subject.compared, NAME));
  const [times] = await timesInTurn([program], subject, effort, NAME, (turn) => {
    observe(`timing ${NAME}, run ${turn} of ${effort.runs} …`);
  });
  const { error, difference } = compared;
  const unknown = { instructions: undefined, code: undefined, data: undefined, stack: undefined };
  const version = new TextDecoder().decode(found.stdout).trim();
  return { language: "python", compiler: NAME, version, options: [], rows: [{ ...left, ...times, ...unknown, error, difference }], leftOut: [] };
}

async function run(directory: string, input: Uint8Array): Promise<Uint8Array> {
  const { failure, stdout, stderr } = await runCommand(["python3", SCRIPT], { directory, input, timeLimitSeconds: LIMIT_SECONDS });
  if (failure === undefined) return stdout;
  throw new DiagnosticError({
    id: "program-failed",
    message: `the program that times ${NAME} failed`,
    note: `${failure}\n${firstLines([stderr], SHOWN_LINES)}`,
    hint: `check that python3 runs the model with ${NAME}`,
  });
}
