// Kills processes that write packages, or one file as reports, plots and converted models are written, at any moment, and looks at what they left: `npm run test:kills -- --kills 300 --seed 1`. Never is a file
// torn or lost, never is a folder a mixture that the next write does not mend, and after that nothing is left over.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { writeFolder } from "../../../../src/cli/files/package-folder.ts";
import { writeTextOutput } from "../../../../src/cli/files/write-file.ts";
import { RandomGenerator } from "../../../../src/numeric/random.ts";
import { filesIn, haveWholeFiles, versionOf, wholeVersion } from "./versions.ts";

/** What is written: a folder, and what that is to the process that writes into it; or a file in one. */
const KINDS = ["alone", "with a file of others", "stood in", "one file"] as const;
type Kind = (typeof KINDS)[number];

const QUIET = { say: () => undefined };
const OTHERS = "notes/mine.txt";
const FILE = "exp.txt";
const OWN_TEXT = "not written by nnc\n";
/** The killed process has come so many writes far at the most. */
const MOST_WRITES = 3;

const { values, positionals } = parseArgs({
  options: { kills: { type: "string", default: "300" }, seed: { type: "string", default: "1" } },
  allowPositionals: true,
});
const [writes] = positionals;
if (writes === undefined) await killAgainAndAgain(Number(values.kills), Number(values.seed));
else writeForever(writes);

/** One version after the other, from the first that is not there. */
function writeForever(folder: string): void {
  process.stdout.write("ready\n");
  for (let number = 1; ; number++) write(number, folder);
}

function write(number: number, path: string): void {
  if (path.endsWith(FILE)) writeTextOutput(path, linesOf(number), "source", true);
  else writeFolder(versionOf(number), path, false, QUIET);
}

function linesOf(number: number): readonly string[] {
  return Array.from({ length: 2000 }, () => `version ${number}\n`);
}

async function killAgainAndAgain(kills: number, seed: number): Promise<void> {
  const random = new RandomGenerator(seed);
  const seen = { old: 0, between: 0, begun: 0 };
  for (let kill = 0; kill < kills; kill++) {
    const kind = KINDS[kill % KINDS.length] ?? "alone";
    const base = mkdtempSync(join(tmpdir(), "nnc-kills-"));
    try {
      const folder = join(base, kind === "one file" ? FILE : "exp");
      const milliseconds = prepare(folder, kind);
      await killed(folder, kind, random.uniform() * MOST_WRITES * milliseconds);
      seen[look(base, folder, kind)]++;
      mend(base, folder, kind);
    } catch (error) {
      console.error(`kill ${kill} of a folder ${kind}, seed ${seed}`);
      throw error;
    } finally {
      rmSync(base, { recursive: true, force: true });
    }
  }
  console.log(`${kills} kills: ${seen.old} left a whole package or file in its place, ${seen.between} one on the way, ${seen.begun} a list to go on with; all were mended`);
}

/** @returns how long a write takes here, in milliseconds. */
function prepare(folder: string, kind: Kind): number {
  const start = performance.now();
  write(0, folder);
  const milliseconds = performance.now() - start;
  if (kind !== "with a file of others") return milliseconds;
  mkdirSync(join(folder, "notes"));
  writeFileSync(join(folder, OTHERS), OWN_TEXT);
  return milliseconds;
}

async function killed(folder: string, kind: Kind, milliseconds: number): Promise<void> {
  const program = process.argv[1] ?? "";
  const child = spawn(process.execPath, [program, folder], { cwd: kind === "stood in" ? folder : tmpdir(), stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once("exit", (_, signal) => resolve(signal)));
  child.stdout.once("data", () => setTimeout(() => child.kill("SIGKILL"), milliseconds));
  if ((await ended) !== "SIGKILL") throw new Error("the writer ended by itself");
}

/** What the killed one left. */
function look(base: string, folder: string, kind: Kind): "old" | "between" | "begun" {
  if (kind === "one file") {
    checkFile(folder);
    return "old";
  }
  const others = kind === "with a file of others" ? [OTHERS] : [];
  checkOthers(folder, others);
  const work = join(base, ".nnc-exp.new");
  if (existsSync(folder) && wholeVersion(folder, others) !== undefined) return "old";
  if (kind === "alone") {
    if (existsSync(folder) || wholeVersion(join(work, "old"), []) === undefined || wholeVersion(join(work, "new"), []) === undefined) throw new Error("a mixture");
    return "between";
  }
  if (!existsSync(join(work, "journal.json"))) throw new Error("a mixture that nothing mends");
  if (!haveWholeFiles(folder, filesIn(folder).filter((path) => !others.includes(path) && path !== "nnc-package.json"))) throw new Error("a torn file");
  return "begun";
}

function mend(base: string, folder: string, kind: Kind): void {
  const others = kind === "with a file of others" ? [OTHERS] : [];
  const last = 1_000_000;
  write(last, folder);
  if (kind === "one file") checkFile(folder);
  else if (wholeVersion(folder, others) !== last) throw new Error("the next package is not whole");
  checkOthers(folder, others);
  if (readdirSync(base).join() !== basename(folder)) throw new Error(`${readdirSync(base).join(", ")} is left over`);
}

function checkFile(path: string): void {
  const text = readFileSync(path, "utf8");
  if (text !== linesOf(Number(/\d+/.exec(text)?.[0])).join("")) throw new Error("a torn file");
}

function checkOthers(folder: string, others: readonly string[]): void {
  for (const path of others) if (readFileSync(join(folder, path), "utf8") !== OWN_TEXT) throw new Error(`${path} is not what it was`);
}
