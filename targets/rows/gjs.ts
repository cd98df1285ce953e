// gjs: SpiderMonkey, the engine of Firefox.

import { scriptBuild } from "../kits/script-engine.ts";
import type { Target } from "../target.ts";

export const gjs: Target = {
  name: "gjs",
  title: "gjs (SpiderMonkey)",
  packages: ["gjs"],
  version: ["gjs", "--version"],
  builds: [scriptBuild("gjs", "print", ["gjs"])],
};
