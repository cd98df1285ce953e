// Rhino, which runs on Java. Its const and let are of a whole function, so that it is given a source of ECMAScript 5.

import { scriptBuild } from "../kits/script-engine.ts";
import { runProgram } from "../run-program.ts";
import { NotRun, type Build, type Target } from "../target.ts";

const RHINO = ["rhino", "-version", "200"];

function build(level: string): Build {
  const options = ["-opt", level];
  const all = scriptBuild(options.join(" "), "print", [...RHINO, ...options], "es5");
  return {
    name: all.name,
    run: (subject, folder, counts) => {
      const outcome = all.run(subject, folder, counts);
      if (outcome.kind === "ran" && differsInZeros(outcome.results, subject.expected) && negates(options)) {
        throw new NotRun("has −0 for 0 − x where x is +0, against ECMA-262, and therefore other signs of zeros");
      }
      return outcome;
    },
  };
}

/** Whether signs of zeros are all that differs. */
function differsInZeros(results: Float32Array, expected: Float32Array): boolean {
  const isSame = (value: number, place: number): boolean => Object.is(value, expected[place]);
  return !results.every(isSame) && results.every((value, place) => isSame(value, place) || (value === 0 && expected[place] === 0));
}

/** Whether a difference from 0 is taken for a change of the sign. */
function negates(options: readonly string[]): boolean {
  return runProgram([...RHINO, ...options, "-e", "var x = 0; print(1 / (0 - x))"]).toString().trim() === "-Infinity";
}

export const rhino: Target = {
  name: "rhino",
  title: "Rhino",
  packages: ["rhino"],
  version: ["dpkg-query", "--show", "rhino"],
  builds: ["-1", "9"].map(build),
};
