// `npm test`: installs what is missing, then runs vitest with the arguments given (npm test -- test/numeric).
// `--update-golden` rewrites test/golden instead. `--fast` runs those that take little. `--record-costs` writes down what each file takes.
// Does not build: test/global-setup.ts does that before the tests.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureDependencies, ensureNodeVersion, projectRoot, runScript, say } from "./bootstrap.mjs";
import { ensureToolchains } from "./setup-toolchains.mjs";
import { fastTests, readCosts, writeCosts } from "./test-costs.mjs";

/** Words of this script's own; the others are vitest's. */
const own = ["--update-golden", "--fast", "--record-costs"];

runScript(() => {
  ensureNodeVersion();
  ensureDependencies();
  ensureToolchains();

  const given = process.argv.slice(2);
  const [updating, fast, recording] = own.map((word) => given.includes(word));
  const words = given.filter((word) => !own.includes(word));
  const files = updating ? ["test/golden"] : fast ? fastTests(readCosts(), projectRoot) : [];
  if (fast) say(`${files.length} files of tests that take little`);
  const reporters = words.some((word) => word.startsWith("--reporter")) ? [] : ["--reporter=default"];
  const folder = mkdtempSync(join(tmpdir(), "nnc-tests-"));
  const costs = join(folder, "costs.tsv");
  try {
    const result = spawnSync(
      process.execPath,
      [join(projectRoot, "node_modules", "vitest", "vitest.mjs"), "run", ...reporters, "--reporter=./test/patient-reporter.ts", ...words, ...files],
      {
        cwd: projectRoot,
        env: {
          ...process.env,
          // Tests talk to no other machine, and every process of Node's that starts would read these: up to 0.05 s each.
          NODE_EXTRA_CA_CERTS: "",
          // Tests that do not end are seen by what they spend: test/patient-reporter.ts.
          NNC_TEST_TIME_LIMITS: "none",
          ...(updating ? { NNC_UPDATE_GOLDEN: "1" } : {}),
          ...(recording ? { NNC_TEST_COSTS: costs } : {}),
        },
        stdio: "inherit",
      },
    );
    process.exitCode = result.status ?? 1;
    if (recording) writeCosts(costs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
