// Other generators of C from ONNX files, where they are on the PATH: how each is called and how its function is.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { writeModel } from "../../formats/index.ts";
import type { LanguageName } from "../../languages/index.ts";
import { callingConvention, type Program } from "../../program/program.ts";
import { firstLines, runCommand, type CommandResult } from "../../toolchain/run-process.ts";
import type { Absence, Contender, Entry } from "../contender.ts";
import { TIMED, type Subject } from "../subject.ts";

interface Generator {
  /** Of the program that is looked for. */
  readonly name: string;
  /** After its name: writes `timed.c`, or prints it, from `model.onnx`. */
  readonly words: readonly string[];
  readonly printsSource: boolean;
}

const MODEL = "model.onnx";
const SOURCE = `${TIMED}.c`;
const LIMIT_SECONDS = 120;
/** Of a message of theirs. */
const SHOWN_LINES = 2;

export const onnx2c: Contender = generator({ name: "onnx2c", words: ["-f", TIMED, MODEL], printsSource: true });

// One call at a time, everything in the source, and nothing on the heap: as fast as it can be.
export const emxOnnxCgen: Contender = generator({
  name: "emx-onnx-cgen",
  words: ["compile", "--model-name", TIMED, "--input-dim", "N=1", "--large-weight-threshold", "0", "--large-temp-threshold", "0", MODEL, SOURCE],
  printsSource: false,
});

function generator(one: Generator): Contender {
  return { name: one.name, enter: (subject, language, folder) => (isC(language) ? entryOf(one, subject, folder) : Promise.resolve(undefined)) };
}

function isC(language: LanguageName): boolean {
  return language === "c";
}

async function entryOf({ name, words, printsSource }: Generator, subject: Subject, folder: string): Promise<Entry | Absence> {
  const found = await runCommand([name, "--help"], { timeLimitSeconds: LIMIT_SECONDS });
  if (found.failure?.startsWith("could not be started") === true) return { title: name, kind: "missing", reason: "on the PATH" };
  const model = onnxOf(subject);
  if ("reason" in model) return { title: name, ...model };
  await writeFile(join(folder, MODEL), model.bytes);
  const result = await runCommand([name, ...words], { directory: folder, timeLimitSeconds: LIMIT_SECONDS });
  if (result.failure !== undefined) return { title: name, kind: "unsuited", reason: refusalIn(result) };
  const text = printsSource ? new TextDecoder().decode(result.stdout) : await readFile(join(folder, SOURCE), "utf8");
  return {
    title: name,
    sources: [{ path: SOURCE, text }],
    timed: { name: TIMED, sourceName: TIMED, headers: [], isBatch: false, ...arraysOf(subject.emitted.request.program) },
    libraries: [],
    isExact: false,
    isOwn: false,
    hasObject: true,
  };
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

/** All of them arrays. */
function arraysOf(program: Program): Pick<Entry["timed"], "inputs" | "outputs" | "prototypes"> {
  const { inputs, outputs } = callingConvention(program);
  const array = ({ buffer: { size } }: { readonly buffer: { readonly size: number } }): { readonly size: number; readonly isNumber: false } => ({ size, isNumber: false });
  const parameters = [...inputs.map((_, place) => `const float *x${place}`), ...outputs.map((_, place) => `float *y${place}`)];
  return { inputs: inputs.map(array), outputs: outputs.map(array), prototypes: [`void ${TIMED}(${parameters.join(", ")})`] };
}
