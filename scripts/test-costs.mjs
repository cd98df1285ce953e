// What each file of tests spends of the processors: test/costs.tsv, a line of seconds and path for each, which `npm test -- --record-costs` writes.
// By it the longest begin first, and `npm run test:fast` takes those that take little. Measures nothing: that is test/record-cost.ts.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./bootstrap.mjs";

const table = join(projectRoot, "test", "costs.tsv");

/** Seconds of processors that the fast tests may take together, beside loading them. */
const budget = 20;

/** Emitted functions compiled in every language, which is what most of the others are about. */
const always = ["test/conformance/outside.test.ts"];

/**
 * @param {string} file
 * @returns {Map<string, number>} seconds by path
 */
export function readCosts(file = table) {
  if (!existsSync(file)) return new Map();
  const lines = readFileSync(file, "utf8").split("\n").filter((line) => line !== "");
  return new Map(lines.map((line) => {
    const [seconds, path] = line.split("\t");
    return [path, Number(seconds)];
  }));
}

/**
 * Takes what was measured, of all files or of some, into the table, which forgets files that are gone.
 * @param {string} measured
 */
export function writeCosts(measured, file = table, root = projectRoot) {
  const costs = new Map([...readCosts(file), ...readCosts(measured)]);
  const known = [...costs].filter(([path]) => existsSync(join(root, path))).sort(([one], [other]) => (one < other ? -1 : 1));
  writeFileSync(file, known.map(([path, seconds]) => `${seconds.toFixed(1)}\t${path}\n`).join(""));
}

/**
 * The files to run before every commit: one that compiles in every language, those of no known cost, which are new, and of the others those that
 * take the least, as many as the budget allows.
 * @param {ReadonlyMap<string, number>} costs
 * @param {string} root
 * @returns {string[]}
 */
export function fastTests(costs, root) {
  const all = readdirSync(join(root, "test"), { recursive: true }).map((name) => `test/${String(name).replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".test.ts") && !path.startsWith("test/packages/"));
  const costOf = (/** @type {string} */ path) => costs.get(path) ?? 0;
  const byCost = all.filter((path) => !always.includes(path)).sort((one, other) => costOf(one) - costOf(other) || (one < other ? -1 : 1));
  let spent = 0;
  return [...always, ...byCost.filter((path) => (spent += costOf(path)) <= budget)];
}
