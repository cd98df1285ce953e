// The model in onnxruntime, where python3 has it: a program that is not compiled, and so has a section of its own.

import template from "../../templates/python/onnxruntime.hbs";
import { render } from "../codegen/render-template.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { BuiltProgram } from "../toolchain/build-program.ts";
import { runCommand } from "../toolchain/run-process.ts";
import { writeFiles } from "../toolchain/write-files.ts";
import { onnxOf } from "./contenders/onnx-generators.ts";
import type { LeftOut, Section } from "./measurement.ts";
import { differences, resultsAt, timesInTurn } from "./rounds.ts";
import type { SectionTask } from "./section.ts";
import type { Subject } from "./subject.ts";

const NAME = "onnxruntime";
const SCRIPT = "onnxruntime_timer.py";
const LIMIT_SECONDS = 600;
const PRINT_VERSION = "import numpy, onnxruntime; print(onnxruntime.__version__)";

export async function onnxruntimeSection({
  subject, effort, observe, folder,
}: Pick<SectionTask, "subject" | "effort" | "observe" | "folder">): Promise<Section | LeftOut> {
  const found = await runCommand(["python3", "-c", PRINT_VERSION], { timeLimitSeconds: LIMIT_SECONDS });
  const left = { contender: NAME, title: NAME } as const;
  if (found.failure !== undefined) return { ...left, kind: "missing", reason: "a module of python3" };
  const model = onnxOf(subject);
  if ("reason" in model) return { ...left, ...model };
  await writeFiles(folder, [{ path: "model.onnx", text: [model.bytes] }, { path: SCRIPT, text: render(template, {}) }]);
  const program: Pick<BuiltProgram, "run"> = { run: (input) => run(folder, input) };
  observe(`comparing ${NAME} …`);
  const results = await unlessItFails(program, subject);
  if (results === undefined) return { ...left, kind: "failed", reason: "it does not run the model" };
  const [times] = await timesInTurn([program], subject, effort, NAME, (turn) => {
    observe(`timing ${NAME}, run ${turn} of ${effort.runs} …`);
  });
  const { error, difference } = differences(subject, results);
  const unknown = { instructions: undefined, code: undefined, data: undefined, stack: undefined };
  const version = new TextDecoder().decode(found.stdout).trim();
  return { language: "python", compiler: NAME, version, options: [], rows: [{ ...left, ...times, ...unknown, error, difference }], leftOut: [] };
}

/** What it writes, also where it fails: that is too little then. */
async function run(directory: string, input: Uint8Array): Promise<Uint8Array> {
  return (await runCommand(["python3", SCRIPT], { directory, input, timeLimitSeconds: LIMIT_SECONDS })).stdout;
}

async function unlessItFails(program: Pick<BuiltProgram, "run">, subject: Subject): Promise<Float32Array | undefined> {
  try {
    return await resultsAt(program, subject, subject.compared, NAME);
  } catch (error) {
    if (error instanceof DiagnosticError) return undefined;
    throw error;
  }
}
