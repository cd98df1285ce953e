// QuickJS, as npm packages it.

import { join } from "node:path";
import { NPM_FOLDER } from "../install.ts";
import { scriptBuild } from "../kits/script-engine.ts";
import { root } from "../root.ts";
import type { Target } from "../target.ts";

const COMMAND = [process.execPath, join(root, "targets", "harness", "quickjs.mjs"), NPM_FOLDER];

export const quickjs: Target = {
  name: "quickjs",
  title: "QuickJS",
  packages: [],
  npmPackages: ["quickjs-emscripten@0.32.0"],
  version: COMMAND,
  builds: [scriptBuild("quickjs-emscripten", "print", COMMAND)],
};
