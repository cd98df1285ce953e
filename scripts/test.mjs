// `npm test`: installs what is missing, then runs vitest with the arguments given (npm test -- test/numeric).
// `--update-golden` rewrites test/golden instead. Does not build: test/global-setup.ts does that before the tests.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensureDependencies, ensureNodeVersion, projectRoot, runScript } from "./bootstrap.mjs";
import { ensureToolchains } from "./setup-toolchains.mjs";

runScript(() => {
  ensureNodeVersion();
  ensureDependencies();
  ensureToolchains();

  const given = process.argv.slice(2);
  const updating = given.includes("--update-golden");
  const parameters = updating ? [...given.filter((word) => word !== "--update-golden"), "test/golden"] : given;
  const result = spawnSync(
    process.execPath,
    [join(projectRoot, "node_modules", "vitest", "vitest.mjs"), "run", ...parameters],
    {
      cwd: projectRoot,
      env: updating ? { ...process.env, NNC_UPDATE_GOLDEN: "1" } : process.env,
      stdio: "inherit",
    },
  );
  process.exitCode = result.status ?? 1;
});
