// Other generators of C from ONNX files, where they are on the PATH: how each is called and how its function is.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { TimedFunction } from "../../codegen/timer.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { writeModel } from "../../formats/index.ts";
import { writeFiles } from "../../toolchain/write-files.ts";
import { firstLines, runCommand, type CommandResult } from "../../toolchain/run-process.ts";
import type { Absence, Contender, Entry } from "../contender.ts";
import { TIMED, type Subject } from "../subject.ts";
import { timedWithArrays } from "./arrays.ts";

interface Generator {
  /** Of the program that is looked for. */
  readonly name: string;
  /** What is tried after its name, one after the other: it writes `timed.c`, or prints it, from `model.onnx`. */
  readonly attempts: readonly [readonly string[], ...(readonly string[])[]];
  readonly printsSource: boolean;
}

const MODEL = "model.onnx";
const SOURCE = `${TIMED}.c`;
const LIMIT_SECONDS = 120;
/** Of a message of theirs. */
const SHOWN_LINES = 2;

export const onnx2c: Contender = generator({ name: "onnx2c", attempts: [["-f", TIMED, MODEL]], printsSource: true });

// Everything in the source, and nothing on the heap: as fast as it can be.
const EMX_WORDS = ["compile", "--model-name", TIMED, "--large-weight-threshold", "0", "--large-temp-threshold", "0"];

export const emxOnnxCgen: Contender = generator({
  name: "emx-onnx-cgen",
  // One call at a time, where the model leaves the size of the batch open, which it must be told; where it does not, it must not.
  attempts: [[...EMX_WORDS, "--input-dim", "N=1", MODEL, SOURCE], [...EMX_WORDS, MODEL, SOURCE]],
  printsSource: false,
});

function generator(one: Generator): Contender {
  return {
    name: one.name,
    async enter(subject, language, folder) {
      const timed = timedWithArrays(subject.emitted.request.program, language);
      return timed && (await entryOf(one, subject, timed, folder));
    },
  };
}

async function entryOf({ name, attempts, printsSource }: Generator, subject: Subject, timed: TimedFunction, folder: string): Promise<Entry | Absence> {
  const found = await runCommand([name, "--help"], { timeLimitSeconds: LIMIT_SECONDS });
  if (found.failure?.startsWith("could not be started") === true) return { title: name, kind: "missing", reason: "on the PATH" };
  const model = onnxOf(subject);
  if ("reason" in model) return { title: name, ...model };
  await writeFiles(folder, [{ path: MODEL, text: [model.bytes] }]);
  const result = await firstThatWorks(attempts.map((words) => [name, ...words]), folder);
  if (result.failure !== undefined) return { title: name, kind: "unsuited", reason: refusalIn(result) };
  const text = printsSource ? new TextDecoder().decode(result.stdout) : await readFile(join(folder, SOURCE), "utf8");
  return {
    title: name,
    sources: [{ path: SOURCE, text }],
    timed,
    libraries: [],
    environment: {},
    isExact: false,
    isOwn: false,
    hasObject: true,
  };
}

/** The result of the first command line that does not fail, else of the last. */
async function firstThatWorks([first, ...others]: readonly (readonly string[])[], directory: string): Promise<CommandResult> {
  const result = await runCommand(first, { directory, timeLimitSeconds: LIMIT_SECONDS });
  return result.failure === undefined || others.length === 0 ? result : await firstThatWorks(others, directory);
}

/** The model as a file for others, without what nnc records in it. */
export function onnxOf({ network, emitted: { request } }: Subject): { readonly bytes: Uint8Array } | Pick<Absence, "kind" | "reason"> {
  try {
    return { bytes: writeModel({ network, record: undefined }, request.version) };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { kind: "unsuited", reason: "the model cannot be written as an ONNX file of one call" };
  }
}

function refusalIn({ failure, stderr, stdout }: CommandResult): string {
  const printed = firstLines([stderr, stdout], SHOWN_LINES).replaceAll("\n", "; ");
  return `it refuses the model: ${printed === "" ? (failure ?? "") : printed}`;
}
