// Go programs: the emitted package with the driver of nnc's own checks, built for any architecture, under qemu's user mode where it is another one.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { emitDriver } from "../../src/codegen/driver.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { SPOKEN } from "../../src/languages/index.ts";
import { recordsOf } from "../../src/verify/typed-records.ts";
import { runProgram } from "../run-program.ts";
import { sourceOf, type Subject } from "../subjects/subject.ts";
import type { Build, Target } from "../target.ts";
import { resultsOf } from "./records.ts";

const ENVIRONMENT = { GOFLAGS: "-mod=mod", GO111MODULE: "on", GOPROXY: "off", GOTOOLCHAIN: "local", CGO_ENABLED: "0", GOOS: "linux" };

/** Writes the sources of a program, a module called nncprogram. */
export function writeGoSources(subject: Subject, folder: string): void {
  const files = [
    ["go.mod", "module nncprogram\n\ngo 1.18\n"],
    ["network/network.go", sourceOf(subject, "go")],
    ...[...emitDriver(SPOKEN.go, subject.requests.go)].map(([path, text]) => [path, wholeText(text)]),
  ];
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

export function goBuild(name: string, environment: NodeJS.ProcessEnv, emulator: readonly string[], options: readonly string[] = []): Build {
  return {
    name,
    run: (subject, folder) => {
      writeGoSources(subject, folder);
      runProgram(["go", "build", "-buildvcs=false", ...options, "-o", "program", "."], { folder, environment: { ...ENVIRONMENT, ...environment } });
      const output = runProgram([...emulator, join(folder, "program")], { folder, input: recordsOf(subject.requests.go.program, subject.points) });
      // The driver writes little-endian on every machine.
      return { kind: "ran", results: resultsOf(subject, output, "little"), figures: {} };
    },
  };
}

/** A file of targets/rows each. */
export function goTarget(architecture: string, emulator: readonly string[], builds: readonly NodeJS.ProcessEnv[] = [{}]): Target {
  return {
    name: `go-${architecture}`,
    title: `Go, ${architecture}`,
    packages: ["golang-go", ...(emulator.length > 0 ? ["qemu-user"] : [])],
    version: ["go", "version"],
    builds: builds.map((environment) => {
      const said = Object.entries(environment).map(([name, value]) => `${name}=${value ?? ""}`);
      return goBuild([`GOARCH=${architecture}`, ...said].join(" "), { GOARCH: architecture, ...environment }, emulator);
    }),
  };
}
