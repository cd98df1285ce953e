// Writes the types of src/library as one declaration file beside each entry of dist/library: of every file its own, then bundled. Needs dist/,
// which scripts/build.mjs makes: `npm pack` and installations from git run both by "prepare". npm runs "prepack" before that, whose declarations
// the build would take away.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";
import { projectRoot } from "./bootstrap.mjs";
import { NATIVE_TSC } from "./native-compiler.mjs";

const entries = ["index", "browser"];
mkdirSync(join(projectRoot, ".cache"), { recursive: true });
// Within the project, where the packages that they import are found.
const folder = mkdtempSync(join(projectRoot, ".cache", "declarations-"));

function writeThoseOfFiles() {
  const rootDir = join(projectRoot, "src");
  // What is wrong with types is `npm run typecheck`'s.
  const compilerOptions = { noEmit: false, noCheck: true, declaration: true, emitDeclarationOnly: true, rootDir, outDir: folder };
  const files = entries.map((entry) => join(rootDir, "library", `${entry}.ts`));
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ extends: join(projectRoot, "tsconfig.json"), compilerOptions, files, include: [join(rootDir, "**", "*.d.ts")], exclude: [join(rootDir, "live", "page")] }));
  const { status } = spawnSync(process.execPath, [NATIVE_TSC, "-p", folder], { stdio: "inherit" });
  if (status !== 0) throw new Error("the types of src/library could not be written");
}

/** @param {string} entry */
async function bundle(entry) {
  const bundled = await rollup({
    input: join(folder, "library", `${entry}.d.ts`),
    plugins: [dts({ tsconfig: join(projectRoot, "tsconfig.json") })],
    external: (id) => id.startsWith("node:"),
    onLog(level, log) {
      if (level === "warn") throw new Error(log.message);
    },
  });
  await bundled.write({ file: join(projectRoot, "dist", "library", `${entry}.d.ts`), format: "es" });
  await bundled.close();
}

try {
  writeThoseOfFiles();
  for (const entry of entries) await bundle(entry);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
