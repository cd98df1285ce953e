// Rhino, which runs on Java.

import { scriptBuild } from "../kits/script-engine.ts";
import type { Target } from "../target.ts";

const RHINO = ["rhino", "-version", "200"];

export const rhino: Target = {
  name: "rhino",
  title: "Rhino",
  packages: ["rhino"],
  version: ["rhino", "-e", "print(Packages.org.mozilla.javascript.Context.getCurrentContext().getImplementationVersion())"],
  builds: ["-1", "9"].map((level) => scriptBuild(`-opt ${level}`, "print", [...RHINO, "-opt", level])),
};
