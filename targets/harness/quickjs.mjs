// Runs a script in QuickJS and prints what it prints. Called: node quickjs.mjs FOLDER SCRIPT, or with FOLDER alone, which prints versions.
// FOLDER is where npm has installed quickjs-emscripten.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, script] = process.argv.slice(2);
const require = createRequire(join(folder, "package.json"));

if (script === undefined) {
  console.log(`quickjs-emscripten ${require("quickjs-emscripten/package.json").version}`);
} else {
  const engine = await require("quickjs-emscripten").getQuickJS();
  const context = engine.newContext();
  const printed = context.unwrapResult(context.evalCode(`var printed = []; function print(line) { printed.push(line); }\n${readFileSync(script, "utf8")}\nprinted.join("\\n")`));
  console.log(context.getString(printed));
}
