// Counts the instructions of a call with valgrind, where it is on the PATH: of the function `independent` of a program that times.

import type { BuiltProgram } from "../toolchain/build-program.ts";
import { runCommand } from "../toolchain/run-process.ts";

const LIMIT_SECONDS = 300;

export async function hasValgrind(): Promise<boolean> {
  const { failure } = await runCommand(["valgrind", "--version"], { timeLimitSeconds: LIMIT_SECONDS });
  return failure === undefined;
}

/**
 * Undefined where valgrind cannot run the program: it knows no AVX-512.
 *
 * @param calls that the program does in its function `independent` with this input.
 */
export async function instructionsOfACall({ command, directory }: BuiltProgram, input: Uint8Array, calls: number): Promise<number | undefined> {
  const words = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=independent", ...command];
  const { failure, stderr } = await runCommand(words, { directory, input, timeLimitSeconds: LIMIT_SECONDS });
  const [, collected] = /Collected\s*:\s*(\d+)/.exec(new TextDecoder().decode(stderr)) ?? [];
  return failure !== undefined || collected === undefined || Number(collected) === 0 ? undefined : Number(collected) / calls;
}
