// `npm run test:onnx [-- FOLDER [LIST...]]`: tests of the ONNX standard, each a folder with model.onnx and test_data_set_0. What nnc
// computes has the same bits in C, Go and TypeScript and lies within a few units of what the standard says, or the command fails. What it
// does not compute is listed with the reason; with --all that fails as well.

import { resolve } from "node:path";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { compilersOf, LANGUAGE_NAMES } from "../../src/languages/index.ts";
import { findToolchains } from "../../src/toolchain/find-toolchains.ts";
import { KERNEL_NAMES, usesKernel } from "./uses-kernel.ts";
import type { Network } from "../../src/network/network.ts";
import { judge, type Judgement } from "./judge.ts";
import { runTests, type Outcome } from "./run-tests.ts";
import { namesIn, readTest, type RefusedTest, type StandardTest } from "./standard-test.ts";

/** Units in the last place of the standard's value that results may be away: of arithmetic alone, and with elementary functions. */
const ARITHMETIC = 4;
const ELEMENTARY = 8;

const words = process.argv.slice(2);
const mustBeAll = words.includes("--all");
const [folder = "../shared/onnx-node-tests", ...lists] = words.filter((word) => word !== "--all");
const given = words.length === 0 || folder === undefined ? ["mlp.txt", "tensor.txt"] : lists;
const names = namesIn(resolve(folder), given);
const read = names.map((name) => readTest(resolve(folder), name));
const tests = read.filter((test): test is StandardTest => "network" in test);
const refused = read.filter((test): test is RefusedTest => "reason" in test);
const found = await findToolchains(compilersOf(LANGUAGE_NAMES));
// One of each language: the others are compared with the interpreter by test/conformance.
const toolchains = LANGUAGE_NAMES.flatMap((language) => found.filter((toolchain) => toolchain.language === language).slice(0, 1));

const limitOf = (network: Network): number => (usesKernel(network) ? ELEMENTARY : ARITHMETIC);
const outcomes = await runTests(tests, toolchains, limitOf).catch((error: unknown) => {
  if (error instanceof DiagnosticError) console.error(error.diagnostic);
  throw error;
});
const judged = (judgement: Judgement): readonly Outcome[] => outcomes.filter(({ distances, limit }) => judge(distances, limit) === judgement);
const differing = outcomes.filter((outcome) => outcome.differing.length > 0);
for (const { name, reason } of refused) console.log(`refused  ${name}: ${reason}`);
for (const { name, distances } of judged("near-float64")) {
  console.log(`near     ${name}: ${distances.units.toFixed(1)} units from the standard's value, which float64 does not bear out`);
}
for (const { name, distances: { units, beyond } } of judged("cancels")) {
  const found = `${beyond?.unitsOfLargest.toFixed(2)} of the largest element's, ${beyond?.timesAsFar.toFixed(2)} times as far from float64 as the standard's`;
  console.log(`cancels  ${name}: ${units.toFixed(1)} units from the standard's value, ${found}`);
}
for (const { name, distances: { units, beyond } } of judged("far")) {
  const tolerance = beyond?.isWithinTolerance === true ? "within the suite's tolerance" : "beyond the suite's tolerance";
  console.log(`far      ${name}: ${units} units, ${beyond?.unitsFromExact} where float64 bears the standard out; ${tolerance}`);
}
for (const { name, differing: where } of differing) console.log(`differs  ${name}: ${where.join(", ")}`);
const wrong = new Set([...judged("far"), ...differing]).size;
const worst = (wanted: number): number => Math.max(0, ...judged("near").flatMap(({ distances, limit }) => (limit === wanted ? [distances.units] : [])));
console.log(
  `${names.length} tests in ${toolchains.map(({ language }) => language).join(", ")}: ${outcomes.length - wrong} right ` +
    `(${judged("near-float64").length} nearer float64 than the standard's value, ${judged("cancels").length} where large numbers cancel), ` +
    `${wrong} wrong, ${refused.length} refused; worst ${worst(ARITHMETIC).toFixed(2)} units of arithmetic, ` +
    `${worst(ELEMENTARY).toFixed(2)} with ${KERNEL_NAMES.length} elementary functions`,
);
process.exitCode = wrong > 0 || (mustBeAll && refused.length > 0) ? 1 : 0;
