// njs, the JavaScript of nginx.

import { scriptBuild } from "../kits/script-engine.ts";
import type { Target } from "../target.ts";

export const njs: Target = {
  name: "njs",
  title: "njs",
  packages: ["njs"],
  version: ["njs", "-v"],
  builds: [scriptBuild("njs", "console.log", ["njs"])],
};
