// gcc on this machine: levels, the machine's own instructions, x87, editions of C.

import { cBuild } from "../kits/c-kit.ts";
import { hosted } from "../kits/hosted.ts";
import type { Target } from "../target.ts";
import { STRICT } from "./strict.ts";

const EDITIONS = ["c99", "c11", "c17", "c2x", "gnu17"];
const LEVELS = ["-O0", "-O1", "-O2", "-O3", "-Os"];

/** Whether the program is the same on every machine, and what it costs. */
const isPortable = (options: string): boolean => !options.includes("native");

export const gcc: Target = {
  name: "gcc",
  title: "gcc, x86-64",
  packages: ["gcc"],
  isQuick: true,
  version: ["gcc", "--version"],
  builds: [
    ...LEVELS,
    "-O2 -march=native",
    "-O3 -march=native",
    "-O2 -march=haswell",
    "-O0 -mfpmath=387",
    "-O2 -mfpmath=387",
    "-O3 -mfpmath=387",
    "-O3 -funroll-loops -ftree-vectorize",
    "-O2 -frounding-math",
    ...EDITIONS.map((edition) => `-std=${edition} -O2 -march=native`),
  ].map((name) => ({
    ...cBuild(name, hosted({
      compile: ["gcc", ...name.split(" ")],
      warnings: STRICT,
      ...(isPortable(name) ? { size: "size", counter: ["qemu-x86_64", "-cpu", "max"] } : { tellsStack: false }),
    })),
    isQuick: ["-O0", "-O2", "-O3 -march=native", "-O2 -mfpmath=387"].includes(name),
  })),
};
