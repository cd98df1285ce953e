// tcc on this machine.

import { cBuild } from "../kits/c-kit.ts";
import { hosted } from "../kits/hosted.ts";
import type { Target } from "../target.ts";

export const tcc: Target = {
  name: "tcc",
  title: "tcc, x86-64",
  packages: ["tcc"],
  isQuick: true,
  version: ["tcc", "-v"],
  builds: [cBuild("-Wall", hosted({ compile: ["tcc"], warnings: ["-Wall"], size: "size", tellsStack: false, counter: ["qemu-x86_64", "-cpu", "max"] }))],
};
