// Node, which runs these tests too: as it is, without its optimising compilers, and without compiling anything, in which case there is no WebAssembly.

import { scriptBuild } from "../kits/script-engine.ts";
import type { Target } from "../target.ts";

export const node: Target = {
  name: "node",
  title: "Node",
  packages: [],
  isQuick: true,
  version: [process.execPath, "--version"],
  builds: [[], ["--no-opt"], ["--always-turbofan"], ["--no-expose-wasm"], ["--jitless"]].map((options) => ({
    ...scriptBuild(["node", ...options].join(" "), "console.log", [process.execPath, ...options]),
    isQuick: options.length === 0 || options.includes("--jitless"),
  })),
};
