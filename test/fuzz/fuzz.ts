// `npm run fuzz [-- --networks N --seed S]`: random networks of every op, compared bit by bit between the interpreter and compiled sources, and
// with evaluations that know no lowering; the command fails where there is a difference. `--only K [--shrunk PATH]` looks at one network, by
// every check. What is compared is told in docs/verification.md.

import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { compilersOf, LANGUAGE_NAMES } from "../../src/languages/index.ts";
import { printNetwork } from "../../src/network/print-network.ts";
import { findToolchains } from "../../src/toolchain/find-toolchains.ts";
import { campaign, type Outcome } from "./campaign.ts";
import { compiledBy, EVALUATIONS, OWN_WAYS, SIMD_BATCH, WEB_ASSEMBLY, type Check } from "./checks.ts";
import { grown } from "./grow.ts";
import { planOf } from "./plan.ts";
import { commandOf, faultsOfPlan, shrunk } from "./shrink.ts";

/** Of networks each of the slower compilers sees one in so many. */
const ONE_IN = 40;
/** Faults that are shrunk, and the simpler plans that are tried for each. */
const [MOST_SHRUNK, SHRINKING] = [3, 500];
const EVERY = 10_000;
const USAGE = "usage: npm run fuzz [-- --networks N] [--seed S] [--only NUMBER [--shrunk PLAN]]";

/** Words that are no use of the command. */
class WrongUse extends Error {}

interface Share {
  readonly seed: number;
  readonly numbers: readonly number[];
}

type Message = { readonly kind: "progress"; readonly done: number } | { readonly kind: "outcome"; readonly outcome: Outcome };

/** The quickest compiler first: it compiles every network. */
async function checks(): Promise<{ readonly always: readonly Check[]; readonly sometimes: readonly Check[] }> {
  const found = await findToolchains(compilersOf(LANGUAGE_NAMES));
  const quick = found.find(({ name }) => name === "tcc") ?? found.find(({ language }) => language === "c");
  const others = found.filter((toolchain) => toolchain !== quick).map((toolchain) => compiledBy(toolchain));
  return { always: [EVALUATIONS, ...(quick === undefined ? [] : [compiledBy(quick, "all")])], sometimes: [...others, WEB_ASSEMBLY, SIMD_BATCH] };
}

async function work(share: Share, progress: (done: number) => void): Promise<Outcome> {
  return campaign({ ...share, ways: OWN_WAYS, ...(await checks()), oneIn: ONE_IN, progress });
}

/** In a thread of its own. */
function inThread(share: Share, progress: (done: number) => void): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: share });
    worker.on("message", (message: Message) => {
      if (message.kind === "progress") progress(message.done);
      else resolve(message.outcome);
    });
    worker.on("error", reject);
  });
}

async function all(seed: number, networks: number): Promise<void> {
  const threads = Math.min(cpus().length, networks);
  const done = new Array<number>(threads).fill(0);
  const started = performance.now();
  const timer = setInterval(() => {
    console.error(`${done.reduce((sum, one) => sum + one, 0)} of ${networks} networks, ${Math.round((performance.now() - started) / 1000)} s`);
  }, EVERY);
  const shares = done.map((_, thread) => Array.from({ length: networks }, (_number, number) => number).filter((number) => number % threads === thread));
  const outcomes = await Promise.all(shares.map((numbers, thread) => inThread({ seed, numbers }, (count) => (done[thread] = count))));
  clearInterval(timer);
  const found = outcomes.flatMap((outcome) => outcome.found);
  const { always, sometimes } = await checks();
  for (const check of [...always, ...sometimes]) {
    const counts = outcomes.flatMap(({ looked }) => (check.name in looked ? [looked[check.name]] : []));
    const [seen, functions] = [counts.reduce((sum, one) => sum + one.networks, 0), counts.reduce((sum, one) => sum + one.functions, 0)];
    const differing = found.filter(({ by }) => by === check.name).length;
    console.log(`${check.name}: ${seen} networks in ${functions} forms, ${differing} with differences`);
  }
  for (const one of found.slice(0, MOST_SHRUNK)) {
    const check = [...always, ...sometimes].find(({ name }) => name === one.by) ?? EVALUATIONS;
    const simple = await shrunk(one, check, OWN_WAYS, SHRINKING);
    console.log(`\nnetwork ${one.number} of seed ${seed}, by ${one.by}: ${one.fault}`);
    if (simple === undefined) console.log("which was not found again alone");
    else console.log(`${commandOf(simple)}\n${printNetwork(grown(simple.plan))}${simple.fault}`);
  }
  for (const { number, by, fault } of found.slice(MOST_SHRUNK)) console.log(`\nnetwork ${number} of seed ${seed}, by ${by}: ${fault}\nnpm run fuzz -- --seed ${seed} --only ${number}`);
  const [load] = loadavg();
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`${networks} networks of seed ${seed} in ${seconds} s on ${threads} threads, load ${load.toFixed(1)}: ${new Set(found.map(({ number }) => number)).size} with differences`);
  process.exitCode = found.length > 0 ? 1 : 0;
}

async function only(seed: number, number: number, path: string | undefined): Promise<void> {
  const plan = planOf(seed, number, path);
  console.log(printNetwork(grown(plan)));
  const { always, sometimes } = await checks();
  for (const check of [...always, ...sometimes]) {
    const faults = await faultsOfPlan(plan, check, OWN_WAYS);
    console.log(`${check.name}: ${faults.length === 0 ? "no difference" : faults.join("\n")}`);
    if (faults.length > 0) process.exitCode = 1;
  }
}

/** @throws WrongUse or TypeError for words that are none of its options. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { networks: { type: "string", default: "1000" }, seed: { type: "string", default: "1" }, only: { type: "string" }, shrunk: { type: "string" } },
  });
  const seed = wholeNumber("seed", values.seed, 0);
  if (values.only === undefined) await all(seed, wholeNumber("networks", values.networks, 1));
  else await only(seed, wholeNumber("only", values.only, 0), values.shrunk);
}

function wholeNumber(option: string, text: string, least: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(number >= least && number <= Number.MAX_SAFE_INTEGER)) throw new WrongUse(`--${option} ${text}: give a whole number from ${least}`);
  return number;
}

if (isMainThread) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof WrongUse || (error instanceof TypeError && "code" in error))) throw error;
    console.error(`${error.message}\n${USAGE}`);
    process.exitCode = 2;
  }
} else {
  const share = workerData as Share;
  const outcome = await work(share, (done) => parentPort?.postMessage({ kind: "progress", done } satisfies Message));
  parentPort?.postMessage({ kind: "outcome", outcome } satisfies Message);
}
