// A cross gcc of Debian whose programs run under qemu's user mode.

import { join } from "node:path";
import { root } from "../root.ts";
import { ProgramFailure, runProgram } from "../run-program.ts";
import { NotRun, type Build, type Target } from "../target.ts";
import { STRICT } from "../rows/strict.ts";
import { cBuild } from "./c-kit.ts";
import { hosted } from "./hosted.ts";
import type { ByteOrder } from "./records.ts";

export interface CrossGcc {
  readonly name: string;
  readonly title: string;
  /** Of Debian's package and of its commands, such as `aarch64-linux-gnu`. */
  readonly triplet: string;
  /** Debian's package of its C library. */
  readonly library: string;
  /** With its options; none where this machine runs the programs itself. */
  readonly emulator?: readonly string[];
  /** The emulator that counts instructions, where another one runs programs. */
  readonly counter?: readonly string[];
  readonly byteOrder: ByteOrder;
  /** Options of the builds. */
  readonly builds: readonly string[];
  /** Whether programs are linked with shared libraries, where static ones do not start; the emulator is told where these are. */
  readonly isShared?: boolean;
  /** Whether it is to be seen first that a program of the C library starts at all under the emulator. */
  readonly mayNotStart?: boolean;
}

const START_SECONDS = 20;

export function crossGcc({ name, title, triplet, library, emulator, counter, byteOrder, builds, isShared = false, mayNotStart = false }: CrossGcc): Target {
  return {
    name,
    title: `gcc, ${title}`,
    packages: [`gcc-${triplet}`, library, "qemu-user"],
    version: [`${triplet}-gcc`, "--version"],
    builds: builds.map((options): Build => {
      const compile = [`${triplet}-gcc`, ...options.split(" ")];
      const counting = counter === undefined ? {} : { counter };
      const build = cBuild(options, hosted({ compile, warnings: STRICT, link: [...compile, ...(isShared ? [] : ["-static"])], emulator: emulator ?? [], ...counting, byteOrder, size: `${triplet}-size` }));
      if (!mayNotStart) return build;
      return {
        name: options,
        run: (subject, folder, counts) => {
          checkThatItStarts(triplet, emulator ?? []);
          return build.run(subject, folder, counts);
        },
      };
    }),
  };
}

let starts: boolean | undefined;

/** @throws NotRun where a program that does nothing does not end. */
function checkThatItStarts(triplet: string, emulator: readonly string[]): void {
  starts ??= endsSoon(triplet, emulator);
  if (!starts) throw new NotRun(`programs do not end under ${emulator.join(" ")}`);
}

function endsSoon(triplet: string, emulator: readonly string[]): boolean {
  const program = join(root, ".cache", "targets", `nothing-${triplet}`);
  runProgram([`${triplet}-gcc`, "-static", "-x", "c", "-", "-o", program], { input: new TextEncoder().encode("int main(void) { return 0; }\n") });
  try {
    runProgram([...emulator, program], { limitSeconds: START_SECONDS });
    return true;
  } catch (error) {
    if (error instanceof ProgramFailure) return false;
    throw error;
  }
}
