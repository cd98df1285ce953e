// Compares nnc's training and matrix product with peers, each in processes of its own, in turn, and prints Markdown tables.
// Measures and compares only: peers are installed by peers/setup.mjs, and what is missing has a row that says so.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Peer, Task } from "./peers/processes.ts";
import { ask, PEERS, setupScript, textOf } from "./peers/processes.ts";
import type { PeerRuns } from "./peers/tables.ts";
import { articleTable, gemmTable, wideTable } from "./peers/tables.ts";
import { writeWideProblem } from "./peers/wide-problem.ts";
import { answer } from "./peers/worker.ts";

const SIZES = [256, 512, 1024];
const [WARM_UP, STEPS] = [10, 50];
const usage = `usage: node scripts/bench.mjs bench/training.ts [--seeds N] [--rounds N] [--quick]
  [--only article|wide|gemm] [--peers NAME,NAME…] [--no-install] [--write FILE]`;

interface Options {
  /** Runs of the article's training for each peer, with seeds 1, 2, …. */
  readonly seeds: number;
  /** Processes for each peer of the other two tables. */
  readonly rounds: number;
  readonly tasks: readonly Task[];
  readonly peers: readonly Peer[];
  readonly install: boolean;
  readonly write: string | undefined;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      seeds: { type: "string" },
      rounds: { type: "string" },
      quick: { type: "boolean", default: false },
      only: { type: "string" },
      peers: { type: "string" },
      "no-install": { type: "boolean", default: false },
      write: { type: "string" },
    },
  });
  // tfjs-cpu takes twice the time of all others together: only when named.
  const names = values.peers?.split(",") ?? PEERS.map(({ name }) => name).filter((name) => name !== "tfjs-cpu");
  const unknown = names.find((name) => !PEERS.some((peer) => peer.name === name));
  if (unknown !== undefined) throw new RangeError(`no peer "${unknown}"; there are ${PEERS.map(({ name }) => name).join(", ")}`);
  const tasks = (["article", "wide", "gemm"] as const).filter((task) => values.only === undefined || values.only === task);
  if (tasks.length === 0) throw new RangeError(`--only takes article, wide or gemm, not ${values.only}`);
  return {
    seeds: countOf("--seeds", values.seeds, values.quick ? 2 : 20),
    rounds: countOf("--rounds", values.rounds, values.quick ? 1 : 5),
    tasks,
    // nnc is what the others are compared with.
    peers: PEERS.filter(({ name }) => name === "nnc" || names.includes(name)),
    install: !values["no-install"],
    write: values.write,
  };
}

function countOf(option: string, text: string | undefined, usual: number): number {
  const count = text === undefined ? usual : Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new RangeError(`${option} takes a number from 1, not ${text}`);
}

/** Runs a task `rounds` times on every peer that has it, A B C A B C …; a peer that fails once is not asked again. */
function runInTurn(task: Task, peers: readonly Peer[], rounds: number, parameters: (round: number) => string[]): PeerRuns[] {
  const runs = peers.filter(({ tasks }) => tasks.includes(task)).map((peer) => ({ peer, ...firstContact(peer) }));
  for (let round = 1; round <= rounds; round++) {
    for (const run of runs) {
      if (run.failure !== undefined) continue;
      process.stderr.write(`\r${task} ${round}/${rounds}: ${run.peer.name}`.padEnd(60));
      const result = ask(run.peer, task, parameters(round));
      if (result.kind === "failure") run.failure = `failed: ${result.reason}`;
      else run.answers.push(result);
    }
  }
  process.stderr.write("\r".padEnd(60) + "\r");
  return runs.map(({ peer, version, answers, failure }) => ({ name: peer.name, version, answers, failure }));
}

function firstContact(peer: Peer): { version: string; answers: PeerRuns["answers"][number][]; failure: string | undefined } {
  const contact = ask(peer, "version", []);
  if (contact.kind === "answer") return { version: textOf(contact.json, "version"), answers: [], failure: undefined };
  const hint = peer.install === "" ? "" : `; install with: ${peer.install}`;
  process.stderr.write(`MISSING: ${peer.name}: ${contact.reason}${hint}\n`);
  return { version: "", answers: [], failure: `missing: ${contact.reason}${hint}` };
}

function report({ seeds, rounds, tasks, peers }: Options): string {
  const system = `${process.platform} ${process.arch}, Node ${process.version}`;
  const machine = `${cpus()[0].model.trim()}, ${cpus().length} cores, ${system}`;
  const parts = [`Machine: ${machine}. One thread each; processes in turn; medians.\n`];
  if (tasks.includes("article")) {
    parts.push(articleTable(runInTurn("article", peers, seeds, (seed) => [String(seed)]), seeds));
  }
  if (tasks.includes("wide")) {
    const folder = fileURLToPath(new URL("../../.cache/bench/", import.meta.url));
    mkdirSync(folder, { recursive: true });
    const file = join(folder, "wide-problem.bin");
    writeWideProblem(file);
    const parameters = [file, String(WARM_UP), String(STEPS)];
    parts.push(wideTable(runInTurn("wide", peers, rounds, () => parameters), rounds, WARM_UP, STEPS));
  }
  if (tasks.includes("gemm")) {
    parts.push(gemmTable(runInTurn("gemm", peers, rounds, () => SIZES.map(String)), rounds, SIZES));
  }
  return parts.join("\n");
}

function main(): void {
  const options = readOptions();
  if (options.install) spawnSync(process.execPath, [setupScript], { stdio: "inherit" });
  const text = report(options);
  process.stdout.write(text);
  if (options.write !== undefined) writeFileSync(options.write, text);
}

const [first, name = "", task = "", ...parameters] = process.argv.slice(2);
if (first === "worker") {
  console.log(JSON.stringify(answer(name, task, parameters)));
} else {
  try {
    main();
  } catch (error) {
    if (!(error instanceof RangeError || (error instanceof TypeError && "code" in error))) throw error;
    console.error(`${error.message}\n${usage}`);
    process.exitCode = 2;
  }
}
