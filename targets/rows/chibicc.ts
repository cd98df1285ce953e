// chibicc on this machine.

import { cBuild } from "../kits/c-kit.ts";
import { hosted } from "../kits/hosted.ts";
import type { Target } from "../target.ts";

export const chibicc: Target = {
  name: "chibicc",
  title: "chibicc, x86-64",
  packages: ["chibicc"],
  version: ["dpkg-query", "--show", "chibicc"],
  builds: [cBuild("chibicc", hosted({ compile: ["chibicc"], warnings: [], link: ["gcc"], size: "size", tellsStack: false, counter: ["qemu-x86_64", "-cpu", "max"] }))],
};
