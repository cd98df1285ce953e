// `npm run test:hostile [-- --seed S] [--mutate SECONDS] [--only READER]`: every hostile input of the corpus, each reader in a process of its own
// whose memory is told; with --mutate, mutations of each reader's inputs for so many seconds. What is wrong is shrunk and printed. Writes no files.

import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { drawnInput, inputsOf } from "./corpus.ts";
import { examine } from "./examine.ts";
import type { HostileReader, MadeInput } from "./hostile-reader.ts";
import { READERS } from "./readers/index.ts";
import { shrunk } from "./shrink.ts";

const USAGE = `usage: npm run test:hostile [-- --seed S] [--mutate SECONDS] [--only READER]\nreaders: ${READERS.map(({ name }) => name).join(", ")}`;
const MOST_MEBIBYTES = 512;
const MOST_SHOWN = 5;
const MOST_SHRUNK_BYTES = 2 ** 16;
const SHOWN_BYTES = 200;

const { values } = parseArgs({ options: { seed: { type: "string", default: "1" }, mutate: { type: "string" }, only: { type: "string" }, alone: { type: "boolean", default: false } } });
const { only, alone } = values;
const [seed, seconds] = [Number(values.seed), values.mutate === undefined ? undefined : Number(values.mutate)];
const readers = READERS.filter(({ name }) => only === undefined || name === only);
if (readers.length === 0 || !Number.isInteger(seed) || (seconds !== undefined && !(seconds > 0))) {
  console.error(USAGE);
  process.exitCode = 2;
} else if (alone) {
  process.exitCode = await lookAt(readers[0]);
} else {
  const results = readers.map(({ name }) => spawnSync(process.execPath, ["--expose-gc", ...process.argv.slice(1), "--only", name, "--alone"], { stdio: "inherit" }));
  process.exitCode = results.some(({ status }) => status !== 0) ? 1 : 0;
}

/** All inputs of one reader; gives the exit code. */
async function lookAt(reader: HostileReader): Promise<number> {
  let [count, read, wrong, slowest, slowestName] = [0, 0, 0, 0, ""];
  for (const input of seconds === undefined ? inputsOf(reader, seed) : endless(reader, performance.now() + 1000 * seconds)) {
    const { problem, milliseconds, files } = await examine(reader, input.bytes());
    // What is measured is the memory for one input, not for those before it.
    if (count++ < reader.made.length) globalThis.gc?.();
    if (files !== undefined) read++;
    if (milliseconds > slowest) [slowest, slowestName] = [milliseconds, input.name];
    if (problem === undefined) continue;
    if (++wrong <= MOST_SHOWN) await show(reader, input, problem);
  }
  const mebibytes = Math.round(process.resourceUsage().maxRSS / 1024);
  const isLarge = mebibytes > MOST_MEBIBYTES;
  console.log(`${reader.name}: ${count} inputs, ${read} read, ${count - read - wrong} refused, ${wrong} wrong; at most ${Math.round(slowest)} ms (${slowestName}), ${mebibytes} MiB${isLarge ? ", which is too much" : ""}`);
  return wrong > 0 || isLarge ? 1 : 0;
}

function* endless(reader: HostileReader, end: number): Generator<MadeInput, undefined> {
  for (let number = 0; performance.now() < end; number++) yield drawnInput(reader, seed, number);
}

async function show(reader: HostileReader, { name, bytes }: MadeInput, problem: string): Promise<void> {
  const whole = bytes();
  const kind = kindOf(problem);
  const isWrong = async (other: Uint8Array): Promise<boolean> => kindOf((await examine(reader, other)).problem) === kind;
  const least = whole.length > MOST_SHRUNK_BYTES || kind === "slow" ? whole : await shrunk(whole, isWrong);
  console.log(`${reader.name}, ${name}: ${problem}`);
  console.log(`  of ${least.length} bytes: ${Buffer.from(least.subarray(0, SHOWN_BYTES)).toString("base64")}`);
}

/** What stays the same while an input is shrunk. */
function kindOf(problem: string | undefined): string | undefined {
  if (problem?.startsWith("it took ") === true) return "slow";
  return problem?.split("\n", 1)[0].replace(/\d+/g, "0");
}
