// Bundles the command line and, in dist/library, what programs import, split so that each loads only what it uses; the part for browsers,
// which needs nothing of Node, into one file; and the page of --live into dist/live. Writes the schemas of JSON into dist/schemas. Does not check types (npm run typecheck does) and makes
// no declarations (scripts/declarations.mjs does).
import { chmodSync, cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { rolldown } from "rolldown";
import { writeSchemas } from "./schemas.mjs";
import { templates } from "./templates.mjs";
import { thirdPartyNotices } from "./third-party-notices.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

// Built beside dist and put in its place at the end: a program that is running is never without its files for long.
const fresh = `${root}.cache/build-${process.pid}/dist`;
const replaced = `${root}.cache/build-${process.pid}/replaced`;
const pieces = `${root}.cache/build-${process.pid}/pieces`;
/** @type {import("esbuild").BuildOptions & { metafile: true }} */
const underNode = {
  absWorkingDir: root,
  bundle: true,
  splitting: true,
  platform: "node",
  format: "esm",
  target: "node20.19",
  external: ["typescript"],
  plugins: [templates],
  legalComments: "none",
  // A command spends much of its time on reading this code, which join shortens further.
  minifyWhitespace: true,
  minifySyntax: true,
  // Some bundled libraries are CommonJS and call require for Node's own modules.
  banner: {
    js: 'import { createRequire as nncCreateRequire } from "node:module"; const require = /* @__PURE__ */ nncCreateRequire(import.meta.url);',
  },
  logLevel: "warning",
  metafile: true,
};
const program = await build({ ...underNode, entryPoints: ["src/cli/entry/nnc.ts"], outdir: `${pieces}/nnc` });
const library = await build({ ...underNode, entryPoints: ["src/library/index.ts"], outdir: `${pieces}/library` });
await join(`${pieces}/nnc/nnc.js`, fresh);
await join(`${pieces}/library/index.js`, `${fresh}/library`);
const browser = await build({
  absWorkingDir: root,
  entryPoints: { browser: "src/library/browser.ts" },
  outdir: `${fresh}/library`,
  bundle: true,
  platform: "browser",
  format: "esm",
  target: "es2022",
  plugins: [templates],
  legalComments: "none",
  minifyWhitespace: true,
  minifySyntax: true,
  logLevel: "warning",
  metafile: true,
});
const page = await build({
  absWorkingDir: root,
  entryPoints: { page: "src/live/page/main.ts" },
  outdir: `${fresh}/live`,
  // The typeface's files keep their names, by which the server knows them.
  loader: { ".woff2": "file" },
  assetNames: "[name]",
  bundle: true,
  platform: "browser",
  format: "esm",
  target: "es2022",
  legalComments: "none",
  minify: true,
  logLevel: "warning",
  metafile: true,
});
for (const file of ["page.html", "icon.svg"]) cpSync(`${root}src/live/page/${file}`, `${fresh}/live/${file}`);
const bundled = [program, library, browser, page].flatMap(({ metafile }) => Object.keys(metafile.inputs));
writeFileSync(`${fresh}/THIRD-PARTY-NOTICES.txt`, thirdPartyNotices(root, bundled));
await writeSchemas(root, `${fresh}/schemas`, pieces);
chmodSync(`${fresh}/nnc.js`, 0o755);
mkdirSync(replaced);
try {
  renameSync(`${root}dist`, `${replaced}/dist`);
} catch (error) {
  if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
}
renameSync(fresh, `${root}dist`);
rmSync(`${root}.cache/build-${process.pid}`, { recursive: true, force: true });

/**
 * Joins what esbuild has cut: it makes a piece of whatever two commands share and a third does not, and each file costs the start of a
 * command more than its few lines do. rolldown keeps those pieces together that no command can do without.
 *
 * @param {string} entry
 * @param {string} folder
 */
async function join(entry, folder) {
  const joined = await rolldown({ input: entry, platform: "node", external: ["typescript"], treeshake: { moduleSideEffects: false } });
  await joined.write({
    dir: folder,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    // Names of functions stay: they tell where something happened.
    minify: { compress: false, mangle: { keepNames: true }, codegen: { removeWhitespace: true } },
  });
  await joined.close();
}
