// `npm run fuzz`: bundles test/fuzz/fuzz.ts into .cache/ and runs it. Arguments are the program's.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensureDependencies, ensureNodeVersion, projectRoot, runScript } from "./bootstrap.mjs";
import { ensureToolchains } from "./setup-toolchains.mjs";

runScript(() => {
  ensureNodeVersion();
  ensureDependencies();
  ensureToolchains();
});

if (process.exitCode === undefined) {
  // Only now are they certainly there.
  const [{ build }, { templates }] = await Promise.all([import("esbuild"), import("./templates.mjs")]);
  const bundle = join(projectRoot, ".cache", "fuzz.mjs");
  await build({
    absWorkingDir: projectRoot,
    entryPoints: [join(projectRoot, "test", "fuzz", "fuzz.ts")],
    outfile: bundle,
    bundle: true,
    external: ["esbuild", "execa", "fast-check"],
    platform: "node",
    format: "esm",
    target: "node20.19",
    plugins: [templates],
    logLevel: "warning",
  });
  process.exitCode = spawnSync(process.execPath, [bundle, ...process.argv.slice(2)], { stdio: "inherit" }).status ?? 1;
}
