// Bundles src/cli/nnc.ts into dist/, split so that a command loads only what it uses.
// Does not check types (npm run typecheck does).
import { chmodSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

rmSync(`${root}dist`, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ["src/cli/nnc.ts"],
  outdir: "dist",
  bundle: true,
  splitting: true,
  platform: "node",
  format: "esm",
  target: "node20.19",
  external: ["typescript"],
  legalComments: "none",
  // Half of the time nnc emit takes is spent on reading this code.
  minify: true,
  keepNames: true,
  // Some bundled libraries are CommonJS and call require for Node's own modules.
  banner: {
    js: 'import { createRequire as nncCreateRequire } from "node:module"; const require = nncCreateRequire(import.meta.url);',
  },
  logLevel: "warning",
});
chmodSync(`${root}dist/nnc.js`, 0o755);
