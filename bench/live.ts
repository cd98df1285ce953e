// How much `nnc train --live` slows a training down: pairs of processes, one with a client that reads the page's events and one
// without the page, in alternating order. Prints a Markdown table. Needs the built program (npm run build).
//
// node scripts/bench.mjs bench/live.ts [PAIRS] [ITERATIONS]

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { median } from "./peers/median.ts";

const pairs = Number(process.argv[2] ?? 9);
const iterations = process.argv[3] ?? "300000";
const nnc = resolve("dist", "nnc.js");
const folder = mkdtempSync(join(tmpdir(), "nnc-bench-"));

interface Run {
  /** As nnc says it: without start and end of the process. */
  readonly seconds: number;
  /** Frames the client got. */
  readonly frames: number;
}

function run(live: boolean): Promise<Run> {
  const words = ["train", "--recipe", "article", "--iterations", iterations, "--checkpoint-every", "0", "-o", "model.onnx", ...(live ? ["--live"] : [])];
  const child = spawn(process.execPath, [nnc, ...words], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  let frames = 0;
  let watching = false;
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
    const [, address] = /watching at (\S+)/.exec(said) ?? [];
    if (address === undefined || watching) return;
    watching = true;
    const request = get(`${address}events`, (response) => {
      response.on("data", (events: Buffer) => {
        frames += events.toString().split("event: frame").length - 1;
        if (events.includes('"phase":"finished"')) request.destroy();
      });
      response.on("error", () => undefined);
    });
    request.on("error", () => undefined);
  });
  return new Promise((finished, failed) => {
    child.on("error", failed);
    child.on("exit", (code) => {
      const seconds = Number(/trained in (\S+) s/.exec(said)?.[1]);
      if (code === 0 && seconds > 0) finished({ seconds, frames });
      else failed(new Error(`nnc ended with ${code}: ${said}`));
    });
  });
}

const rows: { readonly plain: Run; readonly live: Run }[] = [];
for (let pair = 0; pair < pairs; pair++) {
  process.stderr.write(`\rpair ${pair + 1} of ${pairs}`);
  const first = await run(pair % 2 === 0);
  const second = await run(pair % 2 === 1);
  rows.push(pair % 2 === 0 ? { live: first, plain: second } : { live: second, plain: first });
}
rmSync(folder, { recursive: true, force: true });
process.stderr.write("\n");

const ratios = rows.map(({ live, plain }) => live.seconds / plain.seconds);
console.log(`nnc train --recipe article --iterations ${iterations}, ${pairs} pairs of processes, medians:\n`);
console.log("| without the page s | with it s | ratio | least … greatest | frames |");
console.log("| ---: | ---: | ---: | ---: | ---: |");
const cells = [
  median(rows.map(({ plain }) => plain.seconds)).toFixed(1),
  median(rows.map(({ live }) => live.seconds)).toFixed(1),
  median(ratios).toFixed(2),
  `${Math.min(...ratios).toFixed(2)} … ${Math.max(...ratios).toFixed(2)}`,
  median(rows.map(({ live }) => live.frames)).toFixed(0),
];
console.log(`| ${cells.join(" | ")} |`);
