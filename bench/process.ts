// How long whole commands take, from the start of the process to its end, beside `node -e 0` and another build of nnc: a Markdown
// table. Needs the built program (npm run build).
//
// node scripts/bench.mjs bench/process.ts [--before CHECKOUT] [ROUNDS]

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { buildsWith, readArguments, runProgram } from "./builds.ts";
import { digits, ratio, spread, table } from "./markdown.ts";

const { before, rest } = readArguments(process.argv.slice(2));
const rounds = Number(rest[0] ?? 15);

/** In this order: the others read the model of the first one, the default model of e^x. */
const COMMANDS: readonly (readonly string[])[] = [
  ["train"],
  ["emit", "--lang", "c"],
  ["info"],
  ["run", "--at", "0.2"],
  ["plot", "fit", "-o", "fit.svg", "--force"],
  ["certify"],
  ["train", "--recipe", "article", "-o", "article.onnx"],
  ["certify", "article.onnx"],
  ["--help"],
  ["--version"],
];

const folder = mkdtempSync(join(tmpdir(), "nnc-bench-"));

function seconds(words: readonly string[], place: string): number {
  const start = performance.now();
  runProgram([process.execPath, ...words], { folder: place });
  return (performance.now() - start) / 1000;
}

// One of each in turn, so that what else the machine does meets all alike; each build in a folder of its own.
const builds = buildsWith(before);
const bare: number[] = [];
const measured = builds.map(() => COMMANDS.map((): number[] => []));
builds.forEach(({ name }) => mkdirSync(join(folder, name)));
try {
  for (let round = 0; round < rounds; round++) {
    bare.push(seconds(["-e", "0"], folder));
    COMMANDS.forEach((words, command) => {
      builds.forEach(({ name, program }, build) => measured[build][command].push(seconds([program, ...words], join(folder, name))));
    });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

console.log(`Whole processes: ${cpus()[0].model.trim()}, Node ${process.version}.`);
console.log(`\`node -e 0\` takes ${digits(1000 * Math.min(...bare))} ms.`);
console.log(`Pairs of figures: the median of ${rounds} rounds, then the least.\n`);
const rows = COMMANDS.map((words, command) => {
  const [own, earlier] = measured.map((build) => build[command]);
  return [`\`nnc ${words.join(" ")}\``, spread(own), ratio(own, bare), earlier === undefined ? "" : ratio(earlier, own)];
});
console.log(table(["command"], ["s", "÷ `node -e 0`", "before ÷ nnc"], rows));
