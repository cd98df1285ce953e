// The sources as C++, by g++.

import { cBuild } from "../kits/c-kit.ts";
import { hosted } from "../kits/hosted.ts";
import type { Target } from "../target.ts";
import { STRICT } from "./strict.ts";

const EDITIONS = ["c++11", "c++14", "c++17", "c++20", "c++23"];

export const gpp: Target = {
  name: "g++",
  title: "g++, x86-64",
  packages: ["g++"],
  version: ["g++", "--version"],
  builds: EDITIONS.map((edition) => `-std=${edition} -O2 -march=native`).map((name) =>
    cBuild(name, hosted({
      compile: ["g++", "-x", "c++", ...name.split(" ")],
      warnings: STRICT,
      link: ["gcc", "-O2"],
      tellsStack: false,
    })),
  ),
};
