// Strips the types of emitted TypeScript of every network, by this build of nnc and by another one, and times each in processes of
// its own, in turn: what V8 optimises for one must not meet the other. Fails where the results are not nnc's.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { buildsWith, root, runNnc, runProgram, type Build } from "../builds.ts";
import { ratio, spread, table } from "../markdown.ts";
import { writeDenseModel } from "../dense-model.ts";
import { checked } from "./language-times.ts";
import type { MeasuredNetwork } from "./networks.ts";

const PROCESSES = 7;
const ROUNDS = 40;

export function measureTypeScript(networks: readonly MeasuredNetwork[], folder: string, before: Build | undefined): string {
  const builds = buildsWith(before);
  const rows = networks.map((network) => {
    const [own, earlier] = timeTypeScript(network, join(folder, network.model.name), builds);
    return [network.model.name, spread(own), earlier === undefined ? "" : ratio(earlier, own)];
  });
  return `## TypeScript: time of a call (Node ${process.version})\n\n${table(["network"], ["nnc ns", "before ÷ nnc"], rows)}`;
}

/** Nanoseconds of a call, of each build. */
function timeTypeScript(network: MeasuredNetwork, folder: string, builds: readonly Build[]): readonly (readonly number[])[] {
  mkdirSync(folder, { recursive: true });
  writeDenseModel(network.model, join(folder, "model.onnx"));
  for (const build of builds) {
    const [typed, plain] = ["ts", "mjs"].map((extension) => join(folder, `${build.name}.${extension}`));
    runNnc(build, ["emit", join(folder, "model.onnx"), "--lang", "ts", "--name", build.name, "-o", typed]);
    runProgram([join(root, "node_modules", ".bin", "esbuild"), typed, "--format=esm", `--outfile=${plain}`, "--log-level=warning"]);
  }
  const { inputs, outputs, x } = network;
  const times = builds.map((): number[] => []);
  for (let turn = 0; turn < PROCESSES; turn++) {
    builds.forEach((build, place) => {
      const words = [join(folder, `${build.name}.mjs`), build.name, inputs, outputs, ROUNDS].map(String);
      const timing = join(root, "bench", "emitted", "timing.mjs");
      const line = runProgram([process.execPath, timing, ...words], { input: new Uint8Array(x.buffer) });
      times[place].push(...checked(JSON.parse(line.toString()), network, build).nanoseconds);
    });
  }
  return times;
}
