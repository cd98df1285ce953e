// Installs what is missing, bundles a TypeScript program of the tests into .cache/ and runs it in a fresh Node process.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensureDependencies, ensureNodeVersion, projectRoot, runScript } from "./bootstrap.mjs";
import { ensureToolchains } from "./setup-toolchains.mjs";

/**
 * @param {string} source relative to the project.
 * @param {string} name of the bundle.
 * @param {string[]} external packages that are loaded from where they are installed.
 */
export async function runBundled(source, name, external) {
  runScript(() => {
    ensureNodeVersion();
    ensureDependencies();
    ensureToolchains();
  });
  if (process.exitCode !== undefined) return;
  // Only now are they certainly there.
  const [{ build }, { templates }] = await Promise.all([import("esbuild"), import("./templates.mjs")]);
  const bundle = join(projectRoot, ".cache", name);
  await build({
    absWorkingDir: projectRoot,
    entryPoints: [join(projectRoot, source)],
    outfile: bundle,
    bundle: true,
    external,
    platform: "node",
    format: "esm",
    target: "node20.19",
    plugins: [templates],
    logLevel: "warning",
  });
  process.exitCode = spawnSync(process.execPath, [bundle, ...process.argv.slice(2)], { stdio: "inherit" }).status ?? 1;
}
