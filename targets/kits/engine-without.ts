// Engines that lack what emitted TypeScript is made of: rows that say so, as long as they do.

import { runProgram } from "../run-program.ts";
import { NotRun, type Build } from "../target.ts";

/**
 * @param command to which a script is added that prints whether the engine has `needed`.
 * @throws Error where the engine has it by now, so that the target is to be run.
 */
export function withoutBuild(name: string, needed: string, command: (script: string) => readonly string[]): Build {
  return {
    name,
    run: () => {
      const type = runProgram(command(`print(typeof ${needed})`)).toString().trim();
      if (type !== "undefined") throw new Error(`${name} has ${needed} now: it is to be run as other engines are`);
      throw new NotRun(`has no ${needed}`);
    },
  };
}
