// `npm run test:onnx [-- FOLDER [LIST...]]`: tests of the ONNX standard, each a folder with model.onnx and test_data_set_0. What nnc
// computes has the same bits in C, Go and TypeScript and lies within a few units of what the standard says, or the command fails. What it
// does not compute is listed with the reason; with --all that fails as well.

import { resolve } from "node:path";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { compilersOf, LANGUAGE_NAMES } from "../../src/languages/index.ts";
import { findToolchains } from "../../src/toolchain/find-toolchains.ts";
import { KERNEL_NAMES, usesKernel } from "./uses-kernel.ts";
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

const outcomes = await runTests(tests, toolchains).catch((error: unknown) => {
  if (error instanceof DiagnosticError) console.error(error.diagnostic);
  throw error;
});
const limitOf = ({ name }: Outcome): number => {
  const test = tests.find((one) => one.name === name);
  return test !== undefined && usesKernel(test.network) ? ELEMENTARY : ARITHMETIC;
};
const near = outcomes.filter((outcome) => outcome.units <= limitOf(outcome));
const nearExact = outcomes.filter((outcome) => outcome.units > limitOf(outcome) && outcome.unitsFromExact <= limitOf(outcome));
const cancelling = outcomes.filter((outcome) => {
  return !near.includes(outcome) && !nearExact.includes(outcome) && outcome.unitsOfLargest <= limitOf(outcome);
});
const far = outcomes.filter((outcome) => ![near, nearExact, cancelling].some((group) => group.includes(outcome)));
const differing = outcomes.filter((outcome) => outcome.differing.length > 0);
for (const { name, reason } of refused) console.log(`refused  ${name}: ${reason}`);
for (const { name, units } of nearExact) console.log(`near     ${name}: ${units.toFixed(1)} units from the standard's value, which float64 does not bear out`);
for (const { name, units, unitsOfLargest } of cancelling) {
  console.log(`cancels  ${name}: ${units.toFixed(1)} units from the standard's value, ${unitsOfLargest.toFixed(2)} of the largest element's`);
}
for (const { name, units, unitsFromExact } of far) console.log(`far      ${name}: ${units} units, ${unitsFromExact} where float64 bears the standard out`);
for (const { name, differing: where } of differing) console.log(`differs  ${name}: ${where.join(", ")}`);
const worst = (limit: number): number => Math.max(0, ...near.filter((one) => limitOf(one) === limit).map(({ units }) => units));
console.log(
  `${names.length} tests in ${toolchains.map(({ language }) => language).join(", ")}: ${outcomes.length - new Set([...far, ...differing]).size} right, ` +
    `${new Set([...far, ...differing]).size} wrong, ${refused.length} refused; worst ${worst(ARITHMETIC).toFixed(2)} units of arithmetic, ` +
    `${worst(ELEMENTARY).toFixed(2)} with ${KERNEL_NAMES.length} elementary functions`,
);
process.exitCode = far.length + differing.length > 0 || (mustBeAll && refused.length > 0) ? 1 : 0;
