// Bundles the types of src/library into one declaration file beside each entry of dist/library. Needs dist/, which
// scripts/build.mjs makes: `npm pack` and installations from git run both by "prepare". npm runs "prepack" before that, whose declarations
// the build would take away.
import { fileURLToPath } from "node:url";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";

const root = fileURLToPath(new URL("..", import.meta.url));

for (const entry of ["index", "browser"]) {
  const bundle = await rollup({
    input: `${root}src/library/${entry}.ts`,
    plugins: [dts({ tsconfig: `${root}tsconfig.json` })],
    external: (id) => id.startsWith("node:"),
    onLog(level, log) {
      if (level === "warn") throw new Error(log.message);
    },
  });
  await bundle.write({ file: `${root}dist/library/${entry}.d.ts`, format: "es" });
  await bundle.close();
}
