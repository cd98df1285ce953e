// SDCC for the Z80 and the 8051, whose library computes floats otherwise than IEEE 754 says (findings/sdcc-float-library.sh): sources refuse it.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ProgramFailure, runProgram } from "../run-program.ts";
import { sourceOf } from "../subjects/subject.ts";
import type { Build, Target } from "../target.ts";

const REFUSAL = /needs float arithmetic by IEEE 754[^"\n]*/;

const refusedFor = (processor: string): Build => ({
  name: processor,
  run: (subject, folder) => {
    writeFileSync(join(folder, "subject.c"), sourceOf(subject, "c"));
    try {
      runProgram(["sdcc", processor, "-c", "subject.c"], { folder });
    } catch (error) {
      const [because] = (error instanceof ProgramFailure ? REFUSAL.exec(error.said) : undefined) ?? [];
      if (because === undefined) throw error;
      return { kind: "refused", because };
    }
    throw new Error(`SDCC took a source for ${processor} that it must not take`);
  },
});

export const sdcc: Target = {
  name: "sdcc",
  title: "SDCC",
  packages: ["sdcc"],
  version: ["sdcc", "--version"],
  builds: ["-mz80", "-mmcs51"].map(refusedFor),
};
