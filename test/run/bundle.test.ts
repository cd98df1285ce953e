// A run needs nothing of Node, in none of the rooms it is made of: it can be bundled for a browser.

import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";

test("a run is bundled without Node's modules, compilers or the command line", async () => {
  const { metafile } = await build({
    absWorkingDir: fileURLToPath(new URL("../../", import.meta.url)),
    entryPoints: ["src/run/begin-run.ts", "src/run/checkpoint/checkpoint-of.ts", "src/run/checkpoint/open-checkpoint.ts"],
    outdir: "out",
    bundle: true,
    platform: "browser",
    format: "esm",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const inputs = Object.keys(metafile.inputs);
  expect(inputs).toContain("src/run/training-run.ts");
  expect(inputs.filter((path) => /^src\/(cli|live|report|toolchain|languages)\//.test(path))).toEqual([]);
});
