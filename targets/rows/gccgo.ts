// gccgo, which fuses what Go says must not be fused: by `go build` the source is refused; called by itself, -ffp-contract=off keeps the bits.

import { join } from "node:path";
import { goBuild, writeGoSources } from "../kits/go-kit.ts";
import { resultsOf } from "../kits/records.ts";
import { recordsOf } from "../../src/verify/typed-records.ts";
import { ProgramFailure, runProgram } from "../run-program.ts";
import type { Build, Target } from "../target.ts";

const REFUSAL = /build constraints exclude all Go files[^\n]*/;

const byGoBuild: Build = {
  name: "go build -compiler gccgo",
  run: (subject, folder) => {
    try {
      goBuild("", {}, [], ["-compiler", "gccgo"]).run(subject, folder, false);
    } catch (error) {
      const [because] = (error instanceof ProgramFailure ? REFUSAL.exec(error.said) : undefined) ?? [];
      if (because === undefined) throw error;
      return { kind: "refused", because: because.replace(/ in .*/, "") };
    }
    throw new Error("go build -compiler gccgo took a source that excludes gccgo");
  },
};

const byItself = (options: readonly string[]): Build => ({
  name: options.join(" "),
  run: (subject, folder) => {
    writeGoSources(subject, folder);
    runProgram(["gccgo", ...options, "-fgo-pkgpath=nncprogram/network", "-c", "network/network.go", "-o", "nncprogram/network.o"], { folder: withFolder(folder) });
    runProgram(["gccgo", ...options, "-I", ".", "driver.go", "nncprogram/network.o", "-o", "program"], { folder });
    const output = runProgram([join(folder, "program")], { folder, input: recordsOf(subject.requests.go.program, subject.points) });
    return { kind: "ran", results: resultsOf(subject, output, "little"), figures: {} };
  },
});

/** Where the object file of the imported package is to be. */
function withFolder(folder: string): string {
  runProgram(["mkdir", "-p", join(folder, "nncprogram")]);
  return folder;
}

export const gccgo: Target = {
  name: "gccgo",
  title: "gccgo",
  packages: ["gccgo", "golang-go"],
  version: ["gccgo", "--version"],
  builds: [byGoBuild, byItself(["-O2", "-march=native", "-ffp-contract=off"])],
};
