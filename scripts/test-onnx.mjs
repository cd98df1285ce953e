// `npm run test:onnx`: bundles test/standard/main.ts and runs it. Arguments are the program's.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensureDependencies, ensureNodeVersion, projectRoot, runScript } from "./bootstrap.mjs";
import { ensureToolchains } from "./setup-toolchains.mjs";

runScript(() => {
  ensureNodeVersion();
  ensureDependencies();
  ensureToolchains();
  const bench = join(projectRoot, "scripts", "bench.mjs");
  const main = join(projectRoot, "test", "standard", "main.ts");
  process.exitCode = spawnSync(process.execPath, [bench, main, ...process.argv.slice(2)], { stdio: "inherit" }).status ?? 1;
});
