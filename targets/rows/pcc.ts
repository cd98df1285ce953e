// pcc on this machine.

import { cBuild } from "../kits/c-kit.ts";
import { hosted } from "../kits/hosted.ts";
import type { Target } from "../target.ts";

export const pcc: Target = {
  name: "pcc",
  title: "pcc, x86-64",
  packages: ["pcc"],
  version: ["dpkg-query", "--show", "pcc"],
  builds: [cBuild("pcc", hosted({ compile: ["pcc"], warnings: [], link: ["gcc"], size: "size", tellsStack: false, counter: ["qemu-x86_64", "-cpu", "max"] }))],
};
