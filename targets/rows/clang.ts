// clang on this machine.

import { cBuild } from "../kits/c-kit.ts";
import { hosted } from "../kits/hosted.ts";
import type { Target } from "../target.ts";
import { STRICT } from "./strict.ts";

const EDITIONS = ["c99", "c11", "c17", "c2x", "gnu17"];

/** As of gcc. */
const isPortable = (options: string): boolean => !options.includes("native");

export const clang: Target = {
  name: "clang",
  title: "clang, x86-64",
  packages: ["clang"],
  isQuick: true,
  version: ["clang", "--version"],
  builds: [
    ...["-O0", "-O1", "-O2", "-O3", "-Os", "-Oz", "-O2 -march=native", "-O3 -march=native", "-O2 -march=haswell"],
    ...EDITIONS.map((edition) => `-std=${edition} -O2 -march=native`),
  ].map((name) => ({
    ...cBuild(name, hosted({
      compile: ["clang", ...name.split(" ")],
      warnings: STRICT,
      ...(isPortable(name) ? { size: "size", counter: ["qemu-x86_64", "-cpu", "max"] } : { tellsStack: false }),
    })),
    isQuick: ["-O2", "-O3 -march=native"].includes(name),
  })),
};
