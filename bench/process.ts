// How long whole commands take, from the start of the process to its end: medians, as a Markdown table. Needs the built program.
//
// node scripts/bench.mjs bench/process.ts [RUNS]

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { median } from "./peers/median.ts";

const runs = Number(process.argv[2] ?? 9);
const nnc = resolve("dist", "nnc.js");
const folder = mkdtempSync(join(tmpdir(), "nnc-bench-"));

/** In this order: the others read the model of the first one. */
const COMMANDS: readonly (readonly string[])[] = [
  ["train"],
  ["train", "--recipe", "article"],
  ["emit", "--lang", "c"],
  ["info"],
  ["run", "--at", "0.2"],
  ["plot", "fit", "-o", "fit.svg"],
  ["--version"],
];

function seconds(words: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [nnc, ...words], { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`nnc ${words.join(" ")} ended with ${status}: ${stderr}`);
  return (performance.now() - start) / 1000;
}

// One of each in turn, so that what else the machine does meets all alike.
const measured = COMMANDS.map((): number[] => []);
for (let run = 0; run < runs; run++) COMMANDS.forEach((words, place) => measured[place].push(seconds(words)));
rmSync(folder, { recursive: true, force: true });

console.log(`Whole processes, Node ${process.version}, ${runs} runs:\n`);
console.log("| command | median s | least … greatest |");
console.log("| --- | ---: | ---: |");
COMMANDS.forEach((words, place) => {
  const times = measured[place];
  console.log(`| \`nnc ${words.join(" ")}\` | ${median(times).toFixed(2)} | ${Math.min(...times).toFixed(2)} … ${Math.max(...times).toFixed(2)} |`);
});
