// Rhino, which runs on Java. Its const and let are of a whole function, so that it is given a source of ECMAScript 5.

import typescript from "typescript";
import { scriptBuild } from "../kits/script-engine.ts";
import { runProgram } from "../run-program.ts";
import { sourceOf } from "../subjects/subject.ts";
import { NotRun, type Build, type Target } from "../target.ts";

const RHINO = ["rhino", "-version", "200"];

function build(level: string): Build {
  const options = ["-opt", level];
  const all = scriptBuild(options.join(" "), "print", [...RHINO, ...options], typescript.ScriptTarget.ES5);
  return {
    name: all.name,
    run: (subject, folder, counts) => {
      if (sourceOf(subject, "ts").includes("0 - ") && negates(options)) throw new NotRun("has -0 for 0 - x where x is +0, against ECMA-262");
      return all.run(subject, folder, counts);
    },
  };
}

/** Whether a difference from 0 is taken for a change of the sign. */
function negates(options: readonly string[]): boolean {
  return runProgram([...RHINO, ...options, "-e", "var x = 0; print(1 / (0 - x))"]).toString().trim() === "-Infinity";
}

export const rhino: Target = {
  name: "rhino",
  title: "Rhino",
  packages: ["rhino"],
  version: ["rhino", "-e", "print(Packages.org.mozilla.javascript.Context.getCurrentContext().getImplementationVersion())"],
  builds: ["-1", "9"].map(build),
};
