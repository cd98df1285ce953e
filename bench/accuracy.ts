// Measures how close nnc train comes to targets without further options, and prints Markdown tables. Runs the program as a
// user does; what it is compared with is in the rows, judged by nobody.

import { execFileSync } from "node:child_process";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { TrainingRecord } from "../src/network/model.ts";
import { RECIPES } from "../src/train/recipes.ts";
import { compileTarget } from "../src/train/target/target.ts";
import { sweep } from "../src/verify/points.ts";
import { compareEveryFloat } from "./accuracy/exhaustive.ts";
import type { Problem } from "./accuracy/problems.ts";
import { PROBLEMS } from "./accuracy/problems.ts";
import { trainOn } from "./accuracy/run-nnc.ts";
import { printSaidAndTrue } from "./accuracy/said-and-true.ts";
import { printTables } from "./accuracy/thermistor.ts";
import { root } from "./builds.ts";
import { median } from "./peers/median.ts";

const usage = "usage: node scripts/bench.mjs bench/accuracy.ts [--seeds N] [--exhaustive] [--densest] [--tables] [--only TEXT]";

/** The greatest minus the least value of the targets, or of the columns, all of them together. */
async function rangeOf({ targets, domain, data }: TrainingRecord, samples: number): Promise<number> {
  if (data !== undefined) return rangeOfValues(data.outputs.flatMap(({ low, high }) => [low, high]));
  const names = domain.map(({ name }) => name);
  const compiled = await Promise.all(targets.map((target) => compileTarget(target, names)));
  const { values, width, count } = sweep(domain, samples);
  return rangeOfValues(Array.from({ length: count }, (_, i) => values.subarray(i * width, (i + 1) * width))
    .flatMap((point) => compiled.map((target) => target.evaluate(point))));
}

function rangeOfValues(values: readonly number[]): number {
  const [least, most] = values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
  return most - least;
}

async function row(problem: Problem): Promise<string> {
  const { record, seconds } = trainOn(problem);
  const { error, data } = record;
  if (error === undefined) throw new Error("nnc train recorded no error");
  const range = await rangeOf(record, error.samples);
  const title = problem.csv?.name ?? problem.targets.join(", ");
  const parts = data?.heldOut === undefined ? [{ title: `\`${title}\``, error }] : [
    { title: `\`${title}\`, trained on`, error },
    { title: `\`${title}\`, held out`, error: data.heldOut },
  ];
  return parts.map((part) => cells([
    part.title,
    problem.domain.join(", "),
    ...[part.error.maximum, part.error.maximum / range, part.error.rootMeanSquare].map((value) => value.toExponential(1)),
    seconds.toFixed(1),
  ])).join("\n");
}

function cells(texts: readonly string[]): string {
  return `| ${texts.join(" | ")} |`;
}

/** The article's recipe ends elsewhere with each seed. */
function articleTable(seeds: number): string {
  const [problem] = PROBLEMS;
  const runs = Array.from({ length: seeds }, (_, seed) => trainOn(problem, "--recipe", RECIPES.article.name, "--seed", String(seed + 1)));
  const errors = runs.map(({ record }) => record.error?.maximum ?? NaN);
  const summary = [Math.min(...errors), median(errors), Math.max(...errors)].map((value) => value.toExponential(2));
  return [
    `\`--recipe article\`, seeds 1 … ${seeds}: largest error`,
    "",
    "| least | median | greatest | process s, median | n |",
    "| ---: | ---: | ---: | ---: | ---: |",
    cells([...summary, median(runs.map(({ seconds }) => seconds)).toFixed(2), String(seeds)]),
  ].join("\n");
}

function buildProgram(): void {
  execFileSync(process.execPath, [join(root, "scripts", "build.mjs")], { stdio: "inherit" });
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { seeds: { type: "string" }, exhaustive: { type: "boolean", default: false }, densest: { type: "boolean", default: false }, tables: { type: "boolean", default: false }, only: { type: "string", default: "" } },
  });
  const seeds = values.seeds === undefined ? 0 : Number(values.seeds);
  if (!Number.isInteger(seeds) || seeds < 0) throw new RangeError(`--seeds takes a whole number, not ${values.seeds}`);
  if (values.densest) {
    buildProgram();
    await printSaidAndTrue(values.only);
    return;
  }
  if (values.tables) {
    buildProgram();
    printTables();
    return;
  }
  const chosen = PROBLEMS.filter(({ targets, csv }) => [...targets, csv?.name ?? ""].some((text) => text !== "" && text.includes(values.only)));
  if (chosen.length === 0) throw new RangeError(`no target has "${values.only}" in it`);
  buildProgram();
  console.log(`Accuracy of \`nnc train\` without further options: ${cpus()[0].model.trim()}, Node ${process.version}\n`);
  console.log("| target | domain | largest error | of the range | RMS | process s |");
  console.log("| --- | --- | ---: | ---: | ---: | ---: |");
  for (const problem of chosen) console.log(await row(problem));
  if (seeds > 0) console.log(`\n${articleTable(seeds)}`);
  if (!values.exhaustive) return;
  const { maximum, at, count, processes, seconds } = await compareEveryFloat();
  const where = `at x = ${Number(at.toPrecision(9))}`;
  console.log(`\nThe emitted C of \`exp(x)\` against the double exp at every float32 of [0, 1], ${count.toLocaleString("en")} of them: ` +
    `largest error ${maximum.toExponential(3)} ${where}; ${seconds.toFixed(1)} s in ${processes} processes`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof RangeError || (error instanceof TypeError && "code" in error))) throw error;
  console.error(`${error.message}\n${usage}`);
  process.exitCode = 2;
}
