// Compiles emitted Go of every network, by this build of nnc and by another one, and times both in one process. Fails where the
// results are not nnc's.

import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildsWith, root, runNnc, runProgram, type Build } from "../builds.ts";
import { ratio, spread, table } from "../markdown.ts";
import { writeDenseModel } from "../dense-model.ts";
import { isScalar, type MeasuredNetwork } from "./networks.ts";
import { checked, type LanguageTimes } from "./language-times.ts";

const ROUNDS = 101;

export function measureGo(networks: readonly MeasuredNetwork[], folder: string, before: Build | undefined): string {
  const rows = networks.map((network) => {
    const [own, earlier] = timeGo(network, join(folder, network.model.name), before);
    return [network.model.name, spread(own.nanoseconds), earlier === undefined ? "" : ratio(earlier.nanoseconds, own.nanoseconds)];
  });
  const version = runProgram(["go", "version"]).toString().trim();
  return `## Go: time of a call (${version})\n\n${table(["network"], ["nnc ns", "before ÷ nnc"], rows)}`;
}

function timeGo(network: MeasuredNetwork, folder: string, before: Build | undefined): readonly LanguageTimes[] {
  mkdirSync(folder, { recursive: true });
  writeDenseModel(network.model, join(folder, "model.onnx"));
  const builds = buildsWith(before);
  for (const { name, program } of builds) {
    mkdirSync(join(folder, name));
    runNnc({ name, program }, ["emit", join(folder, "model.onnx"), "--lang", "go", "--name", name, "-o", join(folder, name, "network.go")]);
  }
  writeFileSync(join(folder, "go.mod"), "module timing\n\ngo 1.19\n");
  writeFileSync(join(folder, "contenders.go"), contendersFile(network, builds));
  copyFileSync(join(root, "bench", "emitted", "timing.go"), join(folder, "timing.go"));
  runProgram(["go", "build", "-o", "timing", "."], { folder });
  const { x } = network;
  const lines = runProgram([join(folder, "timing"), String(ROUNDS)], { input: new Uint8Array(x.buffer) }).toString().trim().split("\n");
  return lines.map((line, place) => checked(JSON.parse(line), network, builds[place]));
}

function contendersFile(network: MeasuredNetwork, builds: readonly Build[]): string {
  const call = (name: string): string => {
    const called = `${name}.${name[0].toUpperCase()}${name.slice(1)}`;
    return isScalar(network) ? `y[0] = ${called}(x[0])` : `${called}(&x, &y)`;
  };
  return [
    "package main\n",
    `import (\n${builds.map(({ name }) => `\t"timing/${name}"\n`).join("")})\n`,
    `var x [${network.inputs}]float32`,
    `var y [${network.outputs}]float32\n`,
    `var contenders = []contender{\n${builds.map(({ name }) => `\t{"${name}", func() { ${call(name)} }},\n`).join("")}}\n`,
  ].join("\n");
}
