// `npm run test:packages`: installs the build systems and cross compilers that packages are proved with, then runs their tests with the
// arguments given.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensureDependencies, ensureNodeVersion, projectRoot, runScript } from "./bootstrap.mjs";
import { ensureToolchains, packageRequirements, requirements } from "./setup-toolchains.mjs";

runScript(() => {
  ensureNodeVersion();
  ensureDependencies();
  ensureToolchains([...requirements, ...packageRequirements]);
  const vitest = join(projectRoot, "node_modules", "vitest", "vitest.mjs");
  const words = [vitest, "run", "--config", "vitest.packages.config.ts", ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, words, { cwd: projectRoot, stdio: "inherit" }).status ?? 1;
});
