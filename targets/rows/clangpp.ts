// The sources as C++, by clang++.

import { cBuild } from "../kits/c-kit.ts";
import { hosted } from "../kits/hosted.ts";
import type { Target } from "../target.ts";
import { STRICT } from "./strict.ts";

const EDITIONS = ["c++11", "c++14", "c++17", "c++20", "c++2b"];

export const clangpp: Target = {
  name: "clang++",
  title: "clang++, x86-64",
  packages: ["clang"],
  version: ["clang++", "--version"],
  builds: EDITIONS.map((edition) => `-std=${edition} -O2 -march=native`).map((name) =>
    cBuild(name, hosted({
      compile: ["clang++", "-x", "c++", ...name.split(" ")],
      warnings: STRICT,
      link: ["clang", "-O2"],
      tellsStack: false,
    })),
  ),
};
