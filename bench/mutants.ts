// Mutation testing: small mistakes are made at places drawn by a seed, one at a time in a copy that is thrown away, and the nearest tests that
// reach the place are run until one fails. Prints a table of the mutants; exits with 1 where one survives that `explained.ts` does not name.
// What counts as a mistake is in mutants/mutants-of.ts.

import { parseArgs } from "node:util";
import { root } from "./builds.ts";
import { EXPLAINED } from "./mutants/explained.ts";
import { changeOf } from "./mutants/mutant.ts";
import { throwAwayCopy } from "./mutants/throw-away-copy.ts";
import { tryMutants, type Fate, type Trial, type Tried } from "./mutants/try-mutants.ts";

const FOLDERS = ["src/codegen", "src/program", "src/network", "src/formats", "src/passes", "src/train/gemm"];
const USAGE = "usage: npm run test:mutants -- [--seed S] [--count N] [--under FOLDER]... [--files N] [--from NUMBER] [--only NUMBER]...";

function readTrial(words: readonly string[]): Trial | undefined {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        seed: { type: "string", default: "1" },
        count: { type: "string", default: "36" },
        under: { type: "string", multiple: true, default: FOLDERS },
        files: { type: "string", default: "40" },
        from: { type: "string", default: "1" },
        only: { type: "string", multiple: true, default: [] },
      },
    });
    const [seed, count, files, from, ...only] = [values.seed, values.count, values.files, values.from, ...values.only].map(Number);
    if (![seed, count, files, from, ...only].every((value) => Number.isSafeInteger(value) && value >= 0 && value < 2 ** 32)) return undefined;
    return { folders: values.under, seed, count, from, only, files, explained: EXPLAINED };
  } catch {
    return undefined;
  }
}

function described(fate: Fate): string {
  if (fate.kind === "killed") return `killed by ${fate.by}`;
  if (fate.kind === "survived") return `SURVIVED ${fate.files} of the ${fate.reaching} test files that reach it`;
  return `${fate.kind}: ${fate.why}`;
}

function row({ number, mutant, fate, seconds }: Tried): string {
  const cells = [String(number), `${mutant.file}:${mutant.lineNumber}`, mutant.inside, changeOf(mutant), described(fate), seconds.toFixed(1)];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
}

async function main(trial: Trial): Promise<void> {
  const copy = throwAwayCopy(root);
  const interrupted = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interrupted.abort());
  const kinds = { killed: 0, explained: 0, survived: 0, "does not compile": 0 };
  try {
    console.log("| # | place | in | change | fate | s |\n| ---: | --- | --- | --- | --- | ---: |");
    for await (const tried of tryMutants(copy, trial, interrupted.signal)) {
      kinds[tried.fate.kind]++;
      console.log(row(tried));
    }
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
    process.exitCode = 130;
    return;
  } finally {
    copy.remove();
  }
  const mutants = kinds.killed + kinds.explained + kinds.survived;
  console.log(`\nseed ${trial.seed}: ${mutants} mutants, ${kinds.killed} killed, ${kinds.explained} explained, ${kinds.survived} survived; ` +
    `${kinds["does not compile"]} more do not compile`);
  if (kinds.survived > 0) process.exitCode = 1;
}

const trial = readTrial(process.argv.slice(2));
if (trial === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  await main(trial);
}
