// How many bytes of code and tables a self-test adds to the article's function on Cortex-M0 and M4, as a network and as a table:
// node scripts/bench.mjs bench/self-test.ts. Needs arm-none-eabi-gcc; without it it says so. Runs nothing on those processors.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isOnPath, nnc, root, runNnc, runProgram } from "./builds.ts";
import { table } from "./markdown.ts";

const MODEL = join(root, "examples", "article", "exp.onnx");
const PROCESSORS = [
  ["Cortex-M0", ["-mcpu=cortex-m0"]],
  ["Cortex-M4F", ["-mcpu=cortex-m4", "-mfloat-abi=hard", "-mfpu=fpv4-sp-d16"]],
] as const;
const FORMS = ["network", "table"] as const;
const LEVELS = ["-Os", "-O2"] as const;

/** Code, constants and memory of the compiled source. */
function bytesOf(source: string, flags: readonly string[]): number {
  const object = `${source}.o`;
  runProgram(["arm-none-eabi-gcc", "-mthumb", ...flags, "-c", source, "-o", object]);
  const [, text, data, zeros] = /^\s*(\d+)\s+(\d+)\s+(\d+)/m.exec(runProgram(["arm-none-eabi-size", object]).toString()) ?? [];
  return Number(text) + Number(data) + Number(zeros);
}

function measured(folder: string): string {
  const rows = FORMS.flatMap((form) => {
    const [tested, bare] = ["golden", "none"].map((selfTest) => {
      const source = join(folder, `${form}-${selfTest}.c`);
      runNnc(nnc, ["emit", MODEL, "--form", form, "--self-test", selfTest, "-o", source]);
      return source;
    });
    return PROCESSORS.flatMap(([name, processor]) =>
      LEVELS.map((level) => {
        const [all, alone] = [tested, bare].map((source) => bytesOf(source, [...processor, level]));
        return [form, name, level, ...[alone, all - alone].map(String)];
      }),
    );
  });
  return table(["form", "processor", "flags"], ["bytes of the function", "of its self-test"], rows);
}

if (isOnPath("arm-none-eabi-gcc")) {
  const folder = mkdtempSync(join(tmpdir(), "nnc-self-test-"));
  try {
    console.log(measured(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
} else {
  console.log("arm-none-eabi-gcc is not there.");
}
