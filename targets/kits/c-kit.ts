// Compiles an emitted C source alone, as a user does, links it with the program around it, runs that and takes its figures.

import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { render } from "../../src/codegen/render-template.ts";
import { wholeText } from "../../src/codegen/text.ts";
import mainTemplate from "../harness/main.c.hbs";
import { root } from "../root.ts";
import { ProgramFailure, runProgram } from "../run-program.ts";
import { fewPoints, sourceOf, viewOf, type Subject } from "../subjects/subject.ts";
import { NotRun, type Build, type Figures } from "../target.ts";
import { inputBytes, resultsOf, type ByteOrder } from "./records.ts";
import { stackOf } from "./stack.ts";

export interface CKit {
  /** What the function is written in; C99 where nothing is said. */
  readonly language?: "c89";
  /** With the options of the build. */
  readonly compile: readonly string[];
  /** The warnings that the emitted source must be without, as options. */
  readonly warnings: readonly string[];
  /** The file of targets/harness without its extension. */
  readonly platform: "hosted" | "semihosting" | "avr" | "wasm";
  /** Further sources of the platform, such as what starts a program. */
  readonly further?: readonly string[];
  /** Compiles the program around the function, which is C, and links both; what stands behind the files. */
  readonly link: readonly string[];
  readonly linked: readonly string[];
  readonly byteOrder: ByteOrder;
  /** Runs `program` in `folder` with the input: the bytes that it writes, and the instructions where they are asked for and can be counted. */
  run(program: string, folder: string, input: Uint8Array, counts: boolean): { readonly output: Uint8Array; readonly instructions?: number };
  /** Of GNU's binutils; absent where object files are of another kind. */
  readonly size?: string;
  /** Whether the compiler knows -fstack-usage. */
  readonly tellsStack: boolean;
}

const HARNESS = join(root, "targets", "harness");
const COUNTED = 32;
const CALLS = 8;
const DOES_NOT_FIT = /region `?\S+' overflowed by \d+ bytes|will not fit in region `\S+'|section \S+ is not within region \S+/;

export function cBuild(name: string, kit: CKit): Build {
  return {
    name,
    run: (subject, folder, counts) => {
      const program = built(kit, subject, folder);
      const { points } = subject;
      const { output } = kit.run(program, folder, inputBytes(subject, points, 1, kit.byteOrder), false);
      return { kind: "ran", results: resultsOf(subject, output, kit.byteOrder), figures: { ...(counts ? countedOf(kit, subject, program, folder) : {}), ...sizesOf(kit, subject, folder) } };
    },
  };
}

function built(kit: CKit, subject: Subject, folder: string): string {
  const { language = "c", compile, warnings, platform, further = [], link, linked, tellsStack } = kit;
  const files = [`${platform}.c`, "platform.h", ...further];
  for (const file of files) copyFileSync(join(HARNESS, file), join(folder, file));
  writeFileSync(join(folder, "main.c"), wholeText(render(mainTemplate, viewOf(subject, "c"))));
  writeFileSync(join(folder, "subject.c"), sourceOf(subject, language));
  const objectAlone = [...compile, ...warnings, ...(tellsStack ? ["-fstack-usage"] : []), "-c", "subject.c", "-o", "subject.o"];
  runProgram(objectAlone, { folder });
  const around = ["main.c", ...files].filter((file) => file.endsWith(".c"));
  try {
    runProgram([...link, ...around, "subject.o", ...linked, "-o", "program"], { folder });
  } catch (error) {
    if (!(error instanceof ProgramFailure)) throw error;
    const [reason] = DOES_NOT_FIT.exec(error.said) ?? [];
    throw reason === undefined ? error : new NotRun(`does not fit: ${reason}`);
  }
  return join(folder, "program");
}

function countedOf(kit: CKit, subject: Subject, program: string, folder: string): Figures {
  const counted = (calls: number): number | undefined =>
    kit.run(program, folder, inputBytes(subject, fewPoints(subject, COUNTED), calls, kit.byteOrder), true).instructions;
  const once = counted(1);
  const often = once === undefined ? undefined : counted(1 + CALLS);
  return once === undefined || often === undefined ? {} : { instructions: Math.round((often - once) / (COUNTED * CALLS)) };
}

function sizesOf({ size, tellsStack }: CKit, { requests }: Subject, folder: string): Figures {
  return { ...(size === undefined ? {} : sectionsOf(size, folder)), ...(tellsStack ? stackOf(requests.c, stackUsage(folder)) : {}) };
}

function sectionsOf(size: string, folder: string): Figures {
  const [, text, data, bss] = /^\s*(\d+)\s+(\d+)\s+(\d+)/m.exec(runProgram([size, "subject.o"], { folder }).toString()) ?? [];
  return { flash: Number(text) + Number(data), ram: Number(data) + Number(bss) };
}

function stackUsage(folder: string): string {
  const files = readdirSync(folder).filter((file) => file.endsWith(".su") && file.includes("subject"));
  return files.map((file) => readFileSync(join(folder, file), "utf8")).join("\n");
}
