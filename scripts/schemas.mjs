// Writes the JSON Schemas of what commands print with --json into a folder, a file for each command. Builds nothing that stays.
import { mkdirSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { templates } from "./templates.mjs";

const SOURCES = ["src/cli/commands/json-formats.ts", "src/cli/commands/schema/json-schema.ts"];

/**
 * @param {string} root of the project, ending in a slash.
 * @param {string} folder that is made.
 * @param {string} scratch a folder for what is thrown away.
 */
export async function writeSchemas(root, folder, scratch) {
  const outfile = `${scratch}/schemas.mjs`;
  await build({
    stdin: { contents: SOURCES.map((file) => `export * from "./${file}";`).join("\n"), resolveDir: root, loader: "ts" },
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    plugins: [templates],
    external: ["typescript"],
    banner: { js: 'import { createRequire as nncCreateRequire } from "node:module"; const require = nncCreateRequire(import.meta.url);' },
    logLevel: "warning",
  });
  const { JSON_FORMATS, jsonSchema } = await import(pathToFileURL(outfile).href);
  mkdirSync(folder, { recursive: true });
  for (const [command, formats] of Object.entries(JSON_FORMATS)) writeFileSync(`${folder}/${command}.json`, jsonSchema(command, await formats()));
}
