// The tests of one mutant, for vitest: the files of NNC_MUTANT_TESTS in their order, one after the other in one process, and every outcome a line
// of standard output. What is transformed once is kept for the next mutant.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mergeConfig } from "vitest/config";
import { BaseSequencer } from "vitest/node";
import base from "../../vitest.config.ts";

const listed = process.env.NNC_MUTANT_TESTS;
if (listed === undefined) throw new Error("NNC_MUTANT_TESTS must name a file that lists the tests");
const tests = readFileSync(listed, "utf8").split("\n");

class NearestFirst extends BaseSequencer {
  /** @override @param {import("vitest/node").TestSpecification[]} files */
  sort(files) {
    const place = (/** @type {import("vitest/node").TestSpecification} */ { moduleId }) => tests.findIndex((test) => moduleId.endsWith(`/${test}`));
    return Promise.resolve(files.sort((a, b) => place(a) - place(b)));
  }
}

/** One line an outcome: the file, whether it passed, the test. */
const outcomes = {
  /** @param {import("vitest/node").TestCase} test */
  onTestCaseResult(test) {
    if (test.result().state !== "skipped") say(test.module, test.result().state, test.fullName);
  },
  /** @param {import("vitest/node").TestModule} module */
  onTestModuleEnd(module) {
    say(module, module.ok() ? "passed" : "failed", "");
  },
};

/** @param {import("vitest/node").TestModule} module @param {string} state @param {string} name */
function say(module, state, name) {
  process.stdout.write(`${JSON.stringify({ file: module.relativeModuleId, state, name })}\n`);
}

const { projects: _, ...test } = base.test ?? {};
export default mergeConfig(
  { ...base, test },
  {
    cacheDir: join(process.cwd(), ".cache", "vite"),
    test: {
      include: tests,
      // A machine that does much else is slow; tests that do not end are seen by what they spend of the processors (patience.ts).
      testTimeout: 0,
      hookTimeout: 0,
      maxWorkers: 1,
      bail: 1,
      reporters: [outcomes],
      sequence: { sequencer: NearestFirst },
      experimental: { fsModuleCache: true, fsModuleCachePath: join(process.cwd(), ".cache", "modules") },
    },
  },
);
